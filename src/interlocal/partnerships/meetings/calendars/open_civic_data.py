"""Public meetings as Open Civic Data JSON: bodies, people and their seats, events, vote events.

The objects have the shape that scrapers of the Open Civic Data project hand over: its schemas of event,
organization, person, membership and vote_event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

# Our choice of a vote -> what Open Civic Data calls it.
_OPTIONS = {"yea": "yes", "nay": "no", "abstain": "abstain", "recused": "excused", "absent": "absent"}


@dataclass(frozen=True, kw_only=True)
class CivicSeat:
    """A person's seat on a body, on behalf of a jurisdiction."""

    person: str
    role: str
    on_behalf_of: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CivicBody:
    """A body, with the page where it is published."""

    id: str
    name: str
    url: str
    jurisdiction_id: str
    seats: Sequence[CivicSeat] = ()


@dataclass(frozen=True, kw_only=True)
class CivicVote:
    """A motion that was decided, and how each voted: pairs of a name and a choice such as ``yea``."""

    id: str
    text: str
    kind: str
    decided_at: datetime
    is_passed: bool
    votes: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class CivicEvent:
    """A meeting. ``status`` is cancelled, confirmed or passed; ``documents`` are words, address and type."""

    id: str
    name: str
    body: str
    url: str
    starts_at: datetime
    ends_at: datetime
    status: str
    place: str = ""
    description: str = ""
    agenda: Sequence[tuple[str, str]] = ()
    documents: Sequence[tuple[str, str, str]] = field(default=())
    votes: Sequence[CivicVote] = ()


def civic_data(bodies: Sequence[CivicBody], events: Sequence[CivicEvent]) -> dict[str, list[dict[str, Any]]]:
    """Return lists named after the schemas: organization, person, membership, event, vote_event.

    A member of a body may speak for an organisation: ``on_behalf_of_id`` names the jurisdiction.
    """
    people: dict[str, dict[str, Any]] = {}
    memberships = []
    for body in bodies:
        for seat in body.seats:
            person = people.setdefault(seat.person, _person(seat.person, body.url))
            memberships.append(_membership(person["_id"], seat, body))
    return {
        "organization": [_organization(body) for body in bodies],
        "person": list(people.values()),
        "membership": memberships,
        "event": [_event(event) for event in events],
        "vote_event": [_vote_event(event, vote) for event in events for vote in event.votes],
    }


def _source(url: str) -> list[dict[str, str]]:
    return [{"url": url}]


def _organization(body: CivicBody) -> dict[str, Any]:
    return {
        "_id": body.id,
        "name": body.name,
        "classification": "committee",
        "jurisdiction_id": body.jurisdiction_id,
        "links": [{"url": body.url}],
        "sources": _source(body.url),
    }


def _person(name: str, url: str) -> dict[str, Any]:
    return {"_id": f'~{{"name": "{name}"}}', "name": name, "sources": _source(url)}


def _membership(person_id: str, seat: CivicSeat, body: CivicBody) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "person_name": seat.person,
        "organization_id": body.id,
        "role": seat.role,
        "on_behalf_of_id": seat.on_behalf_of or None,
        "start_date": seat.starts_on.isoformat(),
        "end_date": seat.ends_on.isoformat() if seat.ends_on else "",
        "jurisdiction_id": body.jurisdiction_id,
    }


def _event(event: CivicEvent) -> dict[str, Any]:
    return {
        "_id": event.id,
        "name": event.name,
        "classification": "committee-meeting",
        "start_date": event.starts_at.isoformat(timespec="seconds"),
        "end_date": event.ends_at.isoformat(timespec="seconds"),
        "all_day": False,
        "status": event.status,
        "description": event.description,
        "location": {"name": event.place} if event.place else None,
        "participants": [{"name": event.body, "type": "organization", "note": "host"}],
        "agenda": [
            {"order": order, "description": title, "related_entities": []} for order, title in event.agenda
        ],
        "documents": [
            {"note": note, "url": url, "media_type": media_type} for note, url, media_type in event.documents
        ],
        "links": [{"url": event.url}],
        "sources": _source(event.url),
    }


def _vote_event(event: CivicEvent, vote: CivicVote) -> dict[str, Any]:
    options = [_OPTIONS.get(choice, "other") for _name, choice in vote.votes]
    return {
        "_id": vote.id,
        "identifier": vote.id,
        "motion_text": vote.text,
        "motion_classification": [vote.kind],
        "start_date": vote.decided_at.isoformat(timespec="seconds"),
        "result": "pass" if vote.is_passed else "fail",
        "organization": event.body,
        "legislative_session": str(vote.decided_at.year),
        "votes": [
            {"option": option, "voter_name": name}
            for (name, _choice), option in zip(vote.votes, options, strict=True)
        ],
        "counts": [{"option": option, "value": options.count(option)} for option in sorted(set(options))],
        "sources": _source(event.url),
    }
