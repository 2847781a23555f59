"""What becomes of each paper: pages joined as they are, a picture, or a sheet that says where it is."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from interlocal.web.pdf import PdfRefused, typeset

from .pictures import NoPicture, without_traces

PDF = "application/pdf"
PICTURES = frozenset({"image/png", "image/jpeg"})
MAX_PAGES = 2_000
# What a page or a link of somebody else's PDF may not bring along.
_RUNS_SOMETHING = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of an item. ``read`` gets its bytes, ``where`` is the address at which people find it."""

    title: str
    name: str
    media_type: str
    kind: str
    size: int
    where: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Pages:
    """Pages of a PDF that can be joined."""

    reader: PdfReader

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.reader.pages)


@dataclass(frozen=True)
class Picture:
    """A picture for a page of its own: its bytes, and the ending of its name."""

    data: bytes
    ending: str


@dataclass(frozen=True)
class Sheet:
    """A page that says where a paper is found, and why it is not in the packet."""

    reason: str
    is_problem: bool


Part = Pages | Picture | Sheet


def prepared(paper: Paper, room: int) -> Part:
    """Return what ``paper`` becomes in a packet that has ``room`` bytes left. Nothing in a file raises."""
    if paper.media_type not in {PDF, *PICTURES}:
        reason = _("It is not a PDF, so it is not part of these pages (%(kind)s).")
        return Sheet(reason % {"kind": paper.kind}, is_problem=False)
    if paper.size > room:
        return Sheet(_("It is too large for one packet."), is_problem=True)
    try:
        data = paper.read()
    except OSError:
        return Sheet(_("Its file is missing. Tell whoever looks after the installation."), is_problem=True)
    return _joined(data) if paper.media_type == PDF else _pictured(data)


def _joined(data: bytes) -> Part:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Sheet(_("It is locked by a password. Ask for an open copy."), is_problem=True)
        if len(reader.pages) > MAX_PAGES:
            return Sheet(_("It has more than %(most)s pages.") % {"most": f"{MAX_PAGES:,}"}, is_problem=True)
        copy = PdfWriter()
        for page in reader.pages:
            _quieten(copy.add_page(page))
        written = io.BytesIO()
        copy.write(written)
        again = PdfReader(written)
        if not again.pages:
            return Sheet(_("It has no pages."), is_problem=True)
    except Exception:  # noqa: BLE001 (whatever a parser trips over in somebody's file is a fault of the file)
        return Sheet(_("It cannot be read: the file is damaged or locked. Ask for it anew."), is_problem=True)
    return Pages(again)


def _quieten(page: PageObject) -> None:
    """Take out what would run, and the links to a structure that stays behind."""
    for name in ("/AA", "/StructParents"):
        page.pop(name, None)
    marks = page.get("/Annots")
    kept = ArrayObject()
    for mark in marks.get_object() if marks is not None else ():
        found = mark.get_object()
        if not isinstance(found, DictionaryObject):
            continue
        found.pop("/AA", None)
        found.pop("/StructParent", None)
        action = found.get("/A")
        action = action.get_object() if action is not None else None
        if isinstance(action, DictionaryObject) and action.get("/S") in _RUNS_SOMETHING:
            continue
        kept.append(mark)
    if marks is not None:
        page[NameObject("/Annots")] = kept


def _pictured(data: bytes) -> Part:
    """Try the picture on a page by itself: what cannot be set there would stop the whole packet."""
    try:
        picture, ending = without_traces(data)
        typeset(
            f'#import "house.typ": *\n#show: house\n#image("picture.{ending}", alt: "Picture")',
            title="Picture",
            content={},
            at=datetime(2000, 1, 1, tzinfo=UTC),
            extra={f"picture.{ending}": picture},
        )
    except (NoPicture, PdfRefused):
        return Sheet(_("The picture is damaged or too large."), is_problem=True)
    return Picture(picture, ending)
