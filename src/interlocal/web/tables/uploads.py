"""One uploaded file, whichever of the taken types it is."""

from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.web.tables.grid import Sheet, TableUnreadable
from interlocal.web.tables.separated import read_csv
from interlocal.web.tables.workbook import read_workbook

EXTENSIONS = (".xlsx", ".csv", ".tsv", ".txt")
_ADVICE = {
    ".xls": gettext_lazy("Open it in Excel and save it as .xlsx."),
    ".xlsm": gettext_lazy("Save it without macros, as .xlsx."),
    ".ods": gettext_lazy("Save it as .xlsx, or copy the rows and paste them."),
    ".numbers": gettext_lazy("Export it from Numbers as .xlsx, or copy the rows and paste them."),
    ".pdf": gettext_lazy("A PDF holds no cells. Copy the rows from the spreadsheet that it was made from."),
}


def read_table(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an uploaded file. Raises ``TableUnreadable`` for a type that is not taken."""
    extension = PurePath(name).suffix.lower()
    if extension not in EXTENSIONS:
        advice = _ADVICE.get(extension) or _(
            "Save the list as .xlsx or .csv, or copy its rows and paste them."
        )
        raise TableUnreadable(_("“%(name)s” is not taken. %(advice)s") % {"name": name, "advice": advice})
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data)
    if extension == ".xlsx":
        raise TableUnreadable(
            _("“%(name)s” is named like a workbook but is none, or has a password. Save it again as .xlsx.")
            % {"name": name}
        )
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableUnreadable(_("“%(name)s” holds no text. Save the list as .xlsx or .csv.") % {"name": name})
    return read_csv(data, PurePath(name).stem)
