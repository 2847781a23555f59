"""Recording which part a jurisdiction takes in a program."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import act
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import Participation, ProgramRecord
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source, refuse_unsourced

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def record_participation(
    *,
    by: "User | None",
    program: ProgramRecord,
    jurisdiction: Jurisdiction,
    part: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    source: Source,
    now: datetime,
) -> Participation:
    """Record the part of one jurisdiction; participation differs from program to program."""
    refuse_unsourced(source)
    participation = Participation(
        program=program,
        jurisdiction=jurisdiction,
        part=part,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
        created_at=now,
        **source.fields(),
    )
    with act(by=by, action="initiatives.record_participation", subject=program, now=now) as recorded:
        ProgramRecord.objects.select_for_update().get(pk=program.pk)
        others = program.participations.filter(jurisdiction=jurisdiction)
        rules.refuse_overlapping_part(starts_on, ends_on, others)
        participation.save(force_insert=True)
        recorded.record(jurisdiction=jurisdiction.name, part=part, starts_on=starts_on, ends_on=ends_on)
    return participation


def end_participation(
    *, by: "User | None", participation: Participation, ends_on: date, now: datetime
) -> Participation:
    """End a jurisdiction's part on its last day. The row stays."""
    with act(by=by, action="initiatives.end_participation", subject=participation.program, now=now) as ended:
        participation = Participation.objects.select_for_update().get(pk=participation.pk)
        rules.refuse_end_of_part(participation, ends_on)
        participation.ends_on = ends_on
        participation.save(update_fields=["ends_on"])
        ended.record(jurisdiction=participation.jurisdiction.name, part=participation.part, ends_on=ends_on)
    return participation
