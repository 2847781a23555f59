"""A Legistar-shaped web API: Events, their EventItems, and Votes."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from .council_record import ReadItem, ReadMeeting, ReadVote, Unreadable
from .fetching import Fetch

PAGE = 500
MAX_MEETINGS = 400
_DAY = "%Y-%m-%d"


def read_legistar(fetch: Fetch, *, since: date, until: date, body: str = "") -> tuple[ReadMeeting, ...]:
    """Return the meetings from ``since`` to ``until`` with their items and votes, the earliest first.

    ``body`` narrows to one body by its name as the source writes it. Raises ``Unreadable`` for answers that
    do not have the documented shape, and for more than 400 meetings.
    """
    asked = f"EventDate ge datetime'{since:{_DAY}}' and EventDate le datetime'{until:{_DAY}}'"
    if body:
        quoted = body.replace("'", "''")
        asked += f" and EventBodyName eq '{quoted}'"
    meetings: list[ReadMeeting] = []
    for event in _pages(fetch, "Events", {"$filter": asked, "$orderby": "EventDate"}):
        if len(meetings) == MAX_MEETINGS:
            raise Unreadable(f"The source has more than {MAX_MEETINGS} meetings then: choose a shorter time.")
        meetings.append(_meeting(fetch, event))
    return tuple(meetings)


def _pages(fetch: Fetch, path: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
    skip = 0
    while True:
        rows = _rows(fetch.get(path, {**query, "$top": str(PAGE), "$skip": str(skip)}), path)
        yield from rows
        if len(rows) < PAGE:
            return
        skip += PAGE


def _rows(answer: Any, path: str) -> list[dict[str, Any]]:
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise Unreadable(f"The answer for {path} is not a list of records.")
    return answer


def _meeting(fetch: Fetch, event: dict[str, Any]) -> ReadMeeting:
    source_id = _id(event, "EventId")
    path = f"Events/{source_id}/EventItems"
    rows = _rows(fetch.get(path, {"AgendaNote": "0", "MinutesNote": "0", "Attachments": "0"}), path)
    rows.sort(key=lambda row: (_count(row, "EventItemAgendaSequence"), _count(row, "EventItemId")))
    return ReadMeeting(
        source_id=source_id,
        body=_text(event, "EventBodyName") or "Council",
        on=_day(event),
        starts_at_time=_time(_text(event, "EventTime")),
        place=_text(event, "EventLocation"),
        url=_web(_text(event, "EventInSiteURL")),
        items=tuple(_item(fetch, row) for row in rows if _text(row, "EventItemTitle")),
    )


def _item(fetch: Fetch, row: dict[str, Any]) -> ReadItem:
    source_id = _id(row, "EventItemId")
    has_votes = row.get("EventItemPassedFlag") is not None or row.get("EventItemRollCallFlag")
    path = f"EventItems/{source_id}/Votes"
    votes = _rows(fetch.get(path, {}), path) if has_votes else []
    result = _text(row, "EventItemPassedFlagName") or _text(row, "EventItemActionName")
    return ReadItem(
        source_id=source_id,
        number=_text(row, "EventItemAgendaNumber"),
        title=_text(row, "EventItemTitle"),
        matter=_text(row, "EventItemMatterFile"),
        matter_kind=_text(row, "EventItemMatterType"),
        mover=_text(row, "EventItemMover"),
        seconder=_text(row, "EventItemSeconder"),
        result=result,
        votes=tuple(
            ReadVote(_text(vote, "VotePersonName"), _text(vote, "VoteValueName"))
            for vote in votes
            if _text(vote, "VotePersonName")
        ),
    )


def _id(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(f"A record lacks its number ({name}).")
    return str(value)


def _count(row: dict[str, Any], name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.replace("\x00", "").split()) if isinstance(value, str) else ""


def _day(event: dict[str, Any]) -> date:
    try:
        return datetime.fromisoformat(_text(event, "EventDate")).date()
    except ValueError:
        raise Unreadable(f"Meeting {event.get('EventId')} has no date (EventDate).") from None


def _time(words: str) -> time | None:
    for layout in ("%I:%M %p", "%H:%M"):
        try:
            return datetime.strptime(words, layout).time()  # noqa: DTZ007 (a time of day has no zone)
        except ValueError:
            continue
    return None


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
