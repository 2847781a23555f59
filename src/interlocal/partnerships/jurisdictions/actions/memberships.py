"""Beginning, correcting and ending memberships."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import act
from interlocal.partnerships.jurisdictions import rules
from interlocal.partnerships.jurisdictions.events import MembershipBegan, MembershipEnded
from interlocal.partnerships.jurisdictions.models import Jurisdiction, Membership
from interlocal.partnerships.jurisdictions.rules import Source

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def begin_membership(
    *,
    by: "User | None",
    jurisdiction: Jurisdiction,
    role: str,
    starts_on: date | None,
    note: str = "",
    source: Source,
    now: datetime,
) -> Membership:
    """Let a jurisdiction belong as ``role`` from ``starts_on`` (``None``: the date was not published)."""
    rules.refuse_unsourced(source)
    membership = Membership(
        jurisdiction=jurisdiction,
        role=role,
        starts_on=starts_on,
        note=note,
        created_at=now,
        **source.fields(),
    )
    with act(
        by=by,
        action="jurisdictions.begin_membership",
        subject=jurisdiction,
        now=now,
        role=role,
        starts_on=starts_on,
    ) as begun:
        Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        rules.refuse_overlapping_membership(starts_on, None, jurisdiction.memberships.all())
        membership.save(force_insert=True)
        begun.announce(
            MembershipBegan(
                jurisdiction_id=jurisdiction.public_id,
                membership_id=membership.public_id,
                role=role,
                starts_on=starts_on,
            )
        )
    return membership


def correct_membership(
    *,
    by: "User | None",
    membership: Membership,
    starts_on: date | None,
    note: str = "",
    source: Source,
    now: datetime,
) -> Membership:
    """Give a membership its start date once it is known, with its source; the audit keeps the old."""
    jurisdiction = membership.jurisdiction
    rules.refuse_unsourced(source)
    with act(
        by=by,
        action="jurisdictions.correct_membership",
        subject=jurisdiction,
        now=now,
        starts_on=starts_on,
    ) as corrected:
        membership = Membership.objects.select_for_update().get(pk=membership.pk)
        others = jurisdiction.memberships.exclude(pk=membership.pk)
        rules.refuse_overlapping_membership(starts_on, membership.ends_on, others)
        corrected.record(membership=membership.public_id, stood=membership.starts_on)
        changes = {"starts_on": starts_on, "note": note, **source.fields()}
        for name, value in changes.items():
            setattr(membership, name, value)
        membership.save(update_fields=list(changes))
    return membership


def end_membership(
    *,
    by: "User | None",
    membership: Membership,
    ends_on: date,
    note: str = "",
    now: datetime,
) -> Membership:
    """End a membership on its last day, ``ends_on``. The row stays."""
    jurisdiction = membership.jurisdiction
    with act(
        by=by,
        action="jurisdictions.end_membership",
        subject=jurisdiction,
        now=now,
        role=membership.role,
        ends_on=ends_on,
    ) as ended:
        membership = Membership.objects.select_for_update().get(pk=membership.pk)
        rules.refuse_end_of_membership(membership, ends_on)
        membership.ends_on = ends_on
        membership.end_note = note
        membership.save(update_fields=["ends_on", "end_note"])
        ended.announce(
            MembershipEnded(
                jurisdiction_id=jurisdiction.public_id,
                membership_id=membership.public_id,
                role=membership.role,
                ends_on=ends_on,
            )
        )
    return membership
