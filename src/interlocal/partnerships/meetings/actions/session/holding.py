"""What every verb of a running meeting begins with: the lock, the floor, and objections as refusals."""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.floor import Objection, Why
from interlocal.partnerships.meetings.models import Meeting
from interlocal.partnerships.meetings.queries.floor import Floor, floor_of

_OF_THE_SECOND = {Why.SECONDS_OWN: "seconder"}


def locked(meeting: Meeting) -> Meeting:
    """Lock the meeting: what several people record at once follows one another."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__facility")
    return rows.get(pk=meeting.pk)


def held(meeting: Meeting, now: datetime) -> Floor:
    """Lock a running meeting and return its floor, or raise ``Refusal``."""
    running = locked(meeting)
    rules.refuse_unopened(running)
    return floor_of(running, now)


@contextmanager
def in_order(floor: Floor, field: str | None = None) -> Iterator[None]:
    """Turn an objection of the floor into a refusal with the rule's section, at ``field``."""
    try:
        yield
    except Objection as objection:
        words = rules.objection_words(
            objection,
            cast("Mapping[Hashable, str]", floor.names),
            floor.standing,
            floor.meeting.body.get_quorum_kind_display(),
        )
        raise Refusal(words, field=_OF_THE_SECOND.get(objection.why, field)) from objection


def keyed(meeting: Meeting, key: str) -> str:
    """The key under which a form's act happens once: the form's own, within its meeting."""
    return f"{meeting.public_id}:{key}"[:120]
