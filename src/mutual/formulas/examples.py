"""The real formulas that ship with the language: each with its source, its figures and the answer by hand."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mutual.formulas.drivers import Drivers
from mutual.formulas.formula import Formula, parse
from mutual.formulas.problems import meant


@dataclass(frozen=True)
class Case:
    """An answer worked out by hand: in cents for each member of ``coalition`` (nothing: all) in ``year``.

    ``bills`` holds the installments of some members in cents.
    """

    year: int | None
    coalition: tuple[str, ...]
    by_hand: str
    answer: Mapping[str, int]
    bills: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Example:
    """A real rule. ``synthetic`` says which of its figures and readings are not from the source."""

    name: str
    number: int
    service: str
    source: str
    rule: str
    synthetic: tuple[str, ...]
    text: str
    drivers_csv: str
    cases: tuple[Case, ...]

    def formula(self) -> Formula:
        """Return the formula, read."""
        return parse(self.text)

    def drivers(self) -> Drivers:
        """Return its figures, read."""
        return Drivers.from_csv(self.drivers_csv)


@cache
def examples() -> tuple[Example, ...]:
    """Return every example, in the order of their numbers."""
    folders = [one for one in files("mutual.formulas").joinpath("examples").iterdir() if one.is_dir()]
    return tuple(
        _example(one.name, *(one.joinpath(name).read_text(encoding="utf-8") for name in _FILES))
        for one in sorted(folders, key=lambda folder: folder.name)
        if one.name[:1].isdigit()
    )


class UnknownExample(ValueError):
    """No real formula is called so; the message says which name was perhaps meant."""


def example_named(name: str) -> Example:
    """Return an example by its name, with its number or without, or by its two-digit number.

    Raises ``UnknownExample``.
    """
    for one in examples():
        if name in {one.name, one.name[3:]}:
            return one
    for one in examples():
        if name == one.name[:2]:
            return one
    near = meant(name, [other for one in examples() for other in (one.name, one.name[3:])])
    raise UnknownExample(f"no example is called {name!r}{f'; did you mean {near!r}?' if near else '.'}")


_FILES = ("formula.txt", "drivers.csv", "example.toml")


def _example(name: str, text: str, drivers_csv: str, toml: str) -> Example:
    given = tomllib.loads(toml)
    return Example(
        name,
        given["number"],
        given["service"],
        given["source"],
        " ".join(given["rule"].split()),
        tuple(given["synthetic"]),
        text,
        drivers_csv,
        tuple(_case(one) for one in given["case"]),
    )


def _case(given: Mapping[str, Any]) -> Case:
    bills = {name: tuple(map(_cents, parts)) for name, parts in given.get("bills", {}).items()}
    answer = {name: _cents(amount) for name, amount in given["answer"].items()}
    return Case(given.get("year"), tuple(given.get("coalition", ())), given["by_hand"].strip(), answer, bills)


def _cents(amount: str) -> int:
    whole, _, cents = amount.partition(".")
    return int(whole) * 100 + int(cents)
