"""Who joins, observes, declines or may join later; who from outside may look on."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import Invitation, User, invite
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import Guest, Initiative, ProgramRecord, Stance
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members

GUEST_ROLE = "explorer"


def take_part(
    *,
    by: User | None,
    initiative: Initiative,
    jurisdiction: Jurisdiction,
    stand: str,
    starts_on: date,
    note: str = "",
    now: datetime,
) -> Stance:
    """Record how a jurisdiction takes part from ``starts_on``; what it did before ends the day before.

    Raises ``Refusal`` when it takes the same part already, or the day is not after the start of the former.
    """
    with act(
        by=by,
        action="initiatives.take_part",
        subject=initiative,
        now=now,
        jurisdiction=jurisdiction.name,
        stand=stand,
        starts_on=starts_on,
        note=note,
    ):
        Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        former = Stance.objects.filter(initiative=initiative, jurisdiction=jurisdiction, ends_on=None).first()
        if former is not None:
            _replace(former, stand, starts_on)
        return Stance.objects.create(
            initiative=initiative,
            jurisdiction=jurisdiction,
            stand=stand,
            starts_on=starts_on,
            note=note,
            created_at=now,
        )


def invite_to_explore(
    *,
    by: User | None,
    initiative: Initiative,
    jurisdiction: Jurisdiction,
    name: str,
    email: str,
    language: str,
    now: datetime,
) -> Invitation:
    """Invite a person of a jurisdiction that is no member to look at this initiative, and nothing else.

    Raises ``Refusal`` for a member, whose people read all initiatives anyway, and as ``accounts.invite``.
    """
    today = rules.day_of(now)
    if members(today).filter(pk=jurisdiction.pk).exists():
        raise Refusal(_("It is a member: its people see every initiative."), field="jurisdiction")
    with act(
        by=by,
        action="initiatives.invite_to_explore",
        subject=initiative,
        now=now,
        jurisdiction=jurisdiction.name,
    ) as invited:
        Guest.objects.get_or_create(
            initiative=initiative, jurisdiction=jurisdiction, ended_at=None, defaults={"created_at": now}
        )
        invitation = invite(
            by=by,
            email=email,
            name=name,
            role=GUEST_ROLE,
            scope=jurisdiction.scope,
            from_on=today,
            language=language,
            now=now,
        )
        invited.record(invitation=invitation.public_id)
    return invitation


def end_exploring(*, by: User | None, guest: Guest, now: datetime) -> None:
    """End what a jurisdiction from outside may see of an initiative."""
    with act(
        by=by,
        action="initiatives.end_exploring",
        subject=guest.initiative,
        now=now,
        jurisdiction=guest.jurisdiction.name,
    ):
        Guest.objects.filter(pk=guest.pk, ended_at=None).update(ended_at=now)


def link_program(*, by: User | None, initiative: Initiative, program: ProgramRecord, now: datetime) -> None:
    """Say that a program came of an initiative, or belongs to it."""
    with act(
        by=by,
        action="initiatives.link_program",
        subject=initiative,
        now=now,
        program=program.public_id,
        title=program.title,
    ):
        initiative.programs.add(program)


def _replace(former: Stance, stand: str, starts_on: date) -> None:
    if former.stand == stand:
        raise Refusal(_("It takes this part already."), field="stand")
    if starts_on < former.starts_on:
        raise Refusal(_("Its present part begins later than that."), field="starts_on")
    # A part that is replaced on its first day was never in force: it ends where it began.
    former.ends_on = max(former.starts_on, date.fromordinal(starts_on.toordinal() - 1))
    former.save(update_fields=["ends_on"])
