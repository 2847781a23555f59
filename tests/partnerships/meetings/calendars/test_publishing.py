"""The Atom feed against a schema of RFC 4287, and what search engines read."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from interlocal.partnerships.meetings.calendars import AtomEntry, Entry, Person, atom_feed, event_json_ld

STAMP = datetime(2026, 1, 2, 15, tzinfo=UTC)
SCHEMA = etree.RelaxNG(file=str(Path(__file__).parents[3] / "data" / "atom" / "rfc4287.rng"))
NOTICE = AtomEntry(
    id="https://example.gov/m/1/#notice-1",
    title="Notice <of> a meeting & more",
    url="https://example.gov/m/1/",
    updated_at=STAMP,
    published_at=STAMP,
    summary="Thu, Mar 5",
)
CENTRAL = ZoneInfo("America/Chicago")
ENTRY = Entry(
    uid="a@interlocal",
    sequence=0,
    title="Steering group </script><b>",
    starts_at=datetime(2026, 3, 5, 9, tzinfo=CENTRAL),
    ends_at=datetime(2026, 3, 5, 10, tzinfo=CENTRAL),
    zone=CENTRAL,
    stamped_at=STAMP,
    organizer=Person("P", "p@example.org"),
    place="City Hall",
    url="https://example.gov/m/1/",
)


def feed_of(*entries: AtomEntry) -> bytes:
    return atom_feed(
        address="https://example.gov/meetings/feed.atom",
        url="https://example.gov/meetings/",
        title="Public meetings",
        author="Eastern Jackson County",
        updated_at=STAMP,
        language="en",
        entries=entries,
    )


@pytest.mark.parametrize("entries", [(), (NOTICE,), (NOTICE, replace(NOTICE, id="https://example.gov/m/2/"))])
def test_feed_is_valid_atom(entries):
    SCHEMA.assertValid(etree.fromstring(feed_of(*entries)))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_make_valid_atom(words):
    SCHEMA.assertValid(etree.fromstring(feed_of(replace(NOTICE, title=words, summary=words))))


@pytest.mark.parametrize("name", ["id", "title", "updated"])
def test_schema_refuses_a_feed_without_what_the_rfc_requires(name):
    tree = etree.fromstring(feed_of(NOTICE))
    for element in tree.findall(f"{{http://www.w3.org/2005/Atom}}{name}"):
        tree.remove(element)
    assert not SCHEMA.validate(tree)


def test_event_says_what_search_engines_ask_for():
    text = event_json_ld(
        ENTRY,
        body="Steering group",
        body_url="https://example.gov/b/",
        mode="hybrid",
        observe="Join at https://video.example.org/1.",
    )
    assert "<" not in text
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "https://example.gov/m/1/",
        "name": "Steering group </script><b>",
        "startDate": "2026-03-05T09:00:00-06:00",
        "endDate": "2026-03-05T10:00:00-06:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "url": "https://example.gov/m/1/",
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": "Steering group",
            "url": "https://example.gov/b/",
        },
        "location": [
            {"@type": "Place", "name": "City Hall", "address": "City Hall"},
            {"@type": "VirtualLocation", "url": "https://video.example.org/1"},
        ],
    }


def test_cancelled_event_says_so():
    text = event_json_ld(
        replace(ENTRY, is_cancelled=True), body="B", body_url="https://b/", mode="electronic"
    )
    assert json.loads(text)["eventStatus"] == "https://schema.org/EventCancelled"
