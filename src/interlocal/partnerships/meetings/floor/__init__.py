"""The floor of a meeting: who is present, what is in order, what a vote means. Plain values, no records."""

from .attendance import Change, Happening, Presence, presence_at
from .body import Body, Person, Quorum, QuorumOf, Threshold, ThresholdOf, Voice
from .closed import ClosedFloor, check_business, check_closing, check_roll_call
from .law import MeetingLaw, Rule
from .motions import Kind, Pending, check_mover, check_order, check_seconder, in_order, open_motions
from .objection import Objection, Why
from .quorum import Standing, check_quorum, standing, voices_present
from .roll_call import Answer, Outcome, Tally, check_answer, count, unanswered

__all__ = [
    "Answer",
    "Body",
    "Change",
    "ClosedFloor",
    "Happening",
    "Kind",
    "MeetingLaw",
    "Objection",
    "Outcome",
    "Pending",
    "Person",
    "Presence",
    "Quorum",
    "QuorumOf",
    "Rule",
    "Standing",
    "Tally",
    "Threshold",
    "ThresholdOf",
    "Voice",
    "Why",
    "check_answer",
    "check_business",
    "check_closing",
    "check_mover",
    "check_order",
    "check_quorum",
    "check_roll_call",
    "check_seconder",
    "count",
    "in_order",
    "open_motions",
    "presence_at",
    "standing",
    "unanswered",
    "voices_present",
]
