"""Notices and meetings as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, kw_only=True)
class AtomEntry:
    """One thing in a feed. ``id`` is an IRI that stays for life; ``summary`` is plain text."""

    id: str
    title: str
    url: str
    updated_at: datetime
    published_at: datetime
    summary: str


def atom_feed(
    *,
    address: str,
    url: str,
    title: str,
    author: str,
    updated_at: datetime,
    language: str,
    entries: Iterable[AtomEntry],
) -> bytes:
    """Return an Atom document. ``address`` is the feed's own, ``url`` that of the page it goes with."""
    feed = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _text(feed, "id", address)
    _text(feed, "title", title)
    _text(feed, "updated", _moment(updated_at))
    _text(etree.SubElement(feed, f"{{{NAMESPACE}}}author"), "name", author)
    _link(feed, "self", address, "application/atom+xml")
    _link(feed, "alternate", url, "text/html")
    for one in entries:
        entry = etree.SubElement(feed, f"{{{NAMESPACE}}}entry")
        _text(entry, "id", one.id)
        _text(entry, "title", one.title)
        _text(entry, "updated", _moment(one.updated_at))
        _text(entry, "published", _moment(one.published_at))
        _link(entry, "alternate", one.url, "text/html")
        _text(entry, "summary", one.summary)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = _allowed(text)


def _link(parent: etree._Element, rel: str, href: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}link", rel=rel, href=href, type=kind)


def _allowed(text: str) -> str:
    """Leave out control characters, which XML 1.0 cannot hold."""
    return "".join(one for one in text if one >= " " or one in "\t\n\r")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
