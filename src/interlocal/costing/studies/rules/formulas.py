"""Formulas as ways of sharing, of the library or written: what each needs, and what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

if TYPE_CHECKING:
    from mutual.formulas import Formula

SHARED = "budget"
_MOST_SAID = 5


@dataclass(frozen=True)
class Fault:
    """What is wrong with a formula, where, and the word that was perhaps meant (or nothing)."""

    line: int
    column: int
    words: str
    meant: str

    def __str__(self) -> str:
        said = _("Line %(line)d, column %(column)d: %(words)s") % {
            "line": self.line,
            "column": self.column,
            "words": self.words,
        }
        return f"{said} {_('Did you mean “%(word)s”?') % {'word': self.meant}}" if self.meant else said


@dataclass(frozen=True)
class Needed:
    """A figure that a formula asks for; ``key`` is what a form calls it."""

    name: str
    unit: str
    by: str

    @property
    def key(self) -> str:
        """Its name in small letters and digits."""
        return formula_name(self.name)


@dataclass(frozen=True)
class ReadFormula:
    """What a text says: its faults, or what it needs and how it reads.

    ``drivers`` are of each city, ``of_group`` of all together. ``words`` is plain English, ``legal`` what a
    council would adopt, both line by line. ``looks_back`` says that it asks for figures of years before.
    """

    faults: tuple[Fault, ...]
    title: str = ""
    source: str = ""
    drivers: tuple[Needed, ...] = ()
    of_group: tuple[Needed, ...] = ()
    words: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    looks_back: bool = False

    @property
    def usual_pays(self) -> str:
        """Which figure of the group is what the cities share, as far as the text alone tells."""
        names = [one.name for one in self.of_group]
        if SHARED in names:
            return SHARED
        return names[0] if len(names) == 1 else ""


@dataclass(frozen=True)
class LibraryFormula:
    """A real formula: what it is called, which service and place it is of, its source and its rule."""

    name: str
    service: str
    source: str
    rule: str
    synthetic: tuple[str, ...]
    text: str


def formula_name(name: str) -> str:
    """Return what a formula calls a line: ``repair_orders`` for “Repair orders”."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower())) or "volume"


def library_formulas() -> tuple[LibraryFormula, ...]:
    """Return the real formulas that come with the engine."""
    from mutual.formulas import examples

    return tuple(
        LibraryFormula(one.name, one.service, one.source, one.rule, one.synthetic, one.text)
        for one in examples()
    )


def library_formula(name: str) -> LibraryFormula | None:
    """Return the real formula of that name, if there is one."""
    return next((one for one in library_formulas() if one.name == name), None)


def text_of(library: str, formula: str) -> str:
    """Return the text of a way of sharing: that of the library where it names one."""
    found = library_formula(library) if library else None
    return found.text if found else formula


@lru_cache(maxsize=256)
def read_formula(text: str) -> ReadFormula:
    """Return what a text says, or each thing that is wrong with it, with its place."""
    # The language brings the engine along: it is read when a formula is.
    from mutual.formulas import check, explained, legal_text, parse

    if not text.strip():
        return ReadFormula((Fault(1, 1, _("Write the formula."), ""),))
    problems = check(text)
    if problems:
        return ReadFormula(
            tuple(Fault(one.line, one.column, one.message, one.suggestion) for one in problems)
        )
    formula = parse(text)
    needed = {of: tuple(_needed(formula, of)) for of in ("member", "group")}
    return ReadFormula(
        (),
        formula.title,
        formula.source,
        needed["member"],
        needed["group"],
        _lines(explained(formula)),
        _lines(legal_text(formula)),
        " ago" in text or any(one.by for one in needed["member"]),
    )


def _needed(formula: "Formula", of: str) -> list[Needed]:
    return [Needed(one.name, str(one.unit), str(one.by or "")) for one in formula.inputs if one.of == of]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in text.splitlines() if line.strip())


def missing_line(needed: Needed) -> str:
    """Return how to mend it that no line stands for a figure that a formula asks for."""
    return _("Choose the line that is “%(name)s”, or add it to what every city fills.") % {
        "name": needed.name
    }


def check_formula(facts: Mapping[str, Any]) -> None:
    """Refuse a formula that cannot be read, or for which something is missing, at the field that mends it.

    ``names`` leads from the formula's names to lines; where it is not given, lines are found by their own
    names when the study is worked out.
    """
    read = read_formula(text_of(facts.get("library", ""), facts.get("formula", "")))
    if read.faults:
        raise Refusal(" ".join(str(one) for one in read.faults[:_MOST_SAID]), field="formula")
    if not read.of_group:
        raise Refusal(
            _(
                "It shares an amount of its own and not what this study costs. Write “The group has budget "
                "in dollars.” and let a pool cost budget: it is what the cities share."
            ),
            field="library" if facts.get("library") else "formula",
        )
    names = facts.get("names")
    for one in read.drivers:
        if names is not None and not names.get(one.name):
            raise Refusal(missing_line(one), field=f"driver-{one.key}")
    pays = facts.get("pays") or read.usual_pays
    if pays not in {one.name for one in read.of_group}:
        raise Refusal(_("Say which of its figures is what the cities share."), field="pays")
    for one in read.of_group:
        if one.name != pays and (facts.get("group") or {}).get(one.name) in {None, ""}:
            raise Refusal(
                _("The formula asks for “%(name)s”: write it, in %(unit)s.")
                % {"name": one.name, "unit": one.unit},
                field=f"group-{one.key}",
            )
