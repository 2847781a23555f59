"""CSV of any program: its encoding and its separator are found out."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from interlocal.web.tables.grid import MAX_BYTES, Sheet, TableUnreadable, make_cell, make_sheet, require_rows

_SEPARATORS = ",;\t|"


def read_csv(data: bytes, name: str = "") -> tuple[Sheet, ...]:
    """Return the one sheet of a CSV file. Raises ``TableUnreadable``."""
    if len(data) > MAX_BYTES:
        raise TableUnreadable(_("The file has more than 5 MB. Split the list."))
    return require_rows([read_separated(_decoded(data), name)])


def read_separated(text: str, name: str = "") -> Sheet:
    """Return the sheet in ``text``; raises ``TableUnreadable`` for a cell that csv cannot hold."""
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_separator(text))
    try:
        rows = [[make_cell(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise TableUnreadable(
            _("Line %(line)d cannot be read (%(why)s). Look at its quotation marks.")
            % {"line": reader.line_num, "why": error}
        ) from None
    return make_sheet(name, enumerate(rows, start=1))


def _decoded(data: bytes) -> str:
    """Excel writes UTF-8 with its mark, UTF-16 ("Unicode text") or the Windows encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Return what stands outside quotation marks as often in one line as in the next."""
    first, declared = text[:6].split("\n", maxsplit=1)[0], "sep="
    if first.lower().startswith(declared) and len(first) > len(declared):
        return first[len(declared)]
    lines = [line for line in _unquoted(text[:20_000]).splitlines() if line][:20]
    votes: Counter[str] = Counter()
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        if counts:
            votes[separator] = max(counts.values())
    return max(_SEPARATORS, key=lambda one: (votes[one], -_SEPARATORS.index(one))) if votes else ","


def _unquoted(text: str) -> str:
    return "".join(part for place, part in enumerate(text.split('"')) if place % 2 == 0)
