"""Staff hours: promising them, ending a promise, saying what was given, by page or from the mail."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.notices.public import is_signed
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms import (
    AnswerForForm,
    AssignmentForm,
    EndAssignmentForm,
    HoursForm,
)
from interlocal.partnerships.initiatives.models import HoursAsk
from interlocal.partnerships.initiatives.rules import AskState, Permission
from interlocal.partnerships.initiatives.views.answer import Page, answer, page_of
from interlocal.web.public import client_address, is_too_often, refuse_form, turned_away

FIRST_YEAR, LAST_YEAR, LAST_MONTH = 2000, 2100, 12
MONTHS_SHOWN = 12
OWN_SHOWN = 3  # whoever answers for more chooses one


@requires(Permission.ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Promise hours of one's city."""
    initiative = queries.initiative_for(request.user, public_id)
    today = clock.today()
    cities = queries.assigning_jurisdictions(request.user, today)
    own = list(cities[:2])
    initial = {"starts_on": today, "per": "month"}
    initial |= {"jurisdiction": own[0].public_id} if len(own) == 1 else {}
    form = AssignmentForm(request.POST or None, cities=cities, initial=initial)

    def act() -> object:
        return actions.assign_staff(
            by=request.user, initiative=initiative, **form.cleaned_data, now=clock.now()
        )

    lead = _("Once a month one mail asks whether it was so. There are no time sheets.")
    page = page_of(initiative, _("Promise staff hours"), _("Promise the hours"), show="people")
    page = Page(page.title, page.button, page.back, lead, initiative.title)
    return answer(request, form, act, page=page, done=_("The hours are promised."))


@requires(Permission.ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def end_assignment(request: SignedInRequest, public_id: str, assignment_id: str) -> HttpResponse:
    """End a promise of hours."""
    assignment = queries.assignment_for(request.user, public_id, assignment_id)
    form = EndAssignmentForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> object:
        return actions.end_assignment(
            by=request.user, assignment=assignment, ends_on=form.cleaned_data["ends_on"], now=clock.now()
        )

    page = page_of(assignment.initiative, _("End this promise"), _("End it"), show="people")
    return answer(request, form, act, page=page, done=_("The promise has its end."))


@requires(Permission.READ)
@require_safe
def hours(request: SignedInRequest) -> HttpResponse:
    """Show what each city promised and gave in the last twelve months, and the months to answer for."""
    today = clock.today()
    first_on, last_on = rules.months_ended(today, MONTHS_SHOWN)
    own = list(queries.assigning_jurisdictions(request.user, today))
    form = AnswerForForm(request.GET, cities=own) if len(own) > OWN_SHOWN else None
    context = {
        "cities": queries.hours_by_city(first_on, last_on),
        "form": form,
        "own": form.chosen() if form else own,
        "months": list(reversed(list(rules.months_between(first_on, last_on)))),
        "first_on": first_on,
    }
    return render(request, "initiatives/hours.html", context)


@requires(Permission.ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def say_hours(request: SignedInRequest, public_id: str, year: int, month: int) -> HttpResponse:
    """Say which hours one's city gave in a month."""
    jurisdiction = queries.assigning_jurisdiction_for(request.user, public_id)
    month_on = _month(year, month)
    form = HoursForm(request.POST or None, lines=queries.month_lines(jurisdiction, month_on))

    def act() -> object:
        return actions.say_hours(
            by=request.user,
            jurisdiction=jurisdiction,
            month_on=month_on,
            hours=form.cleaned_data,
            now=clock.now(),
        )

    with_city = _("Hours given by %(city)s") % {"city": jurisdiction.name}
    page = Page(with_city, _("Record the hours"), reverse("initiatives:hours"), parent=_("Staff hours"))
    if request.method == "POST" or form.fields:
        return answer(request, form, act, page=page, done=_("The hours are recorded."))
    messages.info(request, str(_("Nothing was promised for that month.")))
    return redirect("initiatives:hours")


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def answer_ask(request: HttpRequest, public_id: str, signature: str) -> HttpResponse:
    """Take a manager's answer about a month from the mail. Reading changes nothing: scanners read mail."""
    is_whole = is_signed(f"/initiatives/answer/{public_id}/", signature)
    ask = queries.ask_called(public_id) if is_whole else None
    if ask is None:
        if is_too_often(f"initiatives.unsigned:{client_address(request)}", most=60):
            return _private(turned_away(request))
        return _private(render(request, "initiatives/link/broken.html", {"languages": ()}, status=404))
    wanted = request.GET.get("language", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else ask.person.language
    with translation.override(language):
        if request.method == "POST" and is_too_often(f"initiatives.link:{ask.public_id}", most=30):
            return _private(turned_away(request))
        return _private(_asked(request, ask))


def _asked(request: HttpRequest, ask: HoursAsk) -> HttpResponse:
    now = clock.now()
    lines = queries.month_lines(ask.jurisdiction, ask.month_on)
    form = HoursForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_ask(ask=ask, hours=form.cleaned_data, now=now)
        except Refusal as refusal:
            refuse_form(form, refusal)
            ask = queries.ask_called(ask.public_id) or ask
        else:
            return redirect(request.get_full_path())
    state = rules.ask_state(ask, now)
    context = {
        "ask": ask,
        "lines": lines,
        "form": form,
        "state": state.value,
        "told": rules.ASK_WORDS[state],
        "languages": [code for code, _name in settings.LANGUAGES],
    }
    template = "answer" if state == AskState.READY else "told"
    return render(request, f"initiatives/link/{template}.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a key: it is told to nobody, kept nowhere, found by no search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _month(year: int, month: int) -> date:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= LAST_MONTH):
        raise Http404
    return date(year, month, 1)
