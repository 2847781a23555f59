"""A table of a pack's file, read value by value; whatever is wrong is noted, and reading goes on."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.partnerships.law.pack.faults import Fault


class Table:
    """One table: ask for its values by name, then ``close`` it, which notes what nobody asked for."""

    def __init__(self, said: Any, file: str, where: str, faults: list[Fault]) -> None:
        self.file = file
        self.where = where
        self.faults = faults
        self._asked: set[str] = set()
        if not isinstance(said, Mapping):
            self.wrong(_("Write a table of names and values here."))
            said = {}
        self._said: Mapping[str, Any] = said

    def wrong(self, words: str, name: str = "") -> None:
        """Note a fault at this table, or at its value ``name``."""
        place = ".".join(part for part in (self.where, name) if part)
        self.faults.append(Fault(self.file, place, words))

    def has(self, name: str) -> bool:
        """Is the value there?"""
        return name in self._said

    def raw(self, name: str) -> Any:
        """Return the value as it stands, or ``None``."""
        self._asked.add(name)
        return self._said.get(name)

    def text(self, name: str, *, needed: bool = True) -> str:
        """Return a text without blanks around it; an empty one is a fault where it is ``needed``."""
        value = self.raw(name)
        if value is not None and not isinstance(value, str):
            self.wrong(_("Write a text in quotation marks."), name)
            return ""
        if needed and not (value or "").strip():
            self.wrong(_("This text is missing."), name)
        return (value or "").strip()

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self.raw(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.wrong(_("Write true or false, without quotation marks."), name)
            return False
        return value

    def number(self, name: str, *, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number from ``least`` to ``most``."""
        value = self.raw(name)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            wrong = _("Write a whole number from %(least)d to %(most)d.")
            self.wrong(wrong % {"least": least, "most": most}, name)
            return least
        number: int = value
        return number

    def choice(self, name: str, among: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of the texts ``among``."""
        value = self.raw(name)
        if value is None and default is not None:
            return default
        if value not in among:
            self.wrong(_("Write one of: %(choices)s.") % {"choices": ", ".join(among)}, name)
            return among[0]
        return str(value)

    def address(self, name: str, *, needed: bool) -> str:
        """Return the address of a source, which is read over TLS."""
        value = self.text(name, needed=needed)
        if value and not value.startswith("https://"):
            self.wrong(_("Write the whole address; it begins with https://."), name)
        return value

    def day(self, name: str) -> date | None:
        """Return a day that is not in quotation marks, or ``None`` where it is left out."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.wrong(_("Write a day as 2026-11-28, without quotation marks."), name)
            return None
        day: date = value
        return day

    def names(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.raw(name)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(_("Write a list of texts."), name)
            return ()
        if needed and not value:
            self.wrong(_("The list is empty."), name)
        return tuple(value)

    def tables(self, name: str) -> Iterator["Table"]:
        """Yield the tables of a list; they count from 1, as a person does."""
        value = self.raw(name)
        if value is not None and not isinstance(value, list):
            self.wrong(_("Write a list of tables, each under [[%(name)s]].") % {"name": name}, name)
            value = None
        for number, row in enumerate(value or [], start=1):
            place = ".".join(part for part in (self.where, f"{name} {number}") if part)
            yield Table(row, self.file, place, self.faults)

    def table(self, name: str) -> "Table":
        """Return a table within this one."""
        place = ".".join(part for part in (self.where, name) if part)
        return Table(self.raw(name) or {}, self.file, place, self.faults)

    def close(self) -> None:
        """Note every value that nobody asked for."""
        for name in self._said:
            if name not in self._asked:
                self.wrong(_("There is no value of this name here."), name)
