"""What binds a meeting while it is held."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: its section, what it says in a sentence, and whether counsel has still to confirm it."""

    section: str
    words: str
    is_unconfirmed: bool


@dataclass(frozen=True, kw_only=True)
class MeetingLaw:
    """What the law asks of a meeting. ``recused_count``: do those who stepped aside count to the quorum?"""

    closing: Rule
    closing_notice: Rule
    only_that_business: Rule
    closed_votes: Rule
    minutes: Rule
    quorum: Rule
    recused_count: bool
