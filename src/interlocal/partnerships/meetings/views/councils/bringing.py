"""Bringing in a council's record: from its web API, from a table, or by hand."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.forms import HandItems, HandMeetingForm, TableForm, WebSourceForm
from interlocal.partnerships.meetings.forms.councils import MAX_ITEMS, MORE
from interlocal.partnerships.meetings.imports import COLUMNS, ReadItem
from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, CouncilMeeting, ImportSource
from interlocal.partnerships.meetings.queries import councils as queries
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer
from interlocal.web.public import refuse_form

FAULTS_SHOWN = 100


@requires(Permission.COUNCIL)
@require_safe
def bring(request: SignedInRequest) -> HttpResponse:
    """Offer the three ways, and show what was brought in before."""
    context = {"imports": queries.imports_for(request.user)[:10]}
    return render(request, "meetings/councils/bring.html", context)


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def from_web(request: SignedInRequest) -> HttpResponse:
    """Ask a web API; ``again`` names an import whose source is asked once more."""
    form = WebSourceForm(
        request.POST or None,
        cities=jurisdictions_where(request.user, Permission.COUNCIL),
        initial=_asked_before(request),
    )

    def act() -> str:
        brought = actions.bring_from_web(by=request.user, now=clock.now(), **form.cleaned_data)
        return _page_of(brought)

    return answer(
        request,
        form,
        act,
        done=_("The source is being asked. Nothing is saved before you have seen it."),
        title=_("Ask a council’s web API"),
        lead=_("Councils that use Legistar publish their agendas and votes for programs to read."),
        button=_("Read it"),
        back=reverse("meetings:bring-council"),
        back_name=_("Bring in a council’s record"),
    )


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def from_table(request: SignedInRequest) -> HttpResponse:
    """Upload a CSV file or a workbook, or paste rows."""
    form = TableForm(
        request.POST or None,
        request.FILES or None,
        cities=jurisdictions_where(request.user, Permission.COUNCIL),
    )

    def act() -> str:
        said = form.cleaned_data
        brought = actions.bring_record(
            by=request.user,
            jurisdiction=said["jurisdiction"],
            source=ImportSource.CSV,
            name=said["file"].name if said["file"] else "",
            read=said["read"],
            now=clock.now(),
        )
        return _page_of(brought)

    return answer(
        request,
        form,
        act,
        done=_("It is read. Nothing is saved before you have seen it."),
        template="meetings/councils/table.html",
        columns=COLUMNS,
        back=reverse("meetings:bring-council"),
        faults_shown=FAULTS_SHOWN,
        more_faults=len(form.faults) - FAULTS_SHOWN,
    )


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: SignedInRequest) -> HttpResponse:
    """Write down one meeting."""
    form = HandMeetingForm(request.POST or None, cities=jurisdictions_where(request.user, Permission.COUNCIL))
    return _written(request, form, _items_typed(request, []), None)


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Correct a meeting that was written by hand; what it said before stays as its earlier telling."""
    meeting = queries.meeting_to_correct(request.user, public_id)
    items = list(queries.current_items(meeting))
    facts = {name: getattr(meeting, name) for name in ("body", "on", "starts_at_time", "place", "url")}
    form = HandMeetingForm(request.POST or None, initial=facts)
    return _written(request, form, _items_typed(request, items), meeting)


def _written(
    request: SignedInRequest, form: HandMeetingForm, items: Any, meeting: CouncilMeeting | None
) -> HttpResponse:
    if request.method == "POST" and "more" not in request.POST and form.is_valid() & items.is_valid():
        try:
            brought = _bring_by_hand(request, form, items, meeting)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(_page_of(brought))
    context = {"form": form, "items": items, "meeting": meeting}
    return render(request, "meetings/councils/hand.html", context)


def _bring_by_hand(
    request: SignedInRequest, form: HandMeetingForm, items: Any, meeting: CouncilMeeting | None
) -> CouncilImport:
    known = {row.source_id for row in queries.current_items(meeting)} if meeting else set()
    read: list[ReadItem] = []
    for line in items:
        source_id = line.cleaned_data.get("source_id", "")
        # An id counts only where this meeting has it, and once.
        taken = {item.source_id for item in read}
        item = line.read(source_id if source_id in known - taken else new_public_id())
        if item is not None:
            read.append(item)
    if not read:
        raise Refusal(_("Write down at least one item with its title."))
    return actions.bring_record(
        by=request.user,
        jurisdiction=meeting.jurisdiction if meeting else form.cleaned_data["jurisdiction"],
        source=ImportSource.HAND,
        read=[form.read(meeting.source_id if meeting else new_public_id(), tuple(read))],
        now=clock.now(),
    )


def _items_typed(request: SignedInRequest, items: list[CouncilItem]) -> Any:
    """Return the forms of the items: as typed, with some more where more are asked for, or as on record."""
    if request.method != "POST":
        return HandItems(prefix="items", initial=[_typed(row) for row in items])
    asked: QueryDict = request.POST
    if "more" in asked:
        asked = asked.copy()
        total = asked.get("items-TOTAL_FORMS", "")
        count = int(total) if total.isascii() and total.isdigit() and len(total) < 5 else 0
        asked["items-TOTAL_FORMS"] = str(min(count + MORE, MAX_ITEMS))
    return HandItems(asked, prefix="items", initial=[_typed(row) for row in items])


def _typed(row: CouncilItem) -> dict[str, str]:
    names = ("source_id", "number", "title", "matter", "matter_kind", "mover", "seconder", "result")
    votes = "\n".join(f"{vote.person}: {vote.choice}" for vote in row.votes.all())
    return {name: getattr(row, name) for name in names} | {"votes": votes}


def _asked_before(request: SignedInRequest) -> dict[str, Any]:
    asked = queries.imports_for(request.user).filter(public_id=request.GET.get("again", "")).first()
    if asked is None:
        return {}
    return {
        "jurisdiction": asked.jurisdiction.public_id,
        "address": asked.address,
        "since": asked.since,
        "until": asked.until,
        "only_body": asked.only_body,
    }


def _page_of(brought: CouncilImport) -> str:
    return reverse("meetings:council-import", args=[brought.public_id])
