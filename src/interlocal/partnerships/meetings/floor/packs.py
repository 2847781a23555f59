"""A state's rules for a meeting while it is held, read from the pack that ships with the room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: its section, what it says in a sentence, and whether counsel has still to confirm it."""

    section: str
    words: str
    is_unconfirmed: bool


@dataclass(frozen=True, kw_only=True)
class MeetingLaw:
    """What a state asks of a meeting. ``recused_count``: do those who stepped aside count to the quorum?"""

    closing: Rule
    closing_notice: Rule
    only_that_business: Rule
    closed_votes: Rule
    minutes: Rule
    quorum: Rule
    recused_count: bool


@cache
def meeting_law(state: str = "missouri") -> MeetingLaw:
    """Return the rules of ``state``; raises ``FileNotFoundError`` where no pack ships for it."""
    text = files(__package__).joinpath("packs", f"{state}.toml").read_text(encoding="utf-8")
    pack = tomllib.loads(text)
    recused_count = bool(pack["quorum"].pop("recused_count"))
    return MeetingLaw(recused_count=recused_count, **{name: Rule(**row) for name, row in pack.items()})
