"""Figures that come from all draws, and what a city would save without another: each with its number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interlocal.costing.studies.report.blocks import Cell, Line, Run, Table, cell, joined, words
from interlocal.costing.studies.report.source import Source
from interlocal.costing.studies.templatetags.study_words import times_in_100
from interlocal.kernel.money import dollars_and_cents

Key = tuple[str, ...]


@dataclass(frozen=True)
class DrawnRow:
    """A figure of the draws: its number, what it is, how it comes about, what it comes to."""

    number: str
    name: str
    how: Line
    says: str


def drawn_rows(source: Source) -> dict[Key, DrawnRow]:
    """Return every figure of the draws by option, way of sharing and city; ``leaves`` for the what-ifs."""
    found: dict[Key, DrawnRow] = {}
    for key, name, how, says in (*_of_draws(source), *_of_swings(source), *_of_leaving(source)):
        letter = "L" if key[0] == "leaves" else "R"
        turn = sum(one.number.startswith(letter) for one in found.values()) + 1
        found[key] = DrawnRow(f"{letter}-{turn}", name, how, says)
    return found


def drawn_table(caption: str, rows: Mapping[Key, DrawnRow], letter: str) -> Table:
    """Return the rows of one letter as a table."""
    shown = [row for row in rows.values() if row.number.startswith(letter)]
    return Table(
        caption,
        ("No.", "Figure", "How it comes about", "What it comes to"),
        tuple(
            (cell(row.number, mark=row.number), cell(row.name), Cell(row.how), cell(row.says))
            for row in shown
        ),
        (9, 33, 30, 28),
        is_small=True,
    )


def _of_draws(source: Source) -> Iterator[tuple[Key, str, Line, str]]:
    if not source.found["doubts"]:
        return
    for option in source.found["options"]:
        title, at = option["title"], source.steps(option)
        name = f"{title}: saved a year by all together"
        how = _drawn(source, "the 5th and the 95th percentile of ", at.saves_a_year)
        yield ("option", option["name"]), name, how, _range(option["saving"])
        name = f"{title}: it saves money"
        how = _drawn(source, "the part of the draws above 0 of ", at.saves_a_year)
        yield ("saves", option["name"]), name, how, _times(option["chance_saves"])
        for year, saving in zip(source.found["years"], option["saving_by_year"], strict=True):
            how = _drawn(
                source, f"the 5th, 50th and 95th percentile of what is saved in {year}, ", at.together
            )
            said = "; ".join(dollars_and_cents(saving[name]) for name in ("p5", "p50", "p95"))
            yield ("year", option["name"], str(year)), f"{title}: saved by all in {year}", how, said
        for share in option["shares"]:
            yield from _of_share(source, option, share)


def _of_swings(source: Source) -> Iterator[tuple[Key, str, Line, str]]:
    foremost = next(one for one in source.found["options"] if one["name"] == source.found["option"])
    number = source.numbers.of(source.steps(foremost).saves_a_year)
    for one in source.found["tornado"]:
        doubt = f"doubt/{one['doubt']}"
        moved = source.link(source.numbers.of(doubt), doubt) if doubt in source.working.rows else one["doubt"]
        how = words(
            Run(number, number),
            " with ",
            moved,
            f" at {one['low']:.4g}, passed 9 times in 10, and at {one['high']:.4g}, passed once in 10; the "
            "others in the middle",
        )
        said = f"{dollars_and_cents(one['saves_low'])}; {dollars_and_cents(one['saves_high'])}"
        yield (
            ("swing", one["doubt"]),
            f"{foremost['title']}: saved a year, {one['doubt']} low and high",
            how,
            said,
        )


def _of_share(
    source: Source, option: Mapping[str, Any], share: Mapping[str, Any]
) -> Iterator[tuple[Key, str, Line, str]]:
    at, where = source.share_steps(option, share), f"{option['title']}, {share['rule']}"
    if at.complaint:
        how = _drawn(
            source, "the part of the draws in which no group pays more than by itself, as in ", at.complaint
        )
        yield (
            ("stable", option["name"], share["rule"]),
            f"{where}: nobody leaves",
            how,
            _times(share["chance_stable"]),
        )
        for leaver in share["leavers"]:
            group = " and ".join(leaver["group"])
            how = _drawn(
                source, "the part of the draws in which it has the strongest reason, as in ", at.complaint
            )
            saved = dollars_and_cents(leaver["saves_a_year"])
            said = f"{_times(leaver['chance'])}; to save {saved} a year in the middle of these"
            yield ("leaver", option["name"], share["rule"], group), f"{where}: {group} would leave", how, said
    for city in share["cities"]:
        if city["takes_part"]:
            key = at.saves_a_year[city["city"]]
            how = _drawn(source, "the 5th and the 95th percentile of ", key)
            name = f"{where}: saved a year by {city['city']}"
            yield ("city", option["name"], share["rule"], city["city"]), name, how, _range(city["saving"])


def _of_leaving(source: Source) -> Iterator[tuple[Key, str, Line, str]]:
    for option in source.found["options"]:
        for share in option["shares"]:
            at = source.share_steps(option, share)
            for city in share["cities"]:
                left = {name: saves for name, saves in city["saves_if_leaves"].items() if saves is not None}
                if not left:
                    continue
                other = min(left, key=lambda name: (left[name], name))
                key = at.saves_a_year[city["city"]]
                how = words(
                    "the steps of ", source.link(source.numbers.of(key), key), f" once more without {other}"
                )
                name = f"{option['title']}, {share['rule']}: {city['city']} if {other} leaves"
                yield (
                    ("leaves", option["name"], share["rule"], city["city"]),
                    name,
                    how,
                    f"saves {dollars_and_cents(left[other])} a year",
                )


def _drawn(source: Source, what: str, key: str) -> Line:
    number = source.numbers.of(key)
    doubts = [
        source.numbers.of(row.key)
        for row in source.working.below([key]).values()
        if row.key.startswith("doubt/")
    ]
    drawn = joined([words(Run(one, one)) for one in doubts], ", ")
    tail = words("; drawn are ", *drawn) if drawn else words("; nothing in it is in doubt")
    return words(what, Run(number, number), f" over {source.found['draws']:,} draws", *tail)


def _range(saving: Mapping[str, int]) -> str:
    return f"{dollars_and_cents(saving['p5'])} to {dollars_and_cents(saving['p95'])}"


def _times(chance: float) -> str:
    return f"{times_in_100(chance)} times in 100"
