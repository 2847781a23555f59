"""Which meetings are valid, and which changes to them."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.models import Meeting, MeetingState, Mode

LONGEST = timedelta(hours=24)


def refuse_impossible_time(starts_at: datetime, ends_at: datetime) -> None:
    """A meeting ends after it starts, within a day."""
    if ends_at <= starts_at:
        raise Refusal(_("The meeting ends before it starts."), field="ends")
    if ends_at - starts_at > LONGEST:
        raise Refusal(_("A meeting lasts a day at most."), field="ends")


def refuse_unobservable(*, mode: str, how_to_observe: str, place: str, is_public: bool, law: Law) -> None:
    """The notice says where, and how the public observes what is held electronically."""
    if mode != Mode.ELECTRONIC and not place.strip():
        raise Refusal(_("Say where it is held."), field="place")
    if is_public and mode != Mode.IN_PERSON and not how_to_observe.strip():
        raise Refusal(
            _("Say how the public can observe it: the notice must name it%(section)s.")
            % {"section": law.cited(Key.NOTICE_CONTENT)},
            field="how_to_observe",
        )


def refuse_change_of_the_past(meeting: Meeting) -> None:
    """What has begun is not moved."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("This meeting is cancelled. Schedule another one."))
    if meeting.state in {MeetingState.OPEN, MeetingState.ADJOURNED}:
        raise Refusal(_("This meeting has begun. Its time and place are on record."))


def refuse_unexplained(reason: str) -> None:
    """Who comes for nothing is told why."""
    if not reason.strip():
        raise Refusal(_("Say why it is cancelled: members and the public read it."), field="reason")
