"""The worked example of a service: what its formula asks of three cities that do not exist."""

from dataclasses import dataclass

from interlocal.costing.studies.catalog import EXAMPLE_CITIES, Service
from interlocal.costing.studies.models import LineKind

CENTS = 100


@dataclass(frozen=True)
class ExampleRow:
    """A city of the example: what it pays today, its share, and what stays with it, in cents a year."""

    city: str
    today: int
    share: int
    stays: int

    @property
    def change(self) -> int:
        """What it pays more (or, below zero, less) than today."""
        return self.share - self.today


@dataclass(frozen=True)
class WorkedExample:
    """The shares of an example, and what its formula says in plain words."""

    rows: tuple[ExampleRow, ...]
    total: ExampleRow
    words: tuple[str, ...]


def worked_example(service: Service) -> WorkedExample:
    """Return the shares of the example of ``service``, worked out by the engine from the formula's text."""
    from mutual.formulas import Drivers, evaluate, explained, parse  # only where a formula is worked out

    formula = parse(service.formula)
    drivers = {line.name.lower(): line for line in service.lines if line.kind == LineKind.VOLUME}
    wanted = {name: drivers[name] for name in (one.name for one in formula.inputs) if name in drivers}
    figures = Drivers.from_table(
        {name: dict(zip(EXAMPLE_CITIES, line.example, strict=True)) for name, line in wanted.items()},
        {"budget": service.cost},
    )
    cents = evaluate(formula, figures).cents
    rows = tuple(
        ExampleRow(
            city,
            today=_paid(service, LineKind.COST, place),
            share=cents[city],
            stays=_paid(service, LineKind.HIDDEN, place),
        )
        for place, city in enumerate(EXAMPLE_CITIES)
    )
    total = ExampleRow("", *(sum(getattr(row, name) for row in rows) for name in ("today", "share", "stays")))
    rules = (line.removeprefix("- ") for line in explained(formula).splitlines() if line.startswith("- "))
    return WorkedExample(rows, total, tuple(rules))


def _paid(service: Service, kind: LineKind, place: int) -> int:
    return int(sum(line.example[place] for line in service.lines if line.kind == kind) * CENTS)
