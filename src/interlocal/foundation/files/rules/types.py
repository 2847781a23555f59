"""The types of file that are taken, each with the reason why, and advice for those that are not."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT = "text/plain"
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class FileType:
    """A type of file: its media type, the endings of its names, what people call it, and why it is taken."""

    media_type: str
    extensions: tuple[str, ...]
    title: str | Promise
    reason: str


ALLOWED: tuple[FileType, ...] = (
    FileType("application/pdf", (".pdf",), _("PDF document"), "Signed instruments, packets and scans."),
    FileType(
        f"{_OOXML}.wordprocessingml.document", (".docx",), _("Word document"), "Drafts and clerks' templates."
    ),
    FileType(f"{_OOXML}.spreadsheetml.sheet", (".xlsx",), _("Excel workbook"), "Figures that cities send."),
    FileType(
        f"{_OOXML}.presentationml.presentation", (".pptx",), _("PowerPoint file"), "Meeting presentations."
    ),
    FileType(f"{_ODF}.text", (".odt",), _("OpenDocument text"), "Drafts from LibreOffice."),
    FileType(f"{_ODF}.spreadsheet", (".ods",), _("OpenDocument spreadsheet"), "Figures from LibreOffice."),
    FileType(f"{_ODF}.presentation", (".odp",), _("OpenDocument presentation"), "Slides from LibreOffice."),
    FileType(TEXT, (".txt", ".md"), _("Plain text"), "Texts of instruments and notes."),
    FileType("text/csv", (".csv",), _("CSV table"), "Exports of other systems."),
    FileType("image/png", (".png",), _("PNG picture"), "Screenshots and seals."),
    FileType("image/jpeg", (".jpg", ".jpeg"), _("JPEG picture"), "Photographs as evidence."),
    FileType("image/heic", (".heic", ".heif"), _("HEIC picture"), "Photographs as phones save them."),
    FileType("image/tiff", (".tif", ".tiff"), _("TIFF picture"), "Scans of older records."),
)

# Taken only where a room asks for it and reads what is inside; never handed out as it is.
ARCHIVE = FileType("application/zip", (".zip",), _("ZIP archive"), "Online lessons of training.")

# What people try most, and what they can do instead.
ADVICE: dict[str, str | Promise] = {
    ".doc": _("Open it in Word and save it as .docx or PDF."),
    ".xls": _("Open it in Excel and save it as .xlsx."),
    ".ppt": _("Open it in PowerPoint and save it as .pptx or PDF."),
    ".docm": _("Save it without macros, as .docx."),
    ".xlsm": _("Save it without macros, as .xlsx."),
    ".pptm": _("Save it without macros, as .pptx."),
    ".zip": _("Unpack it and upload the files one by one."),
    ".html": _("Print it to PDF and upload that."),
    ".htm": _("Print it to PDF and upload that."),
    ".svg": _("Save it as PNG or PDF."),
    ".pages": _("Export it from Pages as .docx or PDF."),
    ".msg": _("Print the message to PDF, and upload its attachments one by one."),
    ".eml": _("Print the message to PDF, and upload its attachments one by one."),
}

_BY_EXTENSION = {extension: file_type for file_type in ALLOWED for extension in file_type.extensions}


def type_named(extension: str) -> FileType | None:
    """Return the allowed type whose names end in ``extension`` (".pdf")."""
    return _BY_EXTENSION.get(extension.lower())


def allowed_extensions() -> tuple[str, ...]:
    """Return every ending that is taken, for a file input's ``accept``."""
    return tuple(_BY_EXTENSION)
