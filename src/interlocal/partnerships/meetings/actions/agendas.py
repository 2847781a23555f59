"""Building an agenda: proposals, items, their order, their papers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db.models import F, Max

from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.duties import about
from interlocal.partnerships.meetings.events import AgendaChanged
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AgendaProposal,
    Body,
    ItemDocument,
    ItemState,
    Meeting,
    ProposalState,
)
from interlocal.partnerships.meetings.queries.law import law_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


_CARRIED = (
    "kind",
    "title",
    "detail",
    "planned_at",
    "minutes_planned",
    "grounds",
    "proposer",
    "presenter",
    "subject_kind",
    "subject_id",
    "subject_label",
)


def propose_item(*, by: "User | None", body: Body, facts: Mapping[str, Any], now: datetime) -> AgendaProposal:
    """Propose something for a body's agenda. ``facts`` are fields of ``AgendaProposal``."""
    proposal = AgendaProposal(body=body, proposed_by=by, **facts, created_at=now)
    with act(by=by, action="meetings.propose_item", now=now, subject=proposal, title=proposal.title):
        proposal.save(force_insert=True)
    return proposal


def take_proposal(
    *, by: "User | None", proposal: AgendaProposal, meeting: Meeting, kind: str, now: datetime
) -> AgendaItem:
    """Put a proposal on the agenda of ``meeting``, at its end."""
    with act(by=by, action="meetings.take_proposal", now=now, subject=proposal) as taken:
        proposal = _waiting(proposal)
        rules.refuse_other_body(proposal, meeting)
        facts = {
            "kind": kind,
            "title": proposal.title,
            "detail": proposal.detail,
            "minutes_planned": proposal.minutes_wanted,
            "proposer": proposal.jurisdiction,
            "proposal": proposal,
            "subject_kind": proposal.subject_kind,
            "subject_id": proposal.subject_id,
            "subject_label": proposal.subject_label,
        }
        item = add_item(by=by, meeting=meeting, facts=facts, now=now)
        _answer(proposal, ProposalState.TAKEN, "", now)
        taken.record(meeting=meeting.public_id, item=item.public_id)
    return item


def decline_proposal(*, by: "User | None", proposal: AgendaProposal, answer: str, now: datetime) -> None:
    """Decline a proposal, with the answer that its proposer reads."""
    with act(by=by, action="meetings.decline_proposal", now=now, subject=proposal, answer=answer):
        _answer(_waiting(proposal), ProposalState.DECLINED, answer, now)


def withdraw_proposal(*, by: "User | None", proposal: AgendaProposal, now: datetime) -> None:
    """Take one's own proposal back while it waits."""
    with act(by=by, action="meetings.withdraw_proposal", now=now, subject=proposal):
        _answer(_waiting(proposal), ProposalState.WITHDRAWN, "", now)


def add_item(*, by: "User | None", meeting: Meeting, facts: Mapping[str, Any], now: datetime) -> AgendaItem:
    """Add an item at the end of the agenda. ``facts`` are fields of ``AgendaItem``."""
    with act(by=by, action="meetings.add_item", now=now, subject=meeting, title=facts["title"]) as added:
        meeting = _open_agenda(meeting)
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        item = AgendaItem(meeting=meeting, position=last + 1, **facts, created_at=now)
        _check(item)
        item.save(force_insert=True)
        added.record(item=item.public_id)
        added.announce(AgendaChanged(**about(meeting)))
    return item


def carry_over(
    *, by: "User | None", meeting: Meeting, items: Sequence[AgendaItem], now: datetime
) -> list[AgendaItem]:
    """Put what earlier meetings left over on the agenda of ``meeting``, at its end, with its papers.

    The motion that was put off with an item is before the body again when the item is taken up.
    """
    with act(by=by, action="meetings.carry_over", now=now, subject=meeting) as carried:
        # Held, so that two who put the same item on agendas at one time put it on one.
        rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__body")
        found = rows.in_bulk([item.pk for item in items])
        added = []
        for earlier in (found[item.pk] for item in items):
            rules.refuse_not_left_over(earlier, meeting)
            facts = {name: getattr(earlier, name) for name in _CARRIED} | {"carried_from": earlier}
            added.append(add_item(by=by, meeting=meeting, facts=facts, now=now))
            _copy_papers(earlier, added[-1], now)
        carried.record(items=[item.public_id for item in added])
    return added


def change_item(
    *, by: "User | None", item: AgendaItem, facts: Mapping[str, Any], now: datetime
) -> AgendaItem:
    """Change what an item says, until the meeting deals with it."""
    with act(
        by=by, action="meetings.change_item", now=now, subject=item.meeting, title=item.title
    ) as changed:
        item = _planned(item)
        names = [name for name, value in facts.items() if getattr(item, name) != value]
        for name in names:
            setattr(item, name, facts[name])
        _check(item)
        item.save(update_fields=names)
        changed.record(item=item.public_id, changed=names)
        changed.announce(AgendaChanged(**about(item.meeting)))
    return item


def move_item(*, by: "User | None", item: AgendaItem, to_position: int, now: datetime) -> AgendaItem:
    """Move an item to ``to_position`` (1 is first); the others close up. Beyond the ends means the end."""
    with act(by=by, action="meetings.move_item", now=now, subject=item.meeting, title=item.title) as moved:
        meeting = _open_agenda(item.meeting)
        item = AgendaItem.objects.get(pk=item.pk)
        rules.refuse_item_that_began(item)
        last = meeting.items.aggregate(last=Max("position"))["last"] or 1
        place = max(1, min(to_position, last))
        between = meeting.items.exclude(pk=item.pk).filter(
            position__gte=min(place, item.position), position__lte=max(place, item.position)
        )
        between.update(position=F("position") + (1 if place < item.position else -1))
        moved.record(from_position=item.position, to_position=place, item=item.public_id)
        item.position = place
        item.save(update_fields=["position"])
        moved.announce(AgendaChanged(**about(meeting)))
    return item


def remove_item(*, by: "User | None", item: AgendaItem, now: datetime) -> AgendaItem:
    """Take an item off the agenda; it stays on record.

    A proposal behind it waits again, and what an earlier meeting left over can be put on another agenda.
    """
    with act(by=by, action="meetings.remove_item", now=now, subject=item.meeting, title=item.title) as done:
        item = _planned(item)
        item.meeting.items.filter(position__gt=item.position).update(position=F("position") - 1)
        if item.proposal is not None:
            _answer(item.proposal, ProposalState.WAITING, "", None)
        item.state, item.position = ItemState.REMOVED, 0
        item.proposal = item.carried_from = None
        item.save(update_fields=["state", "position", "proposal", "carried_from"])
        done.record(item=item.public_id)
        done.announce(AgendaChanged(**about(item.meeting)))
    return item


def add_paper(
    *, by: "User | None", item: AgendaItem, title: str, upload: "File[bytes]", now: datetime
) -> ItemDocument:
    """Add a paper to an item. Raises ``UploadRefused`` as the files room does."""
    with act(by=by, action="meetings.add_paper", now=now, subject=item.meeting, title=title) as added:
        _open_agenda(item.meeting)
        stored = store_upload(by=by, upload=upload, now=now, purpose="meetings.paper")
        paper = ItemDocument(item=item, title=title.strip() or stored.name, file=stored, added_by=by)
        paper.created_at = now
        paper.save(force_insert=True)
        added.record(item=item.public_id, paper=paper.public_id)
        added.announce(AgendaChanged(**about(item.meeting)))
    return paper


def remove_paper(*, by: "User | None", paper: ItemDocument, now: datetime) -> None:
    """Take a paper off an item; the file stays on record."""
    meeting = paper.item.meeting
    with act(by=by, action="meetings.remove_paper", now=now, subject=meeting, title=paper.title) as removed:
        _open_agenda(paper.item.meeting)
        paper.removed_at = now
        paper.save(update_fields=["removed_at"])
        removed.announce(AgendaChanged(**about(meeting)))


def _copy_papers(earlier: AgendaItem, item: AgendaItem, now: datetime) -> None:
    for paper in earlier.documents.filter(removed_at=None).order_by("pk"):
        ItemDocument.objects.create(
            item=item, title=paper.title, file_id=paper.file_id, added_by_id=paper.added_by_id, created_at=now
        )


def _open_agenda(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    rules.refuse_agenda_of_the_past(locked)
    return locked


def _planned(item: AgendaItem) -> AgendaItem:
    meeting = _open_agenda(item.meeting)
    item = AgendaItem.objects.select_related("proposal").get(pk=item.pk)
    item.meeting = meeting
    rules.refuse_item_that_began(item)
    return item


def _check(item: AgendaItem) -> None:
    rules.refuse_impossible_item(
        item.meeting.body,
        kind=item.kind,
        planned_at=item.planned_at,
        grounds=item.grounds,
        law=law_for(item.meeting.body),
    )


def _waiting(proposal: AgendaProposal) -> AgendaProposal:
    locked = AgendaProposal.objects.select_for_update().get(pk=proposal.pk)
    rules.refuse_answered(locked)
    return locked


def _answer(proposal: AgendaProposal, state: ProposalState, answer: str, at: datetime | None) -> None:
    proposal.state, proposal.answer, proposal.answered_at = state, answer.strip(), at
    proposal.save(update_fields=["state", "answer", "answered_at"])
