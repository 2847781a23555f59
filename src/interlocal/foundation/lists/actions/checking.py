"""Before a list is saved: which column is which, and what is typed in its cells."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.lists.models import PastedList, RememberedColumn
from interlocal.foundation.lists.purposes import Purpose
from interlocal.foundation.lists.queries import locked_list
from interlocal.foundation.lists.reading import headings_of, sheet_of
from interlocal.kernel.exceptions import Refusal
from interlocal.web.tables import normalised

LONGEST_TYPED = 5_000


def point_columns(
    *,
    by: User,
    pasted: PastedList,
    purpose: Purpose,
    sheet: int,
    header_row: int | None,
    columns: Mapping[int, str],
    fills: Mapping[str, str],
    now: datetime,
) -> PastedList:
    """Say what each column is; headings are remembered for the next list of this kind.

    Corrections stay, except where another sheet is chosen: its rows are others. Raises ``Refusal`` when a
    column is named twice, one that is needed is missing, or the list is saved.
    """
    keys = list(columns.values())
    for column in purpose.columns:
        if keys.count(column.key) > 1:
            raise Refusal(
                _("Two columns are given as “%(name)s”. Choose one.") % {"name": column.label},
                field=f"column-{[place for place, key in columns.items() if key == column.key][1]}",
            )
        if column.is_required and column.key not in keys and not fills.get(column.key):
            raise Refusal(_("Say which column is “%(name)s”: every row needs it.") % {"name": column.label})
    with act(by=by, action="lists.point_columns", subject=pasted, now=now, columns=sorted(keys)):
        pasted = _locked_draft(pasted)
        if pasted.sheet != sheet:
            pasted.corrections, pasted.left_out = {}, []
        pasted.sheet, pasted.header_row = sheet, header_row
        pasted.columns = {str(place): key for place, key in columns.items()}
        pasted.fills = {key: text for key, text in fills.items() if text}
        pasted.changed_at = now
        pasted.save(update_fields=_POINTED)
        _remember(by, pasted, purpose, columns, now)
    return pasted


def correct_rows(
    *,
    by: User,
    pasted: PastedList,
    purpose: Purpose,
    typed: Mapping[int, Mapping[str, str]],
    shown: Collection[int],
    left_out: Collection[int],
    now: datetime,
) -> PastedList:
    """Keep what was typed in cells, and which of the rows ``shown`` are left out. Raises ``Refusal``."""
    known = {column.key for column in purpose.columns}
    with act(
        by=by,
        action="lists.correct_rows",
        subject=pasted,
        now=now,
        rows=sorted(typed),
        left_out=len(left_out),
    ):
        pasted = _locked_draft(pasted)
        numbers = {row.number for row in sheet_of(pasted).rows}
        for row, cells in typed.items():
            said = {key: text[:LONGEST_TYPED].strip() for key, text in cells.items() if key in known}
            if row in numbers and said:
                pasted.corrections[str(row)] = {**pasted.said_of(row), **said}
        kept = set(pasted.left_out) - set(shown)
        pasted.left_out = sorted((kept | (set(left_out) & set(shown))) & numbers)
        pasted.changed_at = now
        pasted.save(update_fields=["corrections", "left_out", "changed_at"])
    return pasted


_POINTED = ["sheet", "header_row", "columns", "fills", "corrections", "left_out", "changed_at"]


def _locked_draft(pasted: PastedList) -> PastedList:
    held = locked_list(pasted)
    if not held.is_draft:
        raise Refusal(_("This list is saved. Change what was made of it on its own page, or undo the list."))
    return held


def _remember(
    by: User, pasted: PastedList, purpose: Purpose, columns: Mapping[int, str], now: datetime
) -> None:
    headings = headings_of(sheet_of(pasted), pasted.header_row)
    meant = {
        normalised(heading)[:200]: columns.get(place, "")
        for place, heading in enumerate(headings)
        if normalised(heading)
    }
    RememberedColumn.objects.bulk_create(
        [
            RememberedColumn(by=by, purpose=purpose.key, heading=heading, column=column, created_at=now)
            for heading, column in meant.items()
        ],
        update_conflicts=True,
        unique_fields=["by", "purpose", "heading"],
        update_fields=["column"],
    )
