"""Reading: the register, one agreement, the notices that are due, and their exports."""

from collections.abc import Iterable, Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.money import dollars_and_cents
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import queries, rules
from interlocal.partnerships.agreements.forms import DaysForm, FilterForm
from interlocal.partnerships.agreements.forms.wanted import DAYS_AHEAD
from interlocal.partnerships.agreements.models import Agreement, AgreementState
from interlocal.partnerships.agreements.queries import Given
from interlocal.partnerships.agreements.rules import Permission
from interlocal.partnerships.agreements.rules.permissions import parties_of
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.jurisdictions.public import jurisdictions_for
from interlocal.web.public import chips_of, csv_response

PAGE_SIZE = 50
NOTICES_SHOWN = 5


@requires(Permission.READ)
@require_safe
def register(request: SignedInRequest) -> HttpResponse:
    """Show what needs somebody now, then the register."""
    today = clock.today()
    form = FilterForm(request.GET, parties=list(jurisdictions_for(request.user)))
    rows = queries.register(request.user, form.wanted(request.GET), today)
    given = queries.notices_for(request.user, today=today, days=DAYS_AHEAD)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "chips": chips_of(form, request),
        "notices": given[:NOTICES_SHOWN],
        "more_notices": len(given) - len(given[:NOTICES_SHOWN]),
        "days": DAYS_AHEAD,
        "changes": queries.open_changes(request.user, today),
        "may_add": request.user.may(Permission.EDIT),
    }
    return render(request, "agreements/register.html", context)


@requires(Permission.READ)
@require_safe
def register_csv(request: SignedInRequest) -> HttpResponseBase:
    """Hand out the register as it is filtered, as CSV."""
    today = clock.today()
    form = FilterForm(request.GET, parties=list(jurisdictions_for(request.user)))
    rows = queries.register(request.user, form.wanted(request.GET), today).prefetch_related("amounts")
    columns = (
        _("Agreement"),
        _("Parties"),
        _("State"),
        _("In effect from"),
        _("Last day"),
        _("Renewal options left"),
        _("Latest amount a year"),
        _("Cost formula"),
        _("Source"),
        _("Number"),
    )
    return csv_response(f"agreements-{today.isoformat()}.csv", columns, _lines(rows.iterator(chunk_size=500)))


@requires(Permission.READ)
@require_safe
def notices(request: SignedInRequest) -> HttpResponse:
    """Answer what notice must be given in the next days."""
    today = clock.today()
    form = DaysForm(request.GET if "days" in request.GET else None, initial={"days": DAYS_AHEAD})
    days = form.days_ahead()
    context = {
        "form": form,
        "days": days,
        "notices": queries.notices_for(request.user, today=today, days=days),
        "any_time": queries.any_time_rules(request.user, today),
        "lead": rules.LEAD_DAYS,
    }
    return render(request, "agreements/notices.html", context)


@requires(Permission.READ)
@require_safe
def notices_csv(request: SignedInRequest) -> HttpResponseBase:
    """Hand out the notices of the next days as CSV."""
    today = clock.today()
    form = DaysForm(request.GET if "days" in request.GET else None)
    given = queries.notices_for(request.user, today=today, days=form.days_ahead())
    columns = (
        _("Last day for notice"),
        _("Days left"),
        _("Agreement"),
        _("Notice"),
        _("Section"),
        _("Parties"),
    )
    return csv_response(f"notices-{today.isoformat()}.csv", columns, _notice_lines(given))


@requires(Permission.READ)
@require_safe
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one agreement."""
    found = queries.agreement_for(request.user, public_id)
    today = clock.today()
    parties = list(
        found.parties.select_related("jurisdiction").prefetch_related("instruments__instrument__jurisdiction")
    )
    topics = queries.topics_of(found)
    context = {
        "agreement": found,
        "state": found.state_on(today),
        "parties": parties,
        "own": {party.pk for party in parties if rules.may_edit_for(request.user, party.jurisdiction)},
        "topics": topics,
        "missing": [topic for topic in topics if not topic.clauses],
        "cautions": queries.cautions_of(found, parties),
        "formula_problems": rules.formula_problems(found.cost_formula) if found.is_computable else (),
        "formula_words": rules.formula_words(found.cost_formula) if found.is_computable else (),
        "windows": queries.windows_of(found),
        "chain": queries.timeline_of(found),
        "amounts": found.amounts.filter(replaced_at=None).select_related("payer"),
        "documents": found.documents.select_related("file"),
        "commitments": commitments_about(ref_to(found), request.user).with_state(today),
        "changes": found.changes.select_related("jurisdiction"),
        "signed_on": queries.last_signature(found),
        "entries": entries_about(ref_to(found).kind, public_id)[:30],
        "panels": queries.panels_of(found, request.user),
        "may_edit": rules.may_edit(request.user, parties_of(found)),
        "may_convene": rules.may_convene(request.user),
    }
    return render(request, "agreements/agreement.html", context)


def _lines(rows: Iterable[Agreement]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        amounts = [amount for amount in row.amounts.all() if amount.replaced_at is None]
        latest = amounts[-1] if amounts else None
        yield (
            row.title,
            "; ".join(party.jurisdiction.name for party in row.bound),  # type: ignore[attr-defined]
            AgreementState(row.state).label,  # type: ignore[attr-defined]
            row.starts_on or "",
            row.last_day or "",
            row.options_left,
            f"{dollars_and_cents(latest.amount_cents)} ({latest.year})"
            if latest is not None and latest.amount_cents is not None
            else "",
            row.cost_formula,
            _("synthetic") if row.is_synthetic else row.source_title,
            row.public_id,
        )


def _notice_lines(given: Iterable[Given]) -> Iterator[tuple[object, ...]]:
    for one in given:
        yield (
            one.due.by,
            one.days_left,
            one.due.agreement.title,
            one.due.rule.get_act_display(),
            one.due.rule.section,
            "; ".join(party.name for party in one.due.parties),
        )
