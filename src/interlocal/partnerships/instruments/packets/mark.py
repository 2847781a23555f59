"""The mark that a packet's Word file carries, by which it is recognised when it comes back.

It consists of two custom document properties (ISO/IEC 29500-1, 22.3): whose instrument it is, and a digest of
the words that went out. Word, LibreOffice and Google Docs keep them when a person edits and saves the file.
"""

import hashlib
import io
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

INSTRUMENT = "InterlocalInstrument"
DIGEST = "InterlocalTextDigest"

_PART = "docProps/custom.xml"
_PARTS_MAX = 2_000
_BYTES_MAX = 1024 * 1024
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what every property that a person adds is filed under
# What zipfile, zlib and lxml raise over a file that is broken or made to trip them.
_BROKEN = (
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    EOFError,
    SyntaxError,
    ArithmeticError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
)
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file


@dataclass(frozen=True, slots=True)
class PacketMark:
    """Whose instrument a Word file was made for, and the digest of the text that it was made with."""

    instrument: str
    text_digest: str


def text_digest(text: str) -> str:
    """The SHA-256 of a text's words, as hexadecimal digits; layout and spacing do not change it."""
    return hashlib.sha256(
        " ".join(unicodedata.normalize("NFC", text).split()).encode("utf-8", "surrogatepass")
    ).hexdigest()


def packet_mark(file: bytes | BinaryIO | Path | str) -> PacketMark | None:
    """The mark of a Word file, or None where it has none, or is no Word file that can be opened.

    Takes the bytes, an open file or a path. Reads one small part of the archive and nothing else, so it can
    be asked of any upload.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            if len(archive.infolist()) > _PARTS_MAX or archive.getinfo(_PART).file_size > _BYTES_MAX:
                return None
            with archive.open(_PART) as part:
                properties = _parsed(part.read(_BYTES_MAX))
    except _BROKEN:
        return None
    values = {
        one.get("name"): "".join(one.itertext()).strip() for one in properties.iter(f"{{{_CUSTOM}}}property")
    }
    if not (instrument := values.get(INSTRUMENT)) or not (digest := values.get(DIGEST)):
        return None
    return PacketMark(instrument, digest)


def with_mark(docx: bytes, mark: PacketMark) -> bytes:
    """The Word file with `mark` in place of any that it had; its other properties stay."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
    parts[_PART] = _marked(parts.get(_PART), mark)
    parts["[Content_Types].xml"] = _declared(parts["[Content_Types].xml"])
    parts["_rels/.rels"] = _related(parts["_rels/.rels"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _marked(xml: bytes | None, mark: PacketMark) -> bytes:
    root = (
        _parsed(xml)
        if xml
        else etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    )
    for one in list(root):
        if one.get("name") in {INSTRUMENT, DIGEST}:
            root.remove(one)
    place = max([1, *(int(one.get("pid", 1)) for one in root)])
    for name, value in ((INSTRUMENT, mark.instrument), (DIGEST, mark.text_digest)):
        place += 1
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(place), name=name)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    return _written(root)


def _declared(xml: bytes) -> bytes:
    root = _parsed(xml)
    if not any(one.get("PartName") == f"/{_PART}" for one in root):
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", PartName=f"/{_PART}", ContentType=_MEDIA_TYPE)
    return _written(root)


def _related(xml: bytes) -> bytes:
    root = _parsed(xml)
    if not any(one.get("Type") == _RELATION for one in root):
        taken = {one.get("Id") for one in root}
        free = next(f"rIdMark{at}" for at in range(len(taken) + 1) if f"rIdMark{at}" not in taken)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=free, Type=_RELATION, Target=_PART)
    return _written(root)
