"""Find the undertakings in a sentence: who shall do what, in the words of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .actors import ACTOR, actor_at_end, first_actor

LONGEST_SENTENCE = 10_000

UndertakingKind = Literal["undertaking", "direction", "delegation", "requirement"]

_ADVERBS = r"(?:(?:hereby|further|also|jointly|each|mutually|annually|thereafter|formally|fully)\s)*"
_DIRECT = r"(?:direct|instruct|order|require)"
_PAIRED = r"(?:authorizes?,?\s(?:and|,)\s)?"
_DIRECTS = (
    rf"(?P<directs>(?:(?:does|do)\s{_ADVERBS})?{_PAIRED}{_DIRECT}s?(?:\sand\sauthorizes?)?\s"
    rf"(?P<directed>{ACTOR}),?\sto\s)"
)
_DIRECTED = (
    rf"(?P<passive>(?:is|are|be)\s{_ADVERBS}(?:authorized,?\s(?:and\s)?)?{_DIRECT}ed"
    r"(?:,?\sand\s(?:authorized|empowered))?\sto\s)"
)
_COMMITS = (
    rf"(?P<commits>(?:(?:does|do|shall|will)\s)?{_ADVERBS}(?:commits?|pledges?|agrees?|undertakes?|covenants?)\s"
    r"(?:(?:itself|themselves|and\sagrees?)\s)?to\s)"
)
_SHALL = rf"(?P<shall>\b(?:shall|must|will)(?::\s|\s{_ADVERBS}))"
_VERB = re.compile(rf"\b(?:{_DIRECTS}|{_DIRECTED}|{_COMMITS}|{_SHALL})(?P<not>not\b|in\sno\s)?")
_NO_DUTY = re.compile(
    r"(?:be|become|take\seffect|mean|have|remain|constitute|apply|include|affect|prevail|expire|terminate|continue\sin|supersede|control|"
    r"refer|survive|commence|begin|bind|inure)\b"
)
_IS_DUTY = re.compile(r"be\s(?:responsible|required|obligated)\b")
_DONE = re.compile(
    r"be\s(?:\w+ly\s)?(?P<verb>\w+(?:ed|t|n|de|id))\b(?P<rest>[^;]*?)(?:\sby\s(?P<agent>"
    + ACTOR
    + r"))?(?=[,;.\s]|$)"
)
_BY = re.compile(rf"\sby\s(?P<agent>{ACTOR})")
_OF_FORM = re.compile(
    r"(?:construed|deemed|known|cited|held|severed|interpreted|repealed|amended|codified|given|limited|used|required)$"
)
_OF_TEXT = re.compile(
    r"(?:that\s)?(?:this|these|the\sprovisions|if|any|nothing|all\sordinances|no)\b|.*\b(?:ordinance|resolution|section)s?\s*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:(?<=[:;,]\s)|(?<=[;,]\sand\s)|(?<=\n\n))\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[).]\s")
_CONNECTIVE = re.compile(r"[\s,;.:]*(?:\b(?:and|but|or)\b[\s,]*(?:\bthat\b)?)?[\s,;.:]*$")
_BOUNDARY = re.compile(r"[,;]\s(?:and\s|but\s)?(?:that\s)?|\n\n")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Who is to do what: the actor's words, the action, and the clause at `start` to `end` of the text."""

    kind: UndertakingKind
    actor: str | None
    action: str
    director: str | None
    start: int
    end: int
    is_passive: bool = False


def undertakings(text: str, plain: str, start: int, end: int) -> Iterator[Undertaking]:
    """The undertakings of the sentence between two positions, one for each item of a list.

    `plain` is the folded text. A sentence longer than any that a council wrote has none.
    """
    if end - start > LONGEST_SENTENCE:
        return
    verbs = list(_VERB.finditer(plain, start, end))
    for at, found in enumerate(verbs):
        if found["not"]:
            continue
        until = _clause_end(plain, found, verbs[at + 1] if at + 1 < len(verbs) else None, end)
        subject, subject_start = _subject(plain, start, found)
        first = (
            subject_start
            if subject_start is not None and (found["shall"] or found["passive"])
            else found.start()
        )
        yield from _read(text, plain, found, subject, first, until, start)


def _read(
    text: str, plain: str, found: re.Match[str], subject: str | None, first: int, until: int, sentence: int
) -> Iterator[Undertaking]:
    kind: UndertakingKind = "direction" if found["directs"] or found["passive"] else "undertaking"
    actor, director = (found["directed"], subject) if found["directs"] else (subject, None)
    if found["shall"]:
        kind = "requirement"
        action = plain[found.end() : until]
        if _NO_DUTY.match(action) and not _IS_DUTY.match(action):
            yield from _passive(text, plain, found, sentence, until)
            return
    if not actor:
        return
    items = _items(plain, found.end(), until)
    for item_start, item_end in items:
        yield Undertaking(kind, actor, text[item_start:item_end], director, item_start, item_end)
    if not items:
        yield Undertaking(kind, actor, text[found.end() : until], director, first, until)


def _passive(text: str, plain: str, found: re.Match[str], sentence: int, until: int) -> Iterator[Undertaking]:
    """Of "a report shall be filed by the Clerk" the agent owes it; without one, whom a person names."""
    done = _DONE.match(plain, found.end(), until)
    boundaries = [one.end() for one in _BOUNDARY.finditer(plain, sentence, found.start())]
    thing_start = boundaries[-1] if boundaries else sentence
    thing = plain[thing_start : found.start()]
    if not done or _OF_FORM.search(done["verb"]) or _OF_TEXT.match(thing.strip()):
        return
    agent = _BY.search(plain, found.end(), until)
    thing_start += 5 if thing.lower().startswith("that ") else 0
    yield Undertaking(
        "requirement",
        agent["agent"] if agent else None,
        text[thing_start:until],
        None,
        thing_start,
        until,
        True,
    )


def _subject(plain: str, start: int, found: re.Match[str]) -> tuple[str | None, int | None]:
    """The actor right before the verb, else the first of the sentence, whose verb this also is."""
    before = plain[start : found.start()]
    near = actor_at_end(before)
    if near:
        return near[0], start + near[1]
    boundaries = list(_BOUNDARY.finditer(before))
    since = before[boundaries[-1].end() :] if boundaries else before
    return (None, None) if found["shall"] and since.strip() else (first_actor(before), None)


def _clause_end(plain: str, found: re.Match[str], after: re.Match[str] | None, end: int) -> int:
    """A clause runs to the next verb's subject, a semicolon outside a list, or the end of the sentence."""
    until = end
    if after:
        near = actor_at_end(plain[found.end() : after.start()])
        until = found.end() + near[1] if near else after.start()
    if not _items(plain, found.end(), until):
        semicolon = plain.find(";", found.end(), until)
        until = semicolon if semicolon > 0 else until
    connective = _CONNECTIVE.search(plain, found.end(), until)
    return connective.start() if connective else until


def _items(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of "shall: (a) ...; and (b) ...", each without its number and connective."""
    opens = plain[max(0, start - 2) : start].rstrip().endswith(":") or plain[start:end].startswith(
        ("(a)", "(1)")
    )
    if not opens:
        return []
    marks = list(_ITEM.finditer(plain, max(0, start - 2), end))
    items = []
    for at, mark in enumerate(marks):
        until = marks[at + 1].start() if at + 1 < len(marks) else end
        connective = _CONNECTIVE.search(plain, mark.end(), until)
        items.append((mark.end(), connective.start() if connective else until))
    return [item for item in items if item[1] > item[0]]
