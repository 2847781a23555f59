"""The table of an amount as a form: typed group by group, or read from what is pasted or uploaded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.forms.sheet import written
from interlocal.costing.studies.models import LineKind
from interlocal.costing.studies.queries import GroupCost, GroupTable
from interlocal.web.tables import Row, TableUnreadable, ValueFault, normalised, read_pasted, read_table

_BETWEEN = re.compile(r"\s*(?:[,;+&\n]|\band\b)\s*")


@dataclass
class GroupEntry:
    """A group with the text of its amount, and what is wrong with it."""

    group: GroupCost
    text: str
    fault: str = ""

    @property
    def name(self) -> str:
        """What its input is called."""
        return f"group-{self.group.key.replace(',', '-')}"


class GroupTableForm:
    """What was typed, pasted or uploaded. What cannot be read stays, with how to mend it at its row."""

    def __init__(
        self, table: GroupTable, data: QueryDict | None = None, upload: UploadedFile | None = None
    ) -> None:
        self.table = table
        self.pasted = str(data.get("pasted", "")) if data is not None else ""
        self.faults: list[str] = []
        self.entries = [GroupEntry(row, written(row.cents)) for row in table.rows]
        if data is not None:
            for entry in self.entries:
                entry.text = str(data.get(entry.name, entry.text))
            self._take_rows(upload)

    @property
    def is_sound(self) -> bool:
        """Can everything be read?"""
        return not self.faults and not any(entry.fault for entry in self.entries)

    def costs(self) -> dict[str, int]:
        """Return the cents of the groups that are given, and say what is wrong at the others."""
        found = {}
        for entry in self.entries:
            try:
                cents = rules.read_figure(entry.text, LineKind.COST)
            except ValueFault as fault:
                entry.fault = str(fault)
                continue
            if cents is not None:
                found[entry.group.key] = cents
        return found

    def _take_rows(self, upload: UploadedFile | None) -> None:
        try:
            sheets = read_table(upload.name or "", upload.read()) if upload else ()
            if self.pasted.strip():
                sheets = (*sheets, *read_pasted(self.pasted))
        except TableUnreadable as refusal:
            self.faults.append(str(refusal))
            return
        by_name = {normalised(name): key for key, name in self.table.names.items()}
        entries = {entry.group.key: entry for entry in self.entries}
        seen: dict[str, int] = {}
        for sheet in sheets[:1]:
            for place, row in enumerate(sheet.rows):
                self._take_row(row, by_name, entries, seen, is_first=place == 0)

    def _take_row(
        self,
        row: Row,
        by_name: Mapping[str, str],
        entries: Mapping[str, GroupEntry],
        seen: dict[str, int],
        *,
        is_first: bool,
    ) -> None:
        cells = [cell for cell in row.cells if cell.text or cell.trouble]
        names = [name for cell in cells[:-1] for name in _BETWEEN.split(cell.text) if name]
        unknown = [name for name in names if normalised(name) not in by_name]
        if is_first and (unknown or not names):
            return  # the headings
        why = ""
        key = rules.group_key({by_name[normalised(name)] for name in names if normalised(name) in by_name})
        if trouble := next((cell.trouble for cell in cells if cell.trouble), None):
            why = trouble.words
        elif unknown:
            why = _("“%(name)s” is no city of this study.") % {"name": unknown[0]}
        elif key not in entries:
            why = _(
                "These cities are no group of this option: a group has two cities or more, and its lead city."
            )
        elif key in seen:
            why = _("Row %(number)d has this group already.") % {"number": seen[key]}
        if why:
            self.faults.append(_("Row %(number)d: %(why)s") % {"number": row.number, "why": why})
            return
        seen[key] = row.number
        entries[key].text = cells[-1].text
