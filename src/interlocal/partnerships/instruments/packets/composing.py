"""The common text in the name of one council: its own body, title, numbers and dates in its own places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from interlocal.partnerships.instruments.comparing import Change, applied, compare, passages_of
from interlocal.partnerships.instruments.reading import (
    ReadInstrument,
    Signatory,
    passing_clause,
    to_json,
    with_body,
)

from .paper import VERBS, Paper, PaperSection, Signature

_VERB = re.compile(r"\bBE IT (?:HEREBY )?(?P<verb>RESOLVED|ORDAINED|ORDERED|PROCLAIMED)\b", re.IGNORECASE)
_RULED = re.compile(r"\s*_{10,}$")  # a line to sign on, which each layout draws itself
_TENS = 10
_TEENS = range(11, 14)


@dataclass(frozen=True, slots=True)
class Council:
    """A council as its own papers name it. ``body`` is its governing body, such as "City Council"."""

    name: str
    formal_name: str
    body: str
    state: str

    @property
    def naming(self) -> str:
        """The body in full: the body, the formal name, the state."""
        return f"{self.body or 'Governing Body'} of the {self.formal_name}, {self.state}"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a council's instrument has of its own; what is empty stays a blank."""

    instrument: str
    kind: str
    title: str
    bill_number: str = ""
    number: str = ""
    filed_on: date | None = None
    passed_on: date | None = None


def compose(
    read: ReadInstrument,
    council: Council,
    particulars: Particulars,
    *,
    own: Mapping[str, Any] | None = None,
    accepted: frozenset[tuple[str, str]] = frozenset(),
) -> Paper:
    """Return the instrument of ``council``: the text ``read``, with what was accepted for it alone.

    ``own`` is the council's text as it came back (the shape of ``to_json``) and ``accepted`` the changes in
    it, as ``(words before, words after)``, that stay. Where a clause names the council from which the common
    text came, this council is named. ``doubts`` holds "body" where nobody has recorded its governing body.
    """
    recitals, sections = _passages(to_json(read), own, accepted)
    old = read.body or ""
    naming = council.naming
    enacting = _enacting(read.enacting_clause or "", old, council, particulars.kind)
    passing = _passing(read, old, council, particulars.passed_on)
    signatories = own["signatories"] if own and own.get("signatories") else None
    signatures = (
        tuple(_as_returned(one) for one in signatories)
        if signatories
        else tuple(_signature(one, old, naming) for one in read.signatories)
    )
    return Paper(
        instrument=particulars.instrument,
        kind=particulars.kind,
        title=particulars.title,
        city=council.name,
        formal_name=council.formal_name,
        state=council.state,
        body=council.body,
        bill_number=particulars.bill_number,
        number=particulars.number,
        recitals=recitals,
        enacting=enacting,
        sections=sections,
        passing=passing,
        signatures=signatures,
        footer=read.footer or "",
        filed_on=particulars.filed_on,
        passed_on=particulars.passed_on,
        doubts=() if council.body else ("body",),
    )


def day_words(day: date) -> str:
    """A date as a passing clause has it: ``12th day of April, 2022``."""
    last = day.day % _TENS
    ending = "th" if day.day in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{day.day}{ending} day of {day:%B}, {day.year}"


def _passages(
    common: Mapping[str, Any], own: Mapping[str, Any] | None, accepted: frozenset[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[PaperSection, ...]]:
    passages = passages_of(common)
    if own and accepted:
        stays = [change for change in compare(common, own).changes if _words(change) in accepted]
        passages = applied(passages, stays)
    recitals = tuple(one.text for one in passages if one.kind == "recital")
    sections = [one for one in passages if one.kind == "section"]
    numbers = [one.number for one in sections]
    if all(one.isdecimal() for one in numbers):
        numbers = [str(at) for at in range(1, len(sections) + 1)]
    return recitals, tuple(
        PaperSection(number, one.heading, one.text) for number, one in zip(numbers, sections, strict=True)
    )


def _words(change: Change) -> tuple[str, str]:
    return change.before.words if change.before else "", change.after.words if change.after else ""


def _enacting(clause: str, old: str, council: Council, kind: str) -> str:
    clause = " ".join(with_body(clause, old=old, new=council.naming).split())
    if not names(clause, council.name):
        verb = VERBS.get(kind, "RESOLVED")
        return f"NOW, THEREFORE, BE IT {verb} BY THE {council.naming.upper()}, AS FOLLOWS:"
    found = _VERB.search(clause)
    wanted = VERBS.get(kind)
    if found and wanted:
        verb = wanted if found["verb"].isupper() else wanted.lower()
        clause = f"{clause[: found.start('verb')]}{verb}{clause[found.end('verb') :]}"
    return clause


def _passing(read: ReadInstrument, old: str, council: Council, passed_on: date | None) -> str:
    """The clause of the text, unless it tells of another council's vote: then one with blanks."""
    is_own = names(old, council.name)
    blank = next(
        (one for one in read.dates if one.meaning == "passed" and (is_own or one.date is None)), None
    )
    lines = [_RULED.sub("", one) for one in passing_clause(read).splitlines()]
    if not is_own:
        lines = [one for one in lines if blank is not None and blank.text in one]
    clause = with_body("\n".join(lines), old=old, new=council.naming)
    if not clause or blank is None or not names(clause, council.name):
        day = day_words(passed_on).upper() if passed_on else "____ DAY OF __________, 20__"
        return f"PASSED THIS {day}, BY THE {council.naming.upper()}."
    if passed_on:
        said = day_words(passed_on)
        clause = clause.replace(blank.text, said.upper() if clause.isupper() else said, 1)
    return clause


def names(words: str, place: str) -> bool:
    """Do the words name the place, however it is written?"""
    return _folded(place) in _folded(words)


def _folded(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").casefold().split())


def _as_returned(one: Mapping[str, Any]) -> Signature:
    return Signature(one.get("caption") or "", one.get("title") or one["role"], one.get("name") or "")


def _signature(one: Signatory, old: str, naming: str) -> Signature:
    office = with_body(one.title or one.role, old=old, new=naming)
    return Signature(one.caption or "", office, (one.name or "") if naming == old else "")
