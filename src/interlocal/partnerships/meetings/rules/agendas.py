"""What an agenda may hold, and until when it can be changed."""

from collections.abc import Collection
from datetime import time

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AgendaProposal,
    Body,
    ItemKind,
    ItemState,
    Meeting,
    ProposalState,
)

LEFT_OVER = (ItemState.PLANNED, ItemState.POSTPONED)


def refuse_agenda_of_the_past(meeting: Meeting) -> None:
    """The agenda of a meeting that is over or cancelled is a record."""
    if meeting.is_over:
        raise Refusal(_("This meeting is over: its agenda is on record and stays as it is."))


def refuse_impossible_item(
    body: Body, *, kind: str, planned_at: time | None, grounds: Collection[str], law: Law
) -> None:
    """A timed item has its time; a closed session of a public body cites why."""
    if kind == ItemKind.TIMED and planned_at is None:
        raise Refusal(_("Say at which time it begins."), field="planned_at")
    if kind == ItemKind.CLOSED and body.is_treated_as_public and not grounds:
        raise Refusal(
            _("Cite the exception that allows closing. The notice must name it%(section)s.")
            % {"section": law.cited(Key.CLOSING_NOTICE)},
            field="grounds",
        )
    if kind != ItemKind.CLOSED and grounds:
        raise Refusal(_("Only a closed session cites grounds for closing."), field="grounds")
    if not set(grounds) <= {ground.code for ground in law.grounds}:
        raise Refusal(_("Choose among the grounds that the law names."), field="grounds")


def refuse_item_that_began(item: AgendaItem) -> None:
    """What the meeting has begun to deal with is no longer planned."""
    if item.state != ItemState.PLANNED:
        raise Refusal(_("The meeting has dealt with this item, or it was taken off. It stays as it is."))


def refuse_not_left_over(item: AgendaItem, meeting: Meeting) -> None:
    """What goes on at a meeting was left over at an earlier one of the same body, and goes on once."""
    earlier = item.meeting
    if (
        earlier.body_id != meeting.body_id
        or not earlier.is_over
        or earlier.starts_at >= meeting.starts_at
        or item.kind == ItemKind.MINUTES
        or item.state not in LEFT_OVER
    ):
        raise Refusal(_("Only what an earlier meeting of the body put off or did not reach goes on here."))
    if hasattr(item, "carried_to"):
        raise Refusal(_("“%(title)s” is on a later agenda already.") % {"title": item.title})


def refuse_answered(proposal: AgendaProposal) -> None:
    """A proposal is answered once."""
    if proposal.state != ProposalState.WAITING:
        raise Refusal(_("Somebody has answered this proposal already."))


def refuse_other_body(proposal: AgendaProposal, meeting: Meeting) -> None:
    """A proposal to one body is not taken up by another."""
    if proposal.body_id != meeting.body_id:
        raise Refusal(_("Choose a meeting of the body to which it was proposed."), field="meeting")
