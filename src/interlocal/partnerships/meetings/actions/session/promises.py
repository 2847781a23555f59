"""Actions that a meeting assigns: commitments, owed by the city of the person who takes them on."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Commitment, open_commitment
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held
from interlocal.partnerships.meetings.models import AgendaItem, BodyMember, Meeting

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

ACTIONS = "meetings:action:"


def assign_action(
    *,
    by: "User | None",
    meeting: Meeting,
    what: str,
    who: BodyMember,
    due_on: date | None,
    item: AgendaItem | None = None,
    key: str,
    now: datetime,
) -> Commitment:
    """Open what ``who`` is to do as a commitment of this meeting, once for a ``key``; mail tells them.

    All members read commitments, so none is opened while the session is closed.
    """
    with act(by=by, action="meetings.assign_action", now=now, subject=meeting) as assigned:
        floor = held(meeting, now)
        if floor.closed is not None:
            raise Refusal(
                _("All members read actions. Return to the open session first (%(section)s).")
                % {"section": floor.law.only_that_business.section}
            )
        rules.refuse_empty(what, _("Say what is to be done."), "what")
        if who.jurisdiction is None:
            raise Refusal(
                _("%(who)s speaks for no jurisdiction that could owe it. Choose somebody else.")
                % {"who": who},
                field="who",
            )
        if due_on is not None and due_on < now.astimezone(rules.zone_of(meeting.body)).date():
            raise Refusal(_("That day is past."), field="due_on")
        place = f"{meeting.title}, {item.position}. {item.title}" if item else meeting.title
        commitment = open_commitment(
            by=by,
            title=what,
            owed_by=who.jurisdiction,
            key=f"{ACTIONS}{meeting.public_id}:{key}"[:200],
            now=now,
            source=ref_to(meeting),
            owner=who.user if who.user is not None and who.user.is_active else None,
            due_on=due_on,
            source_label=place[:300],
            source_text=item.title if item else "",
        )
        assigned.record(commitment=commitment.public_id, title=commitment.title)
    return commitment
