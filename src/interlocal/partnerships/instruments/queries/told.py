"""What councils' own records say of instruments, from the rooms above that keep them.

``config.wiring.COUNCIL_EVIDENCE`` names functions that take ``(instruments, user)`` and return
``CouncilSays`` by an instrument's public id. Their queries do not grow with the instruments.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

from interlocal.kernel.outbox.events import wiring
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.models import Instrument
from interlocal.partnerships.instruments.rules import OpenStep

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True)
class ToldVote:
    """A vote as a council's record tells it. ``outcome`` is ``passed``, ``failed`` or "" where it is unsure.

    ``names`` are ``(name, "aye" | "nay" | "abstain")``; whoever did not vote is left out.
    """

    outcome: str
    happened_on: date
    names: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True)
class ToldItem:
    """One item of a council's meeting that is evidence: its page, and in short what came of it."""

    title: str
    url: str
    on: date
    body: str
    says: str
    vote: ToldVote | None = None


@dataclass(frozen=True)
class CouncilSays:
    """All that is tied to one instrument, the latest first; ``tie_url`` is where more is tied, if one may."""

    items: tuple[ToldItem, ...] = ()
    tie_url: str = ""


def council_says(instruments: Collection[Instrument], user: "User") -> dict[str, CouncilSays]:
    """Return what the rooms above tell of ``instruments``, by public id."""
    found: dict[str, CouncilSays] = {}
    for name in wiring().COUNCIL_EVIDENCE:
        for key, said in import_string(name)(instruments, user).items():
            before = found.get(key, CouncilSays())
            found[key] = CouncilSays(before.items + said.items, before.tie_url or said.tie_url)
    return found


def told_vote(user: "User", step: OpenStep) -> ToldItem | None:
    """Return the latest vote that is tied to the instrument of ``step``, where the step takes down a vote."""
    if step.kind != StepKind.VOTE:
        return None
    said = council_says([step.instrument], user).get(step.instrument.public_id, CouncilSays())
    return next((one for one in said.items if one.vote is not None), None)


def as_typed(told: ToldItem) -> dict[str, Any]:
    """Return ``told`` as a person would type it into the form of the step."""
    vote = told.vote
    assert vote is not None
    typed = {
        "happened_on": vote.happened_on,
        "outcome": vote.outcome,
        "names": "\n".join(f"{name}: {said}" for name, said in vote.names),
        "note": f"{told.body}: {told.says}",
        "url": vote.url,
    }
    return {name: value for name, value in typed.items() if value}
