"""PDF files: their pages alone, copied into a new file; pictures inside lose what they say of themselves."""

import io
from collections.abc import Iterator, Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

MOST_PAGES = 2_000
_INFO_TELLS = {
    "/Author": "author",
    "/Creator": "software",
    "/Producer": "software",
    "/CreationDate": "time",
    "/ModDate": "time",
    "/Title": "comments",
    "/Subject": "comments",
    "/Keywords": "comments",
}
# Annotations that carry or start something: they go whole. Of the others stay those that are seen.
_ACTIVE = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/Popup"}
_BESIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A", "/JS", "/OpenAction")
_OF_WRITERS = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj", "/Popup")


def clean_paper(data: bytes) -> tuple[bytes, str, list[str]]:
    """Return the pages of a PDF file without metadata, attachments and scripts, and what was removed.

    Raises whatever pypdf does for what it cannot read, ``ValueError`` for an encrypted or a very long file.
    """
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted or len(reader.pages) > MOST_PAGES:
        raise ValueError("The file is encrypted, or has too many pages.")
    removed = _told_beside(reader)
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    for page in writer.pages:
        removed |= _clean_annotations(page)
    for one in _dictionaries(writer):
        for name in _BESIDE:
            if name in one:
                del one[name]
        if isinstance(one, StreamObject) and _is_jpeg(one):
            bare, told = without_segments(one._data)  # noqa: SLF001  the bytes as they stand, undecoded
            one._data = bare  # noqa: SLF001
            removed |= told
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue(), "application/pdf", sorted(removed)


def _told_beside(reader: PdfReader) -> set[str]:
    info: Mapping[str, object] = reader.metadata or {}
    found = {kind for name, kind in _INFO_TELLS.items() if info.get(name)}
    root = reader.root_object
    if root.get("/Metadata") is not None:
        found.add("comments")
    names = root.get("/Names")
    if names is not None and "/EmbeddedFiles" in names.get_object():
        found.add("attachments")
    if root.get("/OpenAction") is not None or (names is not None and "/JavaScript" in names.get_object()):
        found.add("scripts")
    return found


def _clean_annotations(page: DictionaryObject) -> set[str]:
    """Take away what carries files or starts something, and the names and times of who annotated."""
    removed: set[str] = set()
    given = page.get("/Annots")
    if given is None:
        return removed
    kept = ArrayObject()
    for reference in given.get_object():
        annotation = reference.get_object()
        if annotation.get("/Subtype") in _ACTIVE:
            removed.add("attachments")
            continue
        if annotation.get("/Subtype") != "/Widget":
            for name in _OF_WRITERS:
                if name in annotation:
                    del annotation[name]
                    removed.add("author")
        kept.append(reference)
    page[NameObject("/Annots")] = kept
    return removed


def _dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Yield every dictionary of the new file, those inside others too."""
    seen: set[int] = set()
    rest = list(writer._objects)  # noqa: SLF001  there is no other way to all of them
    while rest:
        one = rest.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, DictionaryObject):
            yield one
            rest.extend(one.values())
        elif isinstance(one, ArrayObject):
            rest.extend(one)


def _is_jpeg(stream: StreamObject) -> bool:
    return stream._data[:3] == b"\xff\xd8\xff"  # noqa: SLF001


def without_segments(data: bytes) -> tuple[bytes, set[str]]:
    """Return a JPEG file without its application segments and comments (ITU-T T.81, B.2), and what they were.

    Adobe's segment stays: without it colours would be read wrongly.
    """
    kept, removed, place = bytearray(data[:2]), set[str](), 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        segment = data[place : place + 2 + length]
        if (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE:
            removed |= {"location", "device"} if segment[4:8] == b"Exif" else {"comments"}
        else:
            kept += segment
        place += 2 + length
    return bytes(kept + data[place:]), removed
