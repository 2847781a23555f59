"""What changed from one version of a formula to the next, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mutual.formulas.formula import Formula
from mutual.formulas.language import clauses as c
from mutual.formulas.language.names import key
from mutual.formulas.language.printing import expression, percent, selector, sentence


@dataclass(frozen=True)
class Change:
    """One change: ``before`` and ``after`` are the clauses in their one form, empty where there is none."""

    kind: Literal["added", "removed", "changed", "moved"]
    words: str
    before: str
    after: str


def compare(before: Formula, after: Formula) -> tuple[Change, ...]:
    """Return what changed, in the order of the later formula, what was removed last; nothing where none did.

    Notes do not count. Clauses are matched by what they are about: a name that is defined, a pool that is
    shared, a limit on whom.
    """
    old, new = _keyed(before.clauses), _keyed(after.clauses)
    changes = []
    for name, clause in new.items():
        if name not in old:
            changes.append(Change("added", f"Added: {sentence(clause)}.", "", f"{sentence(clause)}."))
        elif sentence(old[name]) != sentence(clause):
            first, second = f"{sentence(old[name])}.", f"{sentence(clause)}."
            changes.append(Change("changed", " ".join(_told(old[name], clause)), first, second))
    for name, clause in old.items():
        if name not in new:
            changes.append(Change("removed", f"Removed: {sentence(clause)}.", f"{sentence(clause)}.", ""))
    return (*changes, *_moved(old, new))


def _moved(old: dict[str, c.Sentence], new: dict[str, c.Sentence]) -> list[Change]:
    """Return the change of order, where it matters: among clauses that move money."""
    money = c.Divide | c.Share | c.Charge | c.Limit | c.PhaseIn | c.TrueUp
    kept = [name for name, clause in old.items() if name in new and isinstance(clause, money)]
    now = [name for name in new if name in kept]
    if kept == now:
        return []
    first = next(name for name, other in zip(now, kept, strict=True) if name != other)
    text = f"{sentence(new[first])}."
    return [Change("moved", f"The order of the clauses changed; “{text}” now comes earlier.", text, text)]


def _keyed(clauses: Sequence[c.Sentence]) -> dict[str, c.Sentence]:
    found: dict[str, c.Sentence] = {}
    for clause in clauses:
        about = _about(clause)
        times = sum(1 for name in found if name.rsplit("#", 1)[0] == about)
        found[f"{about}#{times}"] = clause
    return found


def _about(clause: c.Sentence) -> str:
    match clause:
        case c.About(what=what):
            return what
        case c.Input(name=name) | c.Option(name=name) | c.Let(name=name) | c.Pool(name=name):
            return f"meaning of {key(name)}"
        case c.Divide(name=name) | c.Share(name=name):
            return f"{type(clause).__name__} {key(name)}"
        case c.Charge(kind=kind, who=who, pool=pool):
            return f"{kind} {selector(who)} {key(pool)}"
        case c.Limit(who=who, pool=pool):
            return f"limit {selector(who)} {key(pool)}"
        case _:
            return type(clause).__name__


def _told(old: c.Sentence, new: c.Sentence) -> Iterator[str]:
    match old, new:
        case c.About(what=what, text=before), c.About(text=after):
            yield f"The {'title' if what == 'formula' else what} was “{before}” and is now “{after}”."
        case c.Share(), c.Share() if replace(old, by=(), notes=()) == replace(new, by=(), notes=()):
            yield from _weights(f"the share of {new.name}", old.by, new.by)
        case c.Members(names=before), c.Members(names=after):
            yield from _names(before, after)
        case c.Limit(), c.Limit():
            yield from _limits(old, new)
        case c.Let(value=before), c.Let(name=name, value=after):
            yield f"“{name}” was {expression(before)} and is now {expression(after)}."
        case c.Pool(cost=before, among=one), c.Pool(name=name, cost=after, among=other) if one == other:
            yield f"“{name}” cost {expression(before)} and now costs {expression(after)}."
        case _:
            yield f"“{sentence(old)}” now reads “{sentence(new)}”."


def _weights(what: str, old: Sequence[c.Basis], new: Sequence[c.Basis]) -> Iterator[str]:
    before = {_name(one): one.weight for one in old}
    after = {_name(one): one.weight for one in new}
    for name, weight in after.items():
        if name not in before:
            yield f"In {what}, {name} now counts for {percent(weight)}."
        elif before[name] != weight:
            was = percent(before[name])
            yield f"In {what}, {name} counted for {was} and now counts for {percent(weight)}."
    for name, weight in before.items():
        if name not in after:
            yield f"In {what}, {name} counted for {percent(weight)} and no longer counts."
    if before == after:
        yield f"In {what}, the same bases stand in another order."


def _names(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    joined = [name for name in new if key(name) not in map(key, old)]
    left = [name for name in old if key(name) not in map(key, new)]
    for name in joined:
        yield f"{name} is now among the members."
    for name in left:
        yield f"{name} is no longer among the members."
    if not joined and not left:
        yield "The members stand in another order, which decides who gets a cent that is left over."


def _limits(old: c.Limit, new: c.Limit) -> Iterator[str]:
    for word, before, after in (("least", old.least, new.least), ("most", old.most, new.most)):
        if before != after:
            was = "without limit" if before is None else expression(before)
            now = "without limit" if after is None else expression(after)
            yield f"The {word} that may be paid was {was} and is now {now}."
    if old.falls_on != new.falls_on:
        yield f"“{sentence(old)}” now reads “{sentence(new)}”."


def _name(basis: c.Basis) -> str:
    return "the equal part" if basis.by is None else expression(basis.by)
