"""What was measured, as a table for people, as JSON, and as rows of a Markdown table."""

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True)
class Figure:
    """One measured value. ``beside`` says what it is compared with, and ``ratio`` how it compares."""

    measurement: str
    what: str
    value: float
    unit: str
    ratio: float | None = None
    beside: str = ""

    @property
    def shown(self) -> str:
        return f"{rounded(self.value)} {self.unit}"

    @property
    def compared(self) -> str:
        return "" if self.ratio is None else f"{rounded(self.ratio)} × {self.beside}"


def rounded(value: float) -> str:
    """Three digits that count: more would promise what a measurement cannot hold."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f}"


def table(figures: Iterable[Figure]) -> str:
    """The figures under each other, one a line."""
    rows = [(figure.what, figure.shown, figure.compared) for figure in figures]
    what = max((len(row[0]) for row in rows), default=0)
    shown = max((len(row[1]) for row in rows), default=0)
    return "\n".join(f"{row[0]:<{what}}  {row[1]:>{shown}}  {row[2]}".rstrip() for row in rows)


def markdown(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [f"| {figure.what} | {figure.shown} | {figure.compared} |" for figure in figures]
    return "\n".join(["| what | measured | beside |", "| --- | ---: | --- |", *rows])
