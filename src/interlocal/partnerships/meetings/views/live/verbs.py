"""What can be done on the live page: each verb has its form, its action, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.meetings.actions import session
from interlocal.partnerships.meetings.forms import live
from interlocal.partnerships.meetings.queries.floor import Floor


@dataclass(frozen=True)
class Doing:
    """Who does what a form says, on which floor, when."""

    by: User
    floor: Floor
    form: Any
    now: datetime

    @property
    def said(self) -> dict[str, Any]:
        """The clean values, without the key."""
        return {name: value for name, value in self.form.cleaned_data.items() if name != "key"}

    @property
    def key(self) -> str:
        """Under which it happens once."""
        return str(self.form.cleaned_data["key"])

    @property
    def who(self) -> dict[str, Any]:
        """What every action takes."""
        return {"by": self.by, "now": self.now}

    @property
    def here(self) -> dict[str, Any]:
        """What an action about the meeting takes."""
        return {"meeting": self.floor.meeting, **self.who}


@dataclass(frozen=True)
class Verb:
    """A form, the action that it asks for, what is said when it is done, and its part of the page."""

    form: type[Any]
    act: Callable[[Doing], object]
    done: Promise
    part: str = "desk"


def _open(doing: Doing) -> object:
    said = {**doing.said, "at": doing.form.moment(doing.said["at"])}
    return session.call_to_order(**said, **doing.here, key=doing.key)


def _attend(doing: Doing) -> object:
    said = {**doing.said, "at": doing.form.moment(doing.said["at"])}
    return session.record_attendance(**said, **doing.here, key=doing.key)


def _votes(doing: Doing) -> object:
    form = doing.form
    return session.record_votes(
        motion=doing.said["motion"], answers=form.answers(), seen=form.seen(), **doing.who
    )


def _count(doing: Doing) -> object:
    _votes(doing)
    return session.close_roll_call(
        motion=doing.said["motion"], casting=doing.said.get("casting", ""), **doing.who
    )


def _decide(*, is_unanimous: bool, passed: bool = True) -> Callable[[Doing], object]:
    return lambda doing: session.decide_without_roll_call(
        **doing.said, **doing.who, is_unanimous=is_unanimous, passed=passed
    )


def _plain(action: Callable[..., object]) -> Callable[[Doing], object]:
    """An action that takes what the form says and who does it."""
    return lambda doing: action(**doing.said, **doing.who)


def _about_meeting(action: Callable[..., object]) -> Callable[[Doing], object]:
    return lambda doing: action(**doing.said, **doing.here)


def _keyed(action: Callable[..., object]) -> Callable[[Doing], object]:
    return lambda doing: action(**doing.said, **doing.here, key=doing.key)


VERBS: Mapping[str, Verb] = {
    "open": Verb(live.OpenForm, _open, _("The meeting is called to order.")),
    "begin": Verb(live.FloorForm, _keyed(session.call_to_order), _("The meeting has begun.")),
    "preside": Verb(
        live.PresideForm, _about_meeting(session.hand_over_chair), _("The chair is handed over.")
    ),
    "attend": Verb(live.AttendForm, _attend, _("The attendance is recorded.")),
    "annul": Verb(
        live.AnnulForm, _about_meeting(session.annul_attendance), _("Annulled. The row stays on record.")
    ),
    "take": Verb(live.ItemPickForm, _plain(session.take_up_item), _("The item is in hand.")),
    "finish": Verb(live.ItemPickForm, _plain(session.close_item), _("The item is dealt with.")),
    "pull": Verb(live.PullForm, _plain(session.pull_from_consent), _("The item is dealt with by itself.")),
    "move": Verb(live.MoveForm, _keyed(session.make_motion), _("The motion is before the body.")),
    "second": Verb(live.SecondForm, _plain(session.second_motion), _("The motion is seconded.")),
    "withdraw": Verb(
        live.MotionPickForm,
        _plain(session.withdraw_motion),
        _("The motion is withdrawn. It stays on record."),
    ),
    "roll": Verb(live.MotionPickForm, _plain(session.begin_roll_call), _("Call the roll.")),
    "votes": Verb(live.VotesForm, _votes, _("The votes are recorded.")),
    "count": Verb(live.VotesForm, _count, _("The motion is decided.")),
    "unanimous": Verb(live.MotionPickForm, _decide(is_unanimous=True), _("The motion is decided.")),
    "voice-yea": Verb(live.MotionPickForm, _decide(is_unanimous=False), _("The motion is decided.")),
    "voice-nay": Verb(
        live.MotionPickForm, _decide(is_unanimous=False, passed=False), _("The motion is decided.")
    ),
    "fix-vote": Verb(live.CorrectVoteForm, _plain(session.correct_vote), _("The vote is corrected.")),
    "reopen": Verb(
        live.FloorForm, _about_meeting(session.return_to_open_session), _("The session is open again.")
    ),
    "adjourn": Verb(live.FloorForm, _about_meeting(session.adjourn), _("The meeting is adjourned.")),
    "note": Verb(live.NoteForm, _keyed(session.add_note), _("The note is kept."), "note"),
    "fix-note": Verb(live.CorrectNoteForm, _plain(session.correct_note), _("The note is corrected.")),
    "action": Verb(
        live.ActionForm,
        _keyed(session.assign_action),
        _("The action is open, and its owner is told."),
        "action",
    ),
}
