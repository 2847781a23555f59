"""Cities as the set-up shows them: what is missing, rules, texts, open and close."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.hotline.actions import cities
from interlocal.programs.hotline.forms.setup import BodyForm, NothingForm, RecoveryForm, RulesForm, TextsForm
from interlocal.programs.hotline.queries import setup
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.rules.places import LANGUAGES, Place
from interlocal.programs.hotline.views.setup_act import answer, page_of, try_now

PAGE_SIZE = 50
ENTRIES = 15


@requires(Permission.READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits for this person, and every city with what is missing; nothing of a report."""
    page = Paginator(setup.hotlines_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    missing = setup.findings_by_city(list(page.object_list))
    context = {
        "page": page,
        "rows": [(one, missing[one.pk]) for one in page.object_list],
        "to_confirm": setup.duties_to_confirm(request.user).count(),
        "may_set_up": request.user.may(Permission.SET_UP),
        "may_receive": request.user.may(Permission.RECEIVE),
        "may_take_calls": request.user.may(Permission.TAKE_CALLS),
        "may_keep": request.user.may(Permission.KEEP),
        "needed": setup.keepers_needed(),
    }
    return render(request, "hotline/setup/home.html", context)


@requires(Permission.READ)
@require_safe
def city(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show how one city's hotline is set up."""
    found = setup.hotline_for(request.user, public_id)
    missing = setup.findings_by_city([found])[found.pk]
    may_set_up = request.user.may(Permission.SET_UP)
    context = {
        "hotline": found,
        "missing": missing,
        "can_open": not any(one.blocks for one in missing),
        "duties": setup.duties_of(found),
        "offices": setup.offices_of(found),
        "texts": [
            (
                place.label,
                [(language, found.texts.get(language, {}).get(place, "")) for language in LANGUAGES],
            )
            for place in Place
        ],
        "may_set_up": may_set_up,
        "entries": entries_about(ref_to(found).kind, public_id)[:ENTRIES] if may_set_up else [],
    }
    return render(request, "hotline/setup/city.html", context)


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def begin_city(request: SignedInRequest) -> HttpResponse:
    """Begin the hotline of a city, or of a body that steps in."""
    form = BodyForm(request.POST or None, bodies=setup.bodies_without(request.user))
    return answer(
        request,
        form,
        lambda: cities.begin_city(by=request.user, now=clock.now(), **form.cleaned_data),
        goal=reverse("hotline:home"),
        done=_("It is begun. Name who receives reports next."),
        title=_("Set up a city"),
        button=_("Set it up"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def change_rules(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say who steps in, and how long reports are kept."""
    found = setup.hotline_to_set_up(request.user, public_id)
    said = {"fallback": found.fallback, "keep_months": found.keep_months, "keep_source": found.keep_source}
    form = RulesForm(request.POST or None, hotline=found, initial=said)
    return answer(
        request,
        form,
        lambda: cities.set_rules(by=request.user, hotline=found, now=clock.now(), **form.cleaned_data),
        goal=page_of(found, "rules"),
        done=_("The rules are saved."),
        record=found,
        title=_("Fallback and retention"),
        button=_("Save the rules"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def change_texts(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the city's own words."""
    found = setup.hotline_to_set_up(request.user, public_id)
    form = TextsForm(request.POST or None, texts=found.texts)
    return answer(
        request,
        form,
        lambda: cities.set_texts(by=request.user, hotline=found, texts=form.facts(), now=clock.now()),
        goal=page_of(found, "texts"),
        done=_("The texts are saved."),
        record=found,
        title=_("The city's own texts"),
        lead=_("The page says what protects a reporter. Write here what is particular to the city."),
        button=_("Save the texts"),
    )


@requires(Permission.SET_UP)
@require_POST
def open_hotline(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let the city take reports."""
    found = setup.hotline_to_set_up(request.user, public_id)
    return try_now(
        request,
        lambda: cities.open_hotline(
            by=request.user, hotline=found, on=timezone.localdate(clock.now()), now=clock.now()
        ),
        goal=page_of(found),
        done=_("The hotline takes reports now."),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def close_hotline(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take no new reports, after a page that says what that means."""
    found = setup.hotline_to_set_up(request.user, public_id)
    return answer(
        request,
        NothingForm(request.POST if request.method == "POST" else None),
        lambda: cities.close_hotline(
            by=request.user, hotline=found, on=timezone.localdate(clock.now()), now=clock.now()
        ),
        goal=page_of(found),
        done=_("The hotline takes no new reports."),
        record=found,
        title=_("Close the hotline"),
        lead=_("Nobody can report to this city until it opens again. Receipts still work."),
        button=_("Close the hotline"),
        is_destructive=True,
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def change_recovery(request: SignedInRequest) -> HttpResponse:
    """Say how many keepers open a report together."""
    form = RecoveryForm(request.POST or None, initial={"needed": setup.keepers_needed()})
    return answer(
        request,
        form,
        lambda: cities.set_recovery(by=request.user, now=clock.now(), **form.cleaned_data),
        goal=reverse("hotline:home"),
        done=_("The rule counts for new reports."),
        title=_("Recovery"),
        lead=_("When nobody can open a report any more, keepers of different cities open it together."),
        button=_("Save the rule"),
    )
