"""What was read and seen becomes the record: all of it in one transaction, once."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
    CouncilVote,
    ImportState,
)
from interlocal.partnerships.meetings.queries.councils.planning import (
    MEETING_FIELDS,
    ItemPlan,
    MeetingPlan,
    Plan,
    Told,
    plan_of,
)

_BATCH = 500


def save_import(*, by: User | None, brought: CouncilImport, seen: str, now: datetime) -> CouncilImport:
    """Write what ``brought`` tells anew over what is on record. One that is saved already stays as it is.

    ``seen`` is the seal of the plan that the person saw. Raises ``Refusal`` where saving would do something
    else by now. What was on record of an item stays as its earlier telling.
    """
    with act(by=by, action="meetings.save_council_record", now=now, subject=brought) as saves:
        # Two imports of one city wait for one another, or both would tell the same item anew.
        Jurisdiction.objects.select_for_update(of=("self",)).get(pk=brought.jurisdiction_id)
        brought = CouncilImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
        if brought.state in {ImportState.SAVED, ImportState.UNDONE}:
            saves.record(again=True)
            return brought
        plan = plan_of(brought)
        rules.refuse_unseen(seal=plan.seal, seen=seen)
        if brought.state != ImportState.READ or not plan.does_something:
            raise Refusal(_("Nothing of it is new: all is on record as it was read."))
        meetings = _write_meetings(brought, plan, now)
        _write_items(brought, plan, meetings, now)
        brought.state, brought.saved_at, brought.found = ImportState.SAVED, now, []
        brought.counts = plan.counts
        brought.former = _former(plan)
        brought.save(update_fields=["state", "saved_at", "found", "counts", "former"])
        saves.record(**plan.counts)
    return brought


def _write_meetings(brought: CouncilImport, plan: Plan, now: datetime) -> dict[str, CouncilMeeting]:
    """Write new and changed meetings; return all that have something written, by their source's id."""
    new = [one for one in plan.meetings if one.told == Told.NEW]
    made = CouncilMeeting.objects.bulk_create(
        [
            CouncilMeeting(
                jurisdiction_id=brought.jurisdiction_id,
                brought_with=brought,
                source=brought.source,
                source_id=one.read.source_id,
                created_at=now,
                **{name: getattr(one.read, name) for name in MEETING_FIELDS},
            )
            for one in new
        ],
        batch_size=_BATCH,
    )
    changed = [_changed(one) for one in plan.meetings if one.told == Told.CHANGED]
    CouncilMeeting.objects.bulk_update(changed, MEETING_FIELDS, batch_size=_BATCH)
    there = [one.former for one in plan.meetings if one.former is not None]
    return {row.source_id: row for row in (*made, *there)}


def _changed(plan: MeetingPlan) -> CouncilMeeting:
    assert plan.former is not None
    for change in plan.changes:
        setattr(plan.former, change.field, getattr(plan.read, change.field))
    return plan.former


def _former(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """What each changed meeting said before and says now, so that undoing can put it back."""
    return {
        one.former.public_id: {change.field: [change.before, change.after] for change in one.changes}
        for one in plan.meetings
        if one.told == Told.CHANGED and one.former is not None
    }


def _write_items(
    brought: CouncilImport, plan: Plan, meetings: dict[str, CouncilMeeting], now: datetime
) -> None:
    told = [(meetings[one.read.source_id], item) for one in plan.meetings for item in one.telling]
    made = CouncilItem.objects.bulk_create(
        [_item(brought, meeting, item, now) for meeting, item in told], batch_size=_BATCH
    )
    CouncilVote.objects.bulk_create(
        _votes((row, item) for row, (_meeting, item) in zip(made, told, strict=True)),
        batch_size=_BATCH,
    )
    moved = []
    for one in plan.meetings:
        for item in one.items:
            if item.told == Told.SAME and item.former is not None and item.former.position != item.position:
                item.former.position = item.position
                moved.append(item.former)
    CouncilItem.objects.bulk_update(moved, ["position"], batch_size=_BATCH)


def _item(brought: CouncilImport, meeting: CouncilMeeting, plan: ItemPlan, now: datetime) -> CouncilItem:
    read = plan.read
    return CouncilItem(
        meeting=meeting,
        brought_with=brought,
        replaces=plan.former,
        source_id=read.source_id,
        position=plan.position,
        number=read.number,
        title=read.title,
        matter=read.matter,
        matter_kind=read.matter_kind,
        mover=read.mover,
        seconder=read.seconder,
        result=read.result,
        created_at=now,
    )


def _votes(made: Iterable[tuple[CouncilItem, ItemPlan]]) -> list[CouncilVote]:
    return [
        CouncilVote(item=row, person=vote.person, choice=vote.choice, created_at=row.created_at)
        for row, plan in made
        for vote in plan.read.votes
    ]
