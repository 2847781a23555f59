"""The rows of a list: seen and mended before it is saved, and what they became afterwards."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.lists import queries
from interlocal.foundation.lists.actions import correct_rows, save_list
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.pages.frame import address, frame_of
from interlocal.foundation.lists.purposes import Purpose, Words
from interlocal.foundation.lists.reading import Line, LineState, lines_of
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.web.addresses import changed_query
from interlocal.web.tables import Column

PAGE_SIZE = 50
TABS: tuple[tuple[LineState, Words], ...] = (
    (LineState.FAULTY, gettext_lazy("To be mended")),
    (LineState.READY, gettext_lazy("Ready")),
    (LineState.THERE, gettext_lazy("There already")),
    (LineState.LEFT_OUT, gettext_lazy("Left out")),
)


@dataclass(frozen=True)
class Tab:
    """The rows in one state: their label, how many, and where they are shown."""

    state: LineState
    label: Words
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Entry:
    """One cell that can be typed in: the name of its input, its column, its text, and what is wrong."""

    name: str
    column: Column
    text: str
    fault: str


@dataclass(frozen=True)
class Shown:
    """One row on the page."""

    line: Line
    entries: tuple[Entry, ...]
    whole_fault: str
    edit_url: str

    @property
    def is_left_out(self) -> bool:
        """Is its box ticked?"""
        return self.line.state is LineState.LEFT_OUT


def list_page(request: SignedInRequest, purpose: Purpose, list_id: str) -> HttpResponse:
    """Show a draft with every row judged, and take what is typed in its cells; or what a saved list made."""
    pasted = queries.list_for(request.user, purpose.key, list_id)
    if not pasted.is_draft:
        return _saved(request, purpose, pasted)
    if request.method == "POST":
        return _take(request, purpose, pasted)
    lines = lines_of(pasted, purpose, request.user, clock.now())
    counts = Counter(line.state for line in lines)
    show = _shown_state(request.GET, counts)
    page = Paginator([line for line in lines if line.state is show], PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    ready = counts[LineState.READY]
    context = {
        "page": page,
        "rows": [_shown(line, request, purpose) for line in page],
        "tabs": _tabs(request, counts, show),
        "show": show.value,
        "total": len(lines),
        "ready": ready,
        "not_made": len(lines) - ready,
        "counts": {state.name.lower(): counts[state] for state in LineState},
        "save_words": purpose.save_words(ready),
        **frame_of(purpose, pasted),
    }
    return render(request, "lists/rows.html", context)


def save_step(request: SignedInRequest, purpose: Purpose, list_id: str) -> HttpResponse:
    """Save the list and show what was made; where a rule forbids it, nothing is saved."""
    pasted = queries.list_for(request.user, purpose.key, list_id)
    seen = request.POST.get("seen", "")
    try:
        save_list(
            by=request.user,
            pasted=pasted,
            purpose=purpose,
            seen=int(seen) if seen.isdecimal() else -1,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Saved: %(things)s.") % {"things": purpose.counted(pasted.records.count())}
        )
    return redirect(address(purpose, "pasted", pasted))


def _saved(request: SignedInRequest, purpose: Purpose, pasted: PastedList) -> HttpResponse:
    records = pasted.records.order_by("row", "pk")
    page = Paginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
    standing = pasted.records.filter(undone_at=None).count()
    urls = purpose.pages_of([record.subject_id for record in page if record.undone_at is None])
    context = {
        "page": page,
        "records": [(record, urls.get(record.subject_id, "")) for record in page],
        "made": purpose.counted(page.paginator.count),
        "standing": standing,
        "kept": pasted.undone_at is not None and standing,
        **frame_of(purpose, pasted),
    }
    return render(request, "lists/saved.html", context)


def _take(request: SignedInRequest, purpose: Purpose, pasted: PastedList) -> HttpResponse:
    said = request.POST
    shown = {int(number) for number in said.getlist("shown") if number.isdecimal()}
    typed: dict[int, dict[str, str]] = {}
    for name in said:
        kind, _dash, rest = name.partition("-")
        number, _dash, key = rest.partition("-")
        # What stands in the cell already is no correction.
        if kind == "cell" and number.isdecimal() and (text := said[name]) != said.get(f"was-{rest}"):
            typed.setdefault(int(number), {})[key] = str(text)
    left_out = {number for number in shown if f"out-{number}" in said}
    try:
        correct_rows(
            by=request.user,
            pasted=pasted,
            purpose=purpose,
            typed=typed,
            shown=shown,
            left_out=left_out,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("What you typed is kept, and the rows are checked again."))
    show = said.get("show", "")
    return redirect(f"{address(purpose, 'pasted', pasted)}?show={show if show in set(LineState) else ''}")


def _shown_state(query: QueryDict, counts: Counter[LineState]) -> LineState:
    asked = query.get("show", "")
    if asked in set(LineState) and counts[LineState(asked)]:
        return LineState(asked)
    return next((state for state, _label in TABS if counts[state]), LineState.READY)


def _tabs(request: SignedInRequest, counts: Counter[LineState], show: LineState) -> list[Tab]:
    return [
        Tab(
            state,
            label,
            counts[state],
            changed_query(request.GET, show=state.value, page=None, edit=None),
            state is show,
        )
        for state, label in TABS
        if counts[state] or state is show
    ]


def _shown(line: Line, request: SignedInRequest, purpose: Purpose) -> Shown:
    is_edited = request.GET.get("edit") == str(line.number)
    wanted: Any = purpose.columns if is_edited else [one for one in purpose.columns if one.key in line.faults]
    entries = tuple(
        Entry(
            f"{line.number}-{column.key}",
            column,
            line.row.text(column.key),
            line.faults.get(column.key, ""),
        )
        for column in wanted
    )
    edit_url = "" if is_edited else changed_query(request.GET, edit=str(line.number))
    return Shown(line, entries, line.faults.get("", ""), edit_url)
