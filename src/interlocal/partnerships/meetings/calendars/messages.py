"""Entries as iCalendar text (RFC 5545): messages to one person (RFC 5546), and feeds."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from .entry import Entry, Person
from .zones import span_around, vtimezone

PRODUCT = "-//Interlocal//Meetings//EN"
_REFRESH = timedelta(hours=4)


def request(entry: Entry, to: Person) -> bytes:
    """Return a REQUEST that puts ``entry`` into the calendar of ``to``, or moves it there."""
    event = _event(entry)
    event["ATTENDEE"] = _attendee(to, answers=True)
    return _calendar([entry], [event], method="REQUEST")


def cancel(entry: Entry, to: Person) -> bytes:
    """Return a CANCEL that takes ``entry`` out of the calendar of ``to``.

    For a meeting that is off, and for somebody who no longer takes part (RFC 5546, 3.2.5).
    """
    event = _event(entry)
    event["ATTENDEE"] = _attendee(to, answers=False)
    event["STATUS"] = vText("CANCELLED")
    return _calendar([entry], [event], method="CANCEL")


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """Return a feed that calendars subscribe to; without attendees, cancelled meetings marked so."""
    listed = list(entries)
    return _calendar(listed, [_event(entry) for entry in listed], method="PUBLISH", name=name)


def _calendar(entries: list[Entry], events: list[Event], *, method: str, name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("METHOD", method)
    if name:
        calendar.add("NAME", name)
        calendar.add("X-WR-CALNAME", name)
        calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    for component in (*_zones(entries), *events):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.stamped_at.astimezone(UTC))
    event.add("DTSTART", entry.starts_at.astimezone(entry.zone))
    event.add("DTEND", entry.ends_at.astimezone(entry.zone))
    event.add("SUMMARY", entry.title)
    event.add("STATUS", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name, value in (("LOCATION", entry.place), ("DESCRIPTION", entry.description), ("URL", entry.url)):
        if value:
            event.add(name, value)
    organizer = vCalAddress(f"mailto:{entry.organizer.address}")
    organizer.params["CN"] = _plain(entry.organizer.name)
    event["ORGANIZER"] = organizer
    return event


def _attendee(person: Person, *, answers: bool) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{person.address}")
    attendee.params["CN"] = _plain(person.name)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    if answers:
        attendee.params["RSVP"] = "TRUE"
    return attendee


def _plain(name: str) -> str:
    """Leave out what parameters cannot hold (RFC 5545, 3.2) and many programs do not unescape (RFC 6868)."""
    return " ".join(name.replace('"', "'").split())


def _zones(entries: list[Entry]) -> list[Timezone]:
    """Return the VTIMEZONE of each zone, over whole spans of years around its entries.

    Some programs keep a zone by its name and take the first VTIMEZONE they meet for all later messages, so
    that of one message is that of the others too.
    """
    found = []
    for zone in sorted({entry.zone for entry in entries}, key=str):
        years = [entry.starts_at.year for entry in entries if entry.zone == zone]
        found.append(vtimezone(zone, *span_around(min(years), max(years))))
    return found
