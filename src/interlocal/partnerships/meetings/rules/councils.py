"""How councils' own words are understood: who voted how, what came of it, and which text it was about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings.imports import Unreadable, check_public_address
from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, ImportState

Said = Literal["aye", "nay", "abstain"]
# As clerks write them. Whoever was absent, excused or recused did not vote, and is not counted.
_CHOICES: dict[str, Said] = {
    **dict.fromkeys(("aye", "yea", "yes", "y", "for", "in favor", "affirmative", "approve"), "aye"),
    **dict.fromkeys(("nay", "no", "n", "against", "opposed", "negative"), "nay"),
    **dict.fromkeys(("abstain", "abstained", "abstention", "present"), "abstain"),
}
_DID_NOT_VOTE = frozenset(
    ("absent", "excused", "recused", "recuse", "conflict", "away", "left", "vacant", "not present")
) | {"not voting", "non-voting", "nonvoting", "did not vote"}
_CARRY = r"(pass(ed|es)?|adopt(ed)?|approv(e|ed|al)|carried|enacted)\b"
_PASSED = re.compile(rf"\b{_CARRY}", re.IGNORECASE)
_DENIED = re.compile(rf"\bnot\s+{_CARRY}", re.IGNORECASE)
_FAILED = re.compile(r"\b(fail(ed|s)?|defeat(ed)?|den(y|ied)|lost|reject(ed)?)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_FILLING = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "its",
        "it",
        "of",
        "on",
        "or",
        "that",
    )
) | {"the", "this", "to", "with"}
_NUMBER = re.compile(r"\d[\w-]*")
_LIKELY, _TELLING = 0.5, 3


@dataclass(frozen=True)
class Likeness:
    """How much an item reads like an instrument: ``title`` from 0 to 1, and whether a number is the same."""

    title: float
    is_same_number: bool

    @property
    def weight(self) -> float:
        """For sorting: the same number outweighs any title."""
        return self.title + (1.0 if self.is_same_number else 0.0)

    @property
    def is_likely(self) -> bool:
        """Is it worth offering?"""
        return self.is_same_number or self.title >= _LIKELY


def likeness(matter: str, title: str, numbers: Iterable[str], titles: Iterable[str]) -> Likeness:
    """Return how much an item with file number ``matter`` and ``title`` reads like an instrument.

    A number is the same where its digits are, whatever stands around them ("BILL NO. 26-14" is "26-14"). The
    titles' likeness is the share of the shorter one's telling words that both have (overlap coefficient),
    because councils put the same words into longer sentences; of titles with under three words in common,
    the share of all their words (Jaccard's index).
    """
    same = _digits(matter)
    said = _words(title)
    shares = [_share(said, other) for other in map(_words, titles) if said and other]
    return Likeness(max(shares, default=0.0), bool(same) and any(_digits(one) == same for one in numbers))


def roll_call_of(votes: Iterable[tuple[str, str]]) -> tuple[tuple[str, Said], ...]:
    """Return who voted aye, nay or abstained; whoever did not vote is left out."""
    read = ((name, _CHOICES.get(_word(said))) for name, said in votes)
    return tuple((name, said) for name, said in read if said is not None)


def is_understood(said: str) -> bool:
    """Is it a word for a vote, or for not voting?"""
    return _word(said) in _CHOICES or _word(said) in _DID_NOT_VOTE


def count_of(roll_call: Sequence[tuple[str, Said]]) -> str:
    """Return a vote in short: ``6–0``, with abstentions ``6–0–1``."""
    ayes, nays, rest = (sum(1 for _n, said in roll_call if said == one) for one in ("aye", "nay", "abstain"))
    return f"{ayes}–{nays}" + (f"–{rest}" if rest else "")


def outcome_of(result: str) -> str:
    """Return ``passed`` or ``failed`` as a council's words say, "" where they say neither for certain."""
    if _DENIED.search(result):
        return "failed"
    has_passed, has_failed = bool(_PASSED.search(result)), bool(_FAILED.search(result))
    if has_passed == has_failed:
        return ""
    return "passed" if has_passed else "failed"


def refuse_unreadable_source(*, address: str, since: date, until: date) -> str:
    """Return the address to ask; refuse one that is not plain and public, and days in the wrong order."""
    if until < since:
        raise Refusal(_("The last day is before the first."), field="until")
    try:
        return check_public_address(address)
    except Unreadable as problem:
        raise Refusal(str(problem), field="address") from None


def refuse_unseen(*, seal: str, seen: str) -> None:
    """What is saved is what a person saw, not what it has become since."""
    if seal != seen:
        raise Refusal(
            _("Something else was brought in or undone since you looked. Look again below, then save.")
        )


def refuse_unsaved(brought: CouncilImport) -> None:
    """Only what was saved can be undone."""
    if brought.state not in {ImportState.SAVED, ImportState.UNDONE}:
        raise Refusal(_("It is not saved, so nothing is there to undo."))


def refuse_telling_of_before(item: CouncilItem) -> None:
    """A tie is to what the council's record says now."""
    if getattr(item, "replaced_by", None) is not None:
        raise Refusal(_("A later import tells this item anew. Look again, then tie what it says now."))


def _share(said: frozenset[str], other: frozenset[str]) -> float:
    both = said & other
    return len(both) / (min(len(said), len(other)) if len(both) >= _TELLING else len(said | other))


def _word(said: str) -> str:
    return said.strip().casefold().rstrip(".")


def _digits(number: str) -> str:
    found = _NUMBER.search(number.casefold())
    return re.sub(r"\W", "", found[0]) if found else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _FILLING
