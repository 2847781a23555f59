"""Services that cities often share: what to ask, what a share may follow, and what is known about each.

Every file beside this one is a service; ``every-service.toml`` holds what is known about sharing any of them.
The figures of an example are made up, for three cities that do not exist.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

EXAMPLE_CITIES = ("Alderton", "Birchfield", "Cedar Run")
_OF_ALL = "every-service.toml"


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """A line that every city fills. ``example`` has a figure for each of the ``EXAMPLE_CITIES``."""

    kind: str
    name: str
    example: tuple[Decimal, ...]
    unit: str = ""
    meaning: str = ""
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known, and where it stands, in the fields that a source is shown by."""

    says: str
    source_title: str
    source_url: str = ""
    source_on: None = None
    is_unconfirmed: bool = False
    is_synthetic: bool = False


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service: words to begin a study with, its lines, and a formula to begin the talk about shares with.

    ``cost`` is what the example costs together, in dollars a year.
    """

    slug: str
    title: str
    place: int
    service: str
    better: str
    goals: str
    lines: tuple[ServiceLine, ...]
    formula_name: str
    formula: str
    why: str
    cost: Decimal
    evidence: tuple[Evidence, ...]


@cache
def services() -> Mapping[str, Service]:
    """Return the services by their slugs, in the order in which they are offered."""
    folder = files(__package__)
    names = (one.name for one in folder.iterdir() if one.name.endswith(".toml") and one.name != _OF_ALL)
    found = (_service(name.removesuffix(".toml"), _read(name)) for name in names)
    return {one.slug: one for one in sorted(found, key=lambda one: one.place)}


@cache
def known_of_all() -> tuple[Evidence, ...]:
    """Return what is known about sharing any service."""
    return _evidence(_read(_OF_ALL))


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _service(slug: str, row: dict[str, Any]) -> Service:
    return Service(
        slug=slug,
        lines=tuple(_line(line) for line in row["lines"]),
        evidence=_evidence(row),
        formula_name=row["formula"]["name"],
        formula=row["formula"]["text"].strip(),
        why=row["formula"]["why"],
        cost=Decimal(row["cost"]),
        **{name: row[name] for name in ("title", "place", "service", "better", "goals")},
    )


def _line(row: dict[str, Any]) -> ServiceLine:
    facts = {name: row[name] for name in ("kind", "name", "unit", "meaning") if name in row}
    example = tuple(Decimal(figure) for figure in row["example"])
    return ServiceLine(example=example, is_required=not row.get("optional", False), **facts)


def _evidence(row: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            says=one["says"],
            source_title=one["title"],
            source_url=one.get("url", ""),
            is_unconfirmed=one.get("is_unconfirmed", False),
        )
        for one in row["evidence"]
    )
