"""The small tables that a profile names: which city a place belongs to, which codes there are."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from mutual.calls.profile.toml_table import Table, meant

_MOST_BYTES = 64 * 1024 * 1024


class TableFiles:
    """Where tables are found: in a folder, or among texts that were given with the profile."""

    def __init__(self, folder: Path | None, given: Mapping[str, str]) -> None:
        self.folder, self.given = folder, given

    def pairs(self, table: Table, key_of_file: str, *, key: str, value: str) -> dict[str, str]:
        """Return one column by another; the profile names both (``place`` and ``city``)."""
        found: dict[str, str] = {}
        for line, row, (left, right) in self._rows(table, key_of_file, (key, value)):
            if not left or not right:
                continue
            if found.setdefault(left, right) != right:
                table.refuse(
                    f"{row}, line {line}: {left!r} belongs to {found[left]!r} and to {right!r}; keep one.",
                    key_of_file,
                )
        if not found:
            table.refuse("the table has no row with a place and a city.", key_of_file)
        return found

    def codes(self, table: Table, key_of_file: str, *, key: str) -> tuple[str, ...]:
        """Return the codes of one column."""
        return tuple(values[0] for _, _, values in self._rows(table, key_of_file, (key,)) if values[0])

    def _rows(
        self, table: Table, key_of_file: str, keys: tuple[str, ...]
    ) -> Iterator[tuple[int, str, list[str]]]:
        name = table.text_of(key_of_file) or ""
        reader = csv.reader(io.StringIO(self._text(table, key_of_file, name), newline=""))
        try:
            header = [word.strip() for word in next(reader, [])]
            places = [self._place(table, key, name, header) for key in keys]
            for row in reader:
                if row:
                    padded = [*row, *[""] * len(header)]
                    yield reader.line_num, name, [padded[place].strip() for place in places]
        except csv.Error as error:
            table.refuse(f"{name}, line {reader.line_num}: {error}.", key_of_file)

    def _place(self, table: Table, key: str, name: str, header: list[str]) -> int:
        column = table.text_of(key, key) or ""
        if column not in header:
            known = ", ".join(map(repr, header)) or "none"
            table.refuse(f"{name} has no column {column!r}{meant(column, header)}. It has {known}.", key)
        return header.index(column)

    def _text(self, table: Table, key: str, name: str) -> str:
        if name in self.given:
            return self.given[name].removeprefix("\ufeff")
        if self.folder is None:
            table.refuse(f"the table {name!r} was not given with the profile.", key)
        parts = PurePosixPath(name.replace("\\", "/"))
        if not name or parts.is_absolute() or ".." in parts.parts or ":" in name:
            table.refuse(f"{name!r} must lie in the profile's folder or below it.", key)
        path = self.folder / parts
        try:
            if path.stat().st_size > _MOST_BYTES:
                table.refuse(f"{name} is too large for a table of codes.", key)
            data = path.read_bytes()
        except OSError as error:
            table.refuse(f"cannot read {path}: {error.strerror}.", key)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")
