"""Forms of a running meeting. Each carries a key of its own, so that a repeated click happens once."""

from interlocal.partnerships.meetings.forms.live.attendance import AttendForm, OpenForm, PresideForm
from interlocal.partnerships.meetings.forms.live.base import FloorForm
from interlocal.partnerships.meetings.forms.live.items import ItemPickForm, PullForm
from interlocal.partnerships.meetings.forms.live.motions import MotionPickForm, MoveForm, SecondForm
from interlocal.partnerships.meetings.forms.live.votes import CorrectVoteForm, VotesForm
from interlocal.partnerships.meetings.forms.live.words import (
    ActionForm,
    AnnulForm,
    CorrectNoteForm,
    NoteForm,
)

__all__ = [
    "ActionForm",
    "AnnulForm",
    "AttendForm",
    "CorrectNoteForm",
    "CorrectVoteForm",
    "FloorForm",
    "ItemPickForm",
    "MotionPickForm",
    "MoveForm",
    "NoteForm",
    "OpenForm",
    "PresideForm",
    "PullForm",
    "SecondForm",
    "VotesForm",
]
