"""Reads a package's ``imsmanifest.xml``: its lessons, which page each begins with, and what it asks for.

SCORM 1.2 Content Aggregation Model, section 2.3; XML Base.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.translation import gettext as _
from lxml import etree

from interlocal.kernel.exceptions import Refusal

LONGEST_LAUNCH_DATA = 4096
LONGEST_ADDRESS = 500
MOST_LESSONS = 40
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NO_PLACE = "http://package.invalid/"
_LATER = re.compile(r"2004|1\.3|CAM|adlcp_v1p3", re.IGNORECASE)


class PackageRefused(Refusal):
    """The package cannot be played here; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the manifest says of one lesson. ``launch`` is a name in the package, perhaps with a query."""

    title: str
    launch: str
    mastery_score: Decimal | None
    launch_data: str


def read_manifest(content: bytes) -> list[Manifest]:
    """Return what the manifest says of each lesson, in its order; raises ``PackageRefused``."""
    root = _parsed(content)
    if _name(root) != "manifest":
        raise PackageRefused(_("imsmanifest.xml is no manifest. Export the lesson again as SCORM 1.2."))
    _need_version(root, content)
    resources = {one.get("identifier", ""): one for one in _below(root, "resource")}
    found = [
        (item, resources[item.get("identifierref", "")])
        for item in _items(root)
        if _kind(_referred(item, resources)) == "sco"
    ]
    if not found:
        raise PackageRefused(
            _(
                "The package has no lesson that reports back (no SCO): nobody would know who finished it. "
                "Add its files as materials, or export it as SCORM 1.2 with tracking."
            )
        )
    if len(found) > MOST_LESSONS:
        raise PackageRefused(
            _("The package has %(count)d lessons that each report for themselves; up to %(most)d are taken.")
            % {"count": len(found), "most": MOST_LESSONS}
        )
    return [_read(root, item, resource) for item, resource in found]


def _read(root: "etree._Element", item: "etree._Element", resource: "etree._Element") -> Manifest:
    return Manifest(
        title=_text(item, "title") or _text(root, "title"),
        launch=_launch(root, item, resource),
        mastery_score=_mastery(_text(item, "masteryscore")),
        launch_data=_short_data(_text(item, "datafromlms")),
    )


def _parsed(content: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise PackageRefused(
            _("imsmanifest.xml cannot be read: it is no well-formed XML. Export the lesson again.")
        ) from None
    document = root.getroottree().docinfo
    if document.internalDTD is not None and list(document.internalDTD.iterentities()):
        raise PackageRefused(
            _("imsmanifest.xml declares entities of its own, which no lesson needs. Export the lesson again.")
        )
    return root


def _need_version(root: "etree._Element", content: bytes) -> None:
    said = " ".join(one.text or "" for one in _below(root, "schemaversion"))
    spaces = " ".join(str(space) for one in root.iter(etree.Element) for space in one.nsmap.values())
    if _LATER.search(said) or "adlcp_v1p3" in spaces:
        raise PackageRefused(
            _("The package is SCORM 2004. Export the lesson as SCORM 1.2, which every authoring tool can do.")
        )
    if said.strip() != "1.2" and b"adlcp_rootv1p2" not in content:
        raise PackageRefused(
            _("The manifest does not say that it is SCORM 1.2. Export the lesson as SCORM 1.2.")
        )


def _items(root: "etree._Element") -> Iterator["etree._Element"]:
    """The items of the organization that counts: the default one, else the first."""
    everything = next(_below(root, "organizations"), None)
    organizations = [] if everything is None else list(_below(everything, "organization"))
    if not organizations:
        raise PackageRefused(
            _("The manifest has no organization, so nothing says what is played. Export the lesson again.")
        )
    default = None if everything is None else everything.get("default")
    chosen = next((one for one in organizations if one.get("identifier") == default), organizations[0])
    return (one for one in _below(chosen, "item") if one.get("identifierref"))


def _referred(item: "etree._Element", resources: dict[str, "etree._Element"]) -> "etree._Element":
    name = item.get("identifierref", "")
    if name not in resources:
        raise PackageRefused(
            _("The manifest speaks of a resource “%(name)s” that it does not have. Export the lesson again.")
            % {"name": name[:80]}
        )
    return resources[name]


def _kind(resource: "etree._Element") -> str:
    for name, value in resource.attrib.items():
        if etree.QName(name).localname.lower() == "scormtype":
            return str(value).strip().lower()
    return ""


def _launch(root: "etree._Element", item: "etree._Element", resource: "etree._Element") -> str:
    bases = [root.get(_BASE), *(one.get(_BASE) for one in _below(root, "resources")), resource.get(_BASE)]
    address = _NO_PLACE
    for part in [*filter(None, bases), (resource.get("href") or "").strip()]:
        address = urljoin(address, part.replace("\\", "/"))
    split = urlsplit(address)
    if not address.startswith(_NO_PLACE) or split.path in {"", "/"} or not resource.get("href"):
        raise PackageRefused(
            _("The manifest begins the lesson outside the package. All of a lesson must be in its package.")
        )
    parameters = (item.get("parameters") or "").strip().lstrip("?&")
    query = "&".join(part for part in (split.query, parameters) if part and not part.startswith("#"))
    launch = unquote(split.path).lstrip("/") + (f"?{query}" if query else "")
    if len(launch) > LONGEST_ADDRESS:
        raise PackageRefused(_("The address of the lesson's first page is too long. Shorten its file names."))
    return launch


def _mastery(said: str) -> Decimal | None:
    if not said:
        return None
    try:
        score = Decimal(said)
    except InvalidOperation:
        score = Decimal(-1)
    if not (score.is_finite() and 0 <= score <= 100):
        raise PackageRefused(
            _("The manifest asks for a mastery score of “%(said)s”; SCORM 1.2 knows 0 to 100.")
            % {"said": said[:20]}
        )
    return score.quantize(Decimal("0.01"))


def _short_data(said: str) -> str:
    if len(said) > LONGEST_LAUNCH_DATA:
        raise PackageRefused(
            _("The manifest's datafromlms is longer than the 4,096 characters of SCORM 1.2.")
        )
    return said


def _text(element: "etree._Element", name: str) -> str:
    found = next(_below(element, name), None)
    return "" if found is None else " ".join((found.text or "").split())


def _below(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """Yield elements of this name whatever their namespace: packages of the field mix them up."""
    return (one for one in element.iter(etree.Element) if _name(one) == name)


def _name(element: "etree._Element") -> str:
    return str(etree.QName(element).localname).lower()
