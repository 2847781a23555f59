"""A list is brought, and thrown away again where nobody wants it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.lists.content import packed
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.purposes import Purpose
from interlocal.foundation.lists.queries import locked_list, remembered
from interlocal.foundation.lists.reading import headings_of
from interlocal.kernel.exceptions import Refusal
from interlocal.web.tables import Sheet, guess_columns, guess_header, likely_header, normalised


def begin_list(
    *, by: User, purpose: Purpose, name: str, sheets: Sequence[Sheet], key: str, now: datetime
) -> PastedList:
    """Keep what was read, with the columns that are known or remembered; nothing is made of it yet.

    The sheet is the first whose headings are known. The list that already has ``key`` is returned unchanged.
    """
    known = PastedList.objects.filter(by=by, purpose=purpose.key, key=key).first()
    if known is not None:
        return known
    place, header = _where(sheets, purpose)
    headings = headings_of(sheets[place], header)
    asked = [normalised(heading) for heading in headings]
    columns = guess_columns(headings, purpose.columns, remembered(by, purpose.key, asked))
    mapped = set(columns.values())
    pasted = PastedList(
        purpose=purpose.key,
        by=by,
        key=key,
        name=name[:200],
        sheets=packed(sheets),
        sheet=place,
        header_row=header,
        columns={str(place): key for place, key in columns.items()},
        # What a person can only mean one place by need not be asked.
        fills={
            fill.key: fill.choices[0]
            for fill in purpose.fills(by)
            if len(fill.choices) == 1 and fill.key not in mapped
        },
        created_at=now,
        changed_at=now,
    )
    rows = sum(len(sheet.rows) for sheet in sheets)
    with act(by=by, action="lists.begin", subject=pasted, now=now, purpose=purpose.key, rows=rows):
        pasted.save(force_insert=True)
    return pasted


def discard_list(*, by: User, pasted: PastedList, now: datetime) -> None:
    """Throw away a list that was not saved. Raises ``Refusal`` for one that was."""
    with act(by=by, action="lists.discard", subject=pasted, now=now, purpose=pasted.purpose):
        pasted = locked_list(pasted)
        if not pasted.is_draft:
            raise Refusal(_("It is saved: undo it instead."))
        pasted.delete()


def _where(sheets: Sequence[Sheet], purpose: Purpose) -> tuple[int, int | None]:
    for place, sheet in enumerate(sheets):
        header = guess_header(sheet.rows, purpose.columns)
        if header is not None:
            return place, header
    for place, sheet in enumerate(sheets):
        if (likely := likely_header(sheet.rows)) is not None:
            return place, likely
    first = sheets[0].rows[0]
    return 0, first.number if len(sheets[0].rows) > 1 else None
