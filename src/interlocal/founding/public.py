"""The door of the room."""

from interlocal.founding.actions import Founded, close_guide, found, make_code
from interlocal.founding.answers import Answers, Place, read_answers
from interlocal.founding.packs import has_pack
from interlocal.founding.queries import GuideStep, guide_for, guide_steps, is_first_start, is_founded

__all__ = [
    "Answers",
    "Founded",
    "GuideStep",
    "Place",
    "close_guide",
    "found",
    "guide_for",
    "guide_steps",
    "has_pack",
    "is_first_start",
    "is_founded",
    "make_code",
    "read_answers",
]
