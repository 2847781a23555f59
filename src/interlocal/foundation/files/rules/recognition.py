"""What a file really is, by its content; its name only says what it claims to be."""

import codecs
import importlib
import zipfile
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext as _

from interlocal.foundation.files.rules.limits import UploadRefused
from interlocal.foundation.files.rules.types import ADVICE, ALLOWED, TEXT, FileType, type_named

HEAD_BYTES = 4096
_ZIP_MEMBERS_MAX = 20_000
_OOXML_MAIN = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


def recognised_type(stream: BinaryIO, name: str, only: FileType | None = None) -> FileType:
    """Return the type of the file in ``stream`` (seekable), which must be allowed and be what ``name`` says.

    ``only`` is the one type that is taken here, in place of those on the list.

    Raises ``UploadRefused`` otherwise, with what the content looks like and what to do. ``stream`` is left
    at its start.
    """
    extension = PurePath(name).suffix.lower()
    claimed = type_named(extension) if only is None else only
    if only is not None and extension not in only.extensions:
        raise UploadRefused(
            _("“%(name)s” is of another type than is taken here: %(kind)s.")
            % {"name": name, "kind": only.title}
        )
    if claimed is None:
        raise UploadRefused(_not_taken(name, extension))
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    real = _media_type(stream, head, name)
    stream.seek(0)
    if real == claimed.media_type or (real == TEXT and claimed.media_type == "text/csv"):
        return claimed
    raise UploadRefused(
        _(
            "“%(name)s” is named like this type: %(claimed)s. But its content is: %(found)s. Open it in the "
            "program it comes from, save it again as %(claimed)s, and upload that."
        )
        % {"name": name, "claimed": claimed.title, "found": _found(real, head)}
    )


def _media_type(stream: BinaryIO, head: bytes, name: str) -> str:
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if head.startswith(b"PK\x03\x04"):
        return _type_in_zip(stream, name)
    return TEXT if _is_text(stream) else ""


def _type_in_zip(stream: BinaryIO, name: str) -> str:
    """Office documents are ZIP archives: their list of members says which."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.namelist()
            if len(members) > _ZIP_MEMBERS_MAX:
                return "application/zip"
            if any(member.lower().endswith("vbaproject.bin") for member in members):
                raise UploadRefused(
                    _("“%(name)s” contains macros (small programs). Save it without macros and upload that.")
                    % {"name": name}
                )
            if members[:1] == ["mimetype"]:
                return archive.open("mimetype").read(200).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise UploadRefused(
            _("“%(name)s” is damaged or was cut on its way: it cannot be opened. Choose the file again.")
            % {"name": name}
        ) from None
    if "[Content_Types].xml" in members:
        for folder, extension in _OOXML_MAIN.items():
            file_type = type_named(extension)
            if file_type is not None and any(member.startswith(folder) for member in members):
                return file_type.media_type
    return "application/zip"


def _is_text(stream: BinaryIO) -> bool:
    """Is it text throughout, in UTF-8 (or UTF-16 with its mark, or the Windows encoding of older exports)?"""
    stream.seek(0)
    head = stream.read(2)
    stream.seek(0)
    encoding = "utf-16" if head in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8"
    decoders = [codecs.getincrementaldecoder(encoding)(), codecs.getincrementaldecoder("cp1252")()]
    while chunk := stream.read(64 * 1024):
        decoders = [decoder for decoder in decoders if _reads(decoder, chunk)]
        if not decoders:
            return False
    return any(_reads(decoder, b"", final=True) for decoder in decoders)


def _reads(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        text = decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return not any(char < " " and char not in "\t\n\r\f\x1a" for char in set(text))


def _not_taken(name: str, extension: str) -> str:
    kinds = ", ".join(str(file_type.title) for file_type in ALLOWED)
    advice = ADVICE.get(extension) or _("These are taken: %(kinds)s.") % {"kinds": kinds}
    if not extension:
        return _("“%(name)s” has no ending such as .pdf. %(advice)s") % {"name": name, "advice": advice}
    return _("Files that end in %(extension)s are not taken (“%(name)s”). %(advice)s") % {
        "extension": extension,
        "name": name,
        "advice": advice,
    }


def _found(media_type: str, head: bytes) -> str:
    """Say what the content looks like, in words where we have them."""
    for file_type in ALLOWED:
        if file_type.media_type == media_type:
            return str(file_type.title)
    return media_type or _described(head) or _("of no type that we recognise")


def _described(head: bytes) -> str:
    libmagic = _libmagic()
    if libmagic is not None:
        return str(libmagic.from_buffer(head))
    try:
        return str(puremagic.magic_string(head)[0].name)
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _libmagic() -> ModuleType | None:
    """Return python-magic where it and libmagic are installed: it knows more types than puremagic."""
    try:
        return importlib.import_module("magic")
    except ImportError:
        return None
