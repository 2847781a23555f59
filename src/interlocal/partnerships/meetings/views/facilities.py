"""Buildings, and the days on which they are closed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.law.public import Key, law_of
from interlocal.partnerships.meetings import actions, queries, rules
from interlocal.partnerships.meetings.forms import (
    ClosureForm,
    FacilityForm,
    HolidayListForm,
    HolidaysForm,
)
from interlocal.partnerships.meetings.notice import HolidayList
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer


@requires(Permission.READ)
@require_safe
def facility(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show a building and its closed days from this year on."""
    found = queries.facility_by(public_id)
    return render(
        request,
        "meetings/facility.html",
        {
            "facility": found,
            "closures": queries.closures_from(found, clock.today().year),
            "may_edit": rules.may_edit_bodies(request.user),
        },
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_facility(request: SignedInRequest) -> HttpResponse:
    """Add a building."""
    if not rules.may_edit_bodies(request.user):
        raise Http404
    form = FacilityForm(request.POST or None)

    def act() -> str:
        made = actions.add_facility(by=request.user, facts=form.cleaned_data, now=clock.now())
        return reverse("meetings:facility", args=[made.public_id])

    return answer(
        request,
        form,
        act,
        done=_("The building is on record. Enter its holidays next."),
        title=_("Add a building"),
        lead=_("Hours on days when it is closed do not count as notice%(section)s.")
        % {"section": law_of().cited(Key.NOTICE_HOURS)},
        button=_("Add the building"),
        back=reverse("meetings:bodies"),
        back_name=_("Bodies"),
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_holidays(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record the holidays of a year on which a building is closed, from a list that a law names."""
    if not rules.may_edit_bodies(request.user):
        raise Http404
    found = queries.facility_by(public_id)
    lists = queries.holiday_lists(law_of())
    asked = HolidayListForm(
        {"list": request.GET.get("list", lists[0].slug), "year": request.GET.get("year", clock.today().year)},
        lists=lists,
    )
    if not asked.is_valid():
        return render(request, "meetings/holidays.html", {"facility": found, "asked": asked})
    chosen = next(one for one in lists if one.slug == asked.cleaned_data["list"])
    year = asked.cleaned_data["year"]
    holidays = queries.holidays_to_take(found, chosen, year)
    form = HolidaysForm(request.POST or None, holidays=holidays)
    page = reverse("meetings:facility", args=[public_id])

    def act() -> str:
        ticked = set(form.cleaned_data["days"])
        kept = [day for day in holidays if day.on.isoformat() in ticked]
        actions.take_holidays(
            by=request.user, facility=found, holidays=kept, now=clock.now(), **_source_of(chosen)
        )
        return page

    shown = {"facility": found, "asked": asked, "chosen": chosen, "year": year, "holidays": holidays}
    done = _("The closed days are recorded.")
    return answer(request, form, act, done=done, template="meetings/holidays.html", **shown)


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def close_facility(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record a day on which a building is closed."""
    if not rules.may_edit_bodies(request.user):
        raise Http404
    found = queries.facility_by(public_id)
    form = ClosureForm(request.POST or None)
    page = reverse("meetings:facility", args=[public_id])

    def act() -> str:
        actions.close_facility(by=request.user, facility=found, now=clock.now(), **form.cleaned_data)
        return page

    return answer(
        request,
        form,
        act,
        done=_("The closed day is recorded."),
        title=_("Record a closed day of %(building)s") % {"building": found.name},
        lead=_("Its hours do not count as notice."),
        button=_("Record the closed day"),
        back=page,
        back_name=found.name,
    )


def _source_of(holidays: HolidayList) -> dict[str, object]:
    return {
        "source_title": f"{holidays.title}, {holidays.section}",
        "source_url": holidays.source,
        "is_unconfirmed": holidays.is_unconfirmed,
    }
