"""Why something is out of order."""

from collections.abc import Hashable
from enum import StrEnum


class Why(StrEnum):
    """What is wrong. The room puts it in words."""

    NO_QUORUM = "no-quorum"
    NOT_PRESENT = "not-present"
    NO_VOICE = "no-voice"
    STANDS_IN = "stands-in"
    RECUSED = "recused"
    SECONDS_OWN = "seconds-own"
    OUT_OF_ORDER = "out-of-order"
    NOTHING_PENDING = "nothing-pending"
    AMENDED_TWICE = "amended-twice"
    AMENDS_OTHER = "amends-other"
    DEBATE_CLOSED = "debate-closed"
    NO_GROUNDS = "no-grounds"
    UNKNOWN_GROUNDS = "unknown-grounds"
    NOT_IN_NOTICE = "not-in-notice"
    NEEDS_ROLL_CALL = "needs-roll-call"
    OTHER_BUSINESS = "other-business"
    CLOSED_ALREADY = "closed-already"
    VOICE_ANSWERED = "voice-answered"


class Objection(Exception):
    """Something is out of order: ``about`` whom or which codes, by which ``section``, if any."""

    def __init__(self, why: Why, *, section: str = "", about: tuple[Hashable, ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.section = section
        self.about = about
