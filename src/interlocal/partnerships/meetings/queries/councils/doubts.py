"""Votes that a person should look at before they are saved: an unknown name, a word that is no vote."""

from collections.abc import Iterator
from dataclasses import dataclass

from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.imports import ReadItem, ReadMeeting, ReadVote
from interlocal.partnerships.meetings.models import CouncilImport, CouncilVote
from interlocal.partnerships.meetings.queries.councils.planning import Plan


@dataclass(frozen=True)
class Doubt:
    """One vote that would be written, with where it stands. ``is_name``: the name is new; else its word."""

    meeting: ReadMeeting
    item: ReadItem
    vote: ReadVote
    is_name: bool


def doubts_of(brought: CouncilImport, plan: Plan) -> tuple[Doubt, ...]:
    """Return the doubtful votes among what ``plan`` would write, in one query.

    A name is doubtful where votes of that council are on record and none is in that name: it may be
    misspelled, or a new member. Each name is told once, where it stands first.
    """
    votes = CouncilVote.objects.filter(item__meeting__jurisdiction=brought.jurisdiction_id)
    known = {name.casefold() for name in votes.values_list("person", flat=True).distinct()}
    return tuple(_doubts(plan, known))


def _doubts(plan: Plan, known: set[str]) -> Iterator[Doubt]:
    told = set(known)
    for meeting in plan.meetings:
        for item in meeting.telling:
            for vote in item.read.votes:
                if known and vote.person.casefold() not in told:
                    told.add(vote.person.casefold())
                    yield Doubt(meeting.read, item.read, vote, is_name=True)
                if not rules.is_understood(vote.choice):
                    yield Doubt(meeting.read, item.read, vote, is_name=False)
