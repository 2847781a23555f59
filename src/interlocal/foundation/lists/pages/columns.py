"""Pointing at the columns of a list: once, for they are remembered."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.lists import queries
from interlocal.foundation.lists.actions import point_columns
from interlocal.foundation.lists.content import unpacked
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.pages.frame import address, frame_of
from interlocal.foundation.lists.purposes import Fill, Purpose
from interlocal.foundation.lists.reading import headings_of
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.web.public import refuse_form
from interlocal.web.tables import Sheet, guess_columns, guess_header, likely_header, normalised

HEADINGS_OFFERED = 25
SAMPLES = 3
NO_HEADINGS = "0"


class WhereForm(forms.Form):
    """Says where the list stands: which sheet, and which row holds the headings."""

    sheet = forms.TypedChoiceField(coerce=int)
    header = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, sheets: tuple[Sheet, ...], at: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].label = _("Sheet")
        self.fields["header"].label = _("Row with the headings")
        names = [(str(place), sheet.name or _("The rows")) for place, sheet in enumerate(sheets)]
        rows = [
            (str(row.number), f"{row.number}: {Truncator(_line(row.cells)).chars(60)}")
            for row in sheets[at].rows[:HEADINGS_OFFERED]
        ]
        _choose(self, "sheet", names)
        _choose(self, "header", [*rows, (NO_HEADINGS, _("No row: the list has no headings"))])
        if len(sheets) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """Says what each column is, and what stands in empty cells."""

    def __init__(
        self,
        *args: Any,
        purpose: Purpose,
        headings: list[str],
        fills: tuple[Fill, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Pass over")), *((one.key, str(one.label)) for one in purpose.columns)]
        for place, heading in enumerate(headings):
            label = heading or _("Column %(letter)s") % {"letter": _letter(place)}
            self.fields[f"column-{place}"] = forms.ChoiceField(label=label, choices=offered, required=False)
        for fill in fills:
            named = [("", _("Nothing")), *((choice, choice) for choice in fill.choices)]
            self.fields[f"fill-{fill.key}"] = forms.ChoiceField(
                label=str(fill.label), choices=named, required=False
            )

    def columns(self) -> dict[int, str]:
        """Return which place holds which column."""
        return {
            int(name.removeprefix("column-")): key
            for name, key in self.cleaned_data.items()
            if name.startswith("column-") and key
        }

    def fills(self) -> dict[str, str]:
        """Return what stands in empty cells of which column."""
        return {
            name.removeprefix("fill-"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("fill-") and text
        }


@dataclass(frozen=True)
class Pointed:
    """One column as the page shows it: its field and the first texts in it."""

    field: BoundField
    samples: tuple[str, ...]


def columns_page(request: SignedInRequest, purpose: Purpose, list_id: str) -> HttpResponse:
    """Ask what each column is; the sheet and the row of headings can be changed first."""
    pasted = queries.list_for(request.user, purpose.key, list_id)
    if not pasted.is_draft:
        return redirect(address(purpose, "pasted", pasted))
    sheets = unpacked(pasted.sheets)
    at, header = _where(request, pasted, sheets, purpose)
    headings = headings_of(sheets[at], header)
    fills = purpose.fills(request.user)
    form = ColumnsForm(
        request.POST or None,
        purpose=purpose,
        headings=headings,
        fills=fills,
        initial=_initial(request, pasted, purpose, at, header, headings),
    )
    if request.method == "POST" and form.is_valid() and _is_taken(request, form, pasted, purpose, at, header):
        return redirect(address(purpose, "pasted", pasted))
    where = {"sheet": str(at), "header": str(header or NO_HEADINGS)}
    context = {
        "form": form,
        "where": WhereForm(initial=where, sheets=sheets, at=at, auto_id="where_%s"),
        "where_values": where,
        "pointed": _pointed(form, sheets[at], header),
        "fill_fields": [form[f"fill-{fill.key}"] for fill in fills],
        **frame_of(purpose, pasted),
    }
    return render(request, "lists/columns.html", context)


def _is_taken(
    request: SignedInRequest,
    form: ColumnsForm,
    pasted: PastedList,
    purpose: Purpose,
    at: int,
    header: int | None,
) -> bool:
    """Keep what was said of the columns; a refusal is said in the form."""
    try:
        point_columns(
            by=request.user,
            pasted=pasted,
            purpose=purpose,
            sheet=at,
            header_row=header,
            columns=form.columns(),
            fills=form.fills(),
            now=clock.now(),
        )
    except Refusal as refusal:
        refuse_form(form, refusal)
        return False
    return True


def _where(
    request: SignedInRequest, pasted: PastedList, sheets: tuple[Sheet, ...], purpose: Purpose
) -> tuple[int, int | None]:
    """Return the sheet and the row of headings that are asked for, else those that the list has."""
    asked = request.POST if request.method == "POST" else request.GET
    if "sheet" not in asked:
        return min(pasted.sheet, len(sheets) - 1), pasted.header_row
    at = int(asked["sheet"]) if asked["sheet"].isdecimal() else 0
    at = min(at, len(sheets) - 1)
    if at != pasted.sheet and request.method != "POST":
        rows = sheets[at].rows
        return at, guess_header(rows, purpose.columns) or likely_header(rows)
    numbers = {str(row.number): row.number for row in sheets[at].rows[:HEADINGS_OFFERED]}
    return at, numbers.get(asked.get("header", ""))


def _initial(
    request: SignedInRequest,
    pasted: PastedList,
    purpose: Purpose,
    at: int,
    header: int | None,
    headings: list[str],
) -> dict[str, str]:
    if (at, header) == (pasted.sheet, pasted.header_row):
        columns = pasted.mapping()
    else:
        asked = [normalised(heading) for heading in headings]
        known = queries.remembered(request.user, purpose.key, asked)
        columns = guess_columns(headings, purpose.columns, known)
    return {
        **{f"column-{place}": key for place, key in columns.items()},
        **{f"fill-{key}": text for key, text in pasted.fills.items()},
    }


def _pointed(form: ColumnsForm, sheet: Sheet, header: int | None) -> list[Pointed]:
    below = [row for row in sheet.rows if header is None or row.number > header]
    return [
        Pointed(
            form[f"column-{place}"],
            tuple(Truncator(row.cell(place).text).chars(50) for row in below[:SAMPLES]),
        )
        for place in range(sheet.width)
    ]


def _line(cells: Any) -> str:
    return " · ".join(cell.text for cell in cells if cell.text)


def _letter(place: int) -> str:
    """Return the letter that a spreadsheet gives a column: A to Z, AA and so on."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
