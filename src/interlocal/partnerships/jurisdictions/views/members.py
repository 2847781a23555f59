"""Reading: the members, one record, who represents whom, and the export."""

from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions import queries, rules
from interlocal.partnerships.jurisdictions.forms import OnDateForm
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.jurisdictions.rules import Permission
from interlocal.web.public import csv_response

PAGE_SIZE = 50


@requires(Permission.READ)
def members(request: SignedInRequest) -> HttpResponse:
    """List the jurisdictions: members first, then supporters and observers, then those outside."""
    rows = queries.member_rows(queries.jurisdictions_for(request.user), clock.today())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "jurisdictions/members.html",
        {
            "page": page,
            "partnership": queries.the_partnership(),
            "may_edit_members": rules.may_edit_members(request.user),
            "may_bring": request.user.may(Permission.EDIT),
        },
    )


@requires(Permission.READ)
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one jurisdiction."""
    jurisdiction = queries.jurisdiction_for(request.user, public_id)
    return render(
        request,
        "jurisdictions/detail.html",
        {
            "jurisdiction": jurisdiction,
            "membership": queries.membership_on(jurisdiction, clock.today()),
            "memberships": jurisdiction.memberships.all(),
            "figures": queries.current_figures(jurisdiction),
            "representatives": queries.representatives(jurisdiction, clock.today()),
            "earlier_representatives": queries.earlier_representatives(jurisdiction, clock.today()),
            "entries": entries_about(ref_to(jurisdiction).kind, public_id)[:20],
            "may_edit": rules.may_edit(request.user, jurisdiction),
            "may_edit_members": rules.may_edit_members(request.user),
        },
    )


@requires(Permission.READ)
def representatives(request: SignedInRequest) -> HttpResponse:
    """Show who represents whom on a day, today unless another is asked for."""
    form = OnDateForm(request.GET if "on" in request.GET else None, initial={"on": clock.today()})
    on: date = form.cleaned_data["on"] if form.is_valid() else clock.today()
    bodies = queries.belonging(queries.jurisdictions_for(request.user), on)
    page = Paginator(queries.with_speakers(bodies, on), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "jurisdictions/representatives.html", {"form": form, "on": on, "page": page})


@requires(Permission.READ)
def export(request: SignedInRequest) -> HttpResponseBase:
    """The list of members as CSV."""
    rows = queries.member_rows(queries.jurisdictions_for(request.user), clock.today())
    columns = (
        _("Name"),
        _("Formal name"),
        _("Kind"),
        _("State"),
        _("Takes part as"),
        _("Since"),
        _("Population"),
        _("Year"),
        _("Source of the population"),
        _("Synthetic"),
        _("Unconfirmed"),
        _("Represented by"),
    )
    return csv_response(f"members-{clock.today():%Y-%m-%d}.csv", columns, _cells(rows.iterator(500)))


def _cells(rows: Iterator[Jurisdiction]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        membership = row.current[0] if row.current else None  # type: ignore[attr-defined]
        figure = row.population[0] if row.population else None  # type: ignore[attr-defined]
        yield (
            row.name,
            row.formal_name,
            row.get_kind_display(),
            row.state,
            membership.get_role_display() if membership else "",
            membership.starts_on if membership else "",
            figure.value.normalize() if figure else "",
            figure.year if figure else "",
            figure.source_title if figure else "",
            _("yes") if figure and figure.is_synthetic else "",
            _("yes") if figure and figure.is_unconfirmed else "",
            "; ".join(str(person) for person in row.speaking),  # type: ignore[attr-defined]
        )
