"""Answers in the documented shape of the Legistar Web API. Synthetic: no such meeting or vote exists."""

from collections.abc import Mapping
from typing import Any

from interlocal.partnerships.meetings.imports import Unreadable

EVENTS = [
    {
        "EventId": 901,
        "EventGuid": "00000000-0000-0000-0000-000000000901",
        "EventLastModifiedUtc": "2026-03-06T15:00:00.1",
        "EventBodyId": 138,
        "EventBodyName": "Sample City Council",
        "EventDate": "2026-03-10T00:00:00",
        "EventTime": "6:00 PM",
        "EventLocation": "Council  Chambers",
        "EventAgendaStatusName": "Final",
        "EventInSiteURL": "https://sample.example.org/MeetingDetail.aspx?ID=901",
        "EventComment": None,
    },
    {
        "EventId": 902,
        "EventBodyId": 138,
        "EventBodyName": "Sample City Council",
        "EventDate": "2026-03-24T00:00:00",
        "EventTime": None,
        "EventLocation": None,
        "EventInSiteURL": "javascript:alert(1)",
    },
]
ITEMS_901 = [
    {
        "EventItemId": 5002,
        "EventItemEventId": 901,
        "EventItemAgendaSequence": 2,
        "EventItemAgendaNumber": "2.",
        "EventItemTitle": "AN ORDINANCE on a shared hotline",
        "EventItemMatterId": 77,
        "EventItemMatterFile": "BILL NO. 26-14",
        "EventItemMatterType": "Ordinance",
        "EventItemMover": "Member A",
        "EventItemSeconder": "Member B",
        "EventItemPassedFlag": 1,
        "EventItemPassedFlagName": "Pass",
        "EventItemRollCallFlag": 0,
        "EventItemActionName": "adopted",
    },
    {
        "EventItemId": 5001,
        "EventItemEventId": 901,
        "EventItemAgendaSequence": 1,
        "EventItemAgendaNumber": "1.",
        "EventItemTitle": "Roll call",
        "EventItemMatterFile": None,
        "EventItemPassedFlag": None,
        "EventItemRollCallFlag": 0,
        "EventItemActionName": None,
    },
    {"EventItemId": 5003, "EventItemEventId": 901, "EventItemAgendaSequence": 3, "EventItemTitle": None},
]
VOTES_5002 = [
    {"VoteId": 1, "VotePersonId": 11, "VotePersonName": "Member A", "VoteValueName": "Yea", "VoteResult": 1},
    {
        "VoteId": 2,
        "VotePersonId": 12,
        "VotePersonName": "Member B",
        "VoteValueName": "Absent",
        "VoteResult": 1,
    },
]
ANSWERS: dict[str, Any] = {
    "Events": EVENTS,
    "Events/901/EventItems": ITEMS_901,
    "Events/902/EventItems": [],
    "EventItems/5002/Votes": VOTES_5002,
}


class Recorded:
    """A fetcher that answers from a table and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Any] = ANSWERS) -> None:
        self.answers, self.asked = answers, []

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        self.asked.append((path, dict(query)))
        if path not in self.answers:
            raise Unreadable(f"nothing recorded for {path}")
        answer = self.answers[path]
        skip, top = int(query.get("$skip", "0")), int(query.get("$top", "1000"))
        return answer[skip : skip + top] if isinstance(answer, list) else answer
