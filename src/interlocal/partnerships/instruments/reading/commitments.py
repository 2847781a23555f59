"""Propose the commitments that an instrument's operative sections make, for a person to confirm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .actors import ACTOR, role
from .folding import fold, spaced
from .instrument import ReadInstrument, Section
from .sentences import sentences
from .undertakings import Undertaking, UndertakingKind, undertakings
from .verbs import in_base_form

MAX_TITLE = 160

_ASSIGNS_STAFF = re.compile(
    r"(?:assign|designate|appoint|provide|dedicate|make\savailable|allocate|commit)\b[^;]{0,120}?"
    r"\b(?:staff|employees|personnel)(?:\s(?:resources?|members?|time|support))?(?=\sto\s)"
)
_INFINITIVE = re.compile(
    r"\sto\s(?=(?:further|jointly|also|better|\w+ly)?\s?(?!(?:the|a|an|each|its|their|all|any|this|that|such|said|other|be|which)\b)[a-z]+)"
)
_BENEFIT = re.compile(
    r"\bfor\sthe\s(?:(?:mutual|common|shared)\s)?(?:benefit|use)\sof\s(?P<who>[^,;.]{3,120})"
)
_RECEIVER = re.compile(
    rf"\b(?:report|submit|present|provide|deliver|return|forward|transmit)\w*\b[^;]{{0,160}}?\sto\s(?P<who>{ACTOR})"
)
_DETERMINED = re.compile(r"(?:the|each|every|all|its|their|said|such|both|any|our)\s", re.IGNORECASE)
_PLURAL = re.compile(
    r"(?:staff|cities|counties|parties|partners|members|departments)$|\sand\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ProposedCommitment:
    """Who owes what to whom, and the words that say so: `sections[section_index].text[start:end] == clause`.

    `owed_by_role` is None where the text says that something shall be done and not by whom; `owed_to` is
    None where it names nobody, which is to say the partnership.
    """

    title: str
    text: str
    section_number: str | None
    section_index: int
    clause: str
    start: int
    end: int
    owed_by_role: str | None
    owed_to: str | None
    kind: UndertakingKind


def propose_commitments(read: ReadInstrument) -> tuple[ProposedCommitment, ...]:
    """The undertakings of the operative sections, in order.

    That is what a body or an officer shall do, agrees or commits to do, or is directed to do. What is only
    authorised, and what says how the instrument itself takes effect, is no commitment. Staff who are
    assigned for a purpose owe that purpose.
    """
    return tuple(
        _proposed(section, index, found)
        for index, section in enumerate(read.sections)
        for undertaking in _undertakings(section.text)
        for found in _delegated(section.text, undertaking)
    )


def _undertakings(text: str) -> Iterator[Undertaking]:
    plain = fold(text)
    for start, end in sentences(text):
        yield from undertakings(text, plain, start, end)


def _delegated(text: str, found: Undertaking) -> Iterator[Undertaking]:
    """Assigning staff to a purpose makes two commitments: to assign, and what the staff is assigned to do."""
    plain = fold(found.action)
    assigns = _ASSIGNS_STAFF.match(plain)
    purposes = list(_INFINITIVE.finditer(plain, assigns.end())) if assigns else []
    if not purposes:
        yield found
        return
    offset = text.index(found.action, found.start, found.end)
    purpose = purposes[-1]
    yield replace(found, action=found.action[: purpose.start()], end=offset + purpose.start())
    yield Undertaking(
        kind="delegation",
        actor="Staff",
        action=found.action[purpose.end() :],
        director=None,
        start=offset + purpose.start() + 1,
        end=found.end,
    )


def _proposed(section: Section, index: int, found: Undertaking) -> ProposedCommitment:
    owed_by = role(found.actor) if found.actor else None
    action = in_base_form(spaced(found.action))
    return ProposedCommitment(
        title=_title(action),
        text=_statement(found, action),
        section_number=section.number,
        section_index=index,
        clause=section.text[found.start : found.end],
        start=found.start,
        end=found.end,
        owed_by_role=owed_by,
        owed_to=_owed_to(found, owed_by),
        kind=found.kind,
    )


def _owed_to(found: Undertaking, owed_by: str | None) -> str | None:
    action = fold(found.action)
    receiver = _RECEIVER.search(action)
    if receiver and role(receiver["who"]) != owed_by:
        return role(receiver["who"])
    benefit = _BENEFIT.search(action)
    if benefit:
        return re.sub(r"^(?:the|all)\s", "", benefit["who"])
    return role(found.director) if found.director else None


def _title(action: str) -> str:
    title = action[:1].upper() + action[1:]
    if len(title) <= MAX_TITLE:
        return title
    return title[:MAX_TITLE].rsplit(" ", 1)[0].rstrip(",;") + "\u2026"


def _statement(found: Undertaking, action: str) -> str:
    """The commitment as one sentence."""
    if found.is_passive or not found.actor:
        return f"{action[:1].upper()}{action[1:]}."
    actor = spaced(fold(found.actor)).rstrip(",")
    actor = actor if _DETERMINED.match(actor) or actor == "Staff" else f"the {actor}"
    verb = "are" if _PLURAL.search(actor) else "is"
    return f"{actor[:1].upper()}{actor[1:]} {verb} to {action}."
