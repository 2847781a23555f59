"""The verbs of the room."""

from interlocal.founding.actions.codes import make_code
from interlocal.founding.actions.guide import close_guide
from interlocal.founding.actions.partnership import Founded, found

__all__ = ["Founded", "close_guide", "found", "make_code"]
