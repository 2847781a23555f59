"""How sure it is, and what it rests on: who signed, what stood out, sources, what nobody confirmed."""

from collections.abc import Mapping
from typing import Any

from interlocal.costing.studies.report.blocks import Block, Heading, Items, Paragraph, Run, Table, cell, words
from interlocal.costing.studies.report.draws import DrawnRow, Key
from interlocal.costing.studies.report.proposals import UNCONFIRMED
from interlocal.costing.studies.report.source import Source
from interlocal.kernel.money import dollars
from interlocal.web import dates

MOST_SWINGS = 8


def doubt(source: Source, option: Mapping[str, Any], drawn: Mapping[Key, DrawnRow]) -> list[Block]:
    """Return the ranges, what is saved year by year, and which figure matters most."""
    found: list[Block] = [Heading("How sure it is")]
    if not source.found["doubts"]:
        return [
            *found,
            Paragraph(words("No figure of the study is said to be in doubt, so nothing is drawn.")),
        ]
    found += [_ranges(source), _by_year(source, option, drawn)]
    if source.found["tornado"]:
        found.append(_swings(source, drawn))
    return found


def _ranges(source: Source) -> Table:
    rows = []
    for one in source.found["doubts"]:
        key = f"doubt/{one['name']}"
        said = one["range"]
        known = cell(source.link(said, key)) if key in source.working.rows else cell(said)
        rows.append((cell(one["name"]), known, cell(one["source"] or UNCONFIRMED)))
    return Table("What is in doubt", ("Figure", "Range", "Where it comes from"), tuple(rows), (34, 36, 30))


def _by_year(source: Source, option: Mapping[str, Any], drawn: Mapping[Key, DrawnRow]) -> Table:
    rows = []
    for year, saving in zip(source.found["years"], option["saving_by_year"], strict=True):
        number = drawn["year", option["name"], str(year)].number
        rows.append(
            (cell(str(year)), *(cell(Run(dollars(saving[name]), number)) for name in ("p5", "p50", "p95")))
        )
    head = ("Year", "Low", "Middle", "High")
    caption = (
        f"What all cities together save under “{option['title']}”: nine draws in ten lie between low and high"
    )
    return Table(caption, head, tuple(rows), (25, 25, 25, 25), frozenset({1, 2, 3}))


def _swings(source: Source, drawn: Mapping[Key, DrawnRow]) -> Table:
    foremost = next(one for one in source.found["options"] if one["name"] == source.found["option"])
    rows = []
    for one in source.found["tornado"][:MOST_SWINGS]:
        key, number = f"doubt/{one['doubt']}", drawn["swing", one["doubt"]].number
        named = source.link(one["doubt"], key) if key in source.working.rows else one["doubt"]
        rows.append(
            (
                cell(named),
                cell(f"{one['low']:.4g}"),
                cell(Run(dollars(one["saves_low"]), number)),
                cell(f"{one['high']:.4g}"),
                cell(Run(dollars(one["saves_high"]), number)),
            )
        )
    caption = (
        f"What matters most to the yearly saving of all under “{foremost['title']}”: one figure at a "
        "time at what "
        "is passed 9 times and once in 10, the others in the middle"
    )
    head = ("Figure in doubt", "Low", "Saves then", "High", "Saves then")
    return Table(caption, head, tuple(rows), (40, 12, 18, 12, 18), frozenset({1, 2, 3, 4}))


def foundations(source: Source) -> list[Block]:
    """Return the signed baselines with what stands out in them, and the sources."""
    found: list[Block] = [
        Heading("Sources and assumptions"),
        Heading("Signed baselines", 2),
        signed_table(source),
    ]
    found += [Heading("What stands out in the figures", 2), *_cautions(source)]
    questions = _questions(source)
    if questions:
        found += [Heading("Questions without an answer", 2), Items(tuple(words(one) for one in questions))]
    found += [Heading("What is taken for granted", 2), *_assumed(source)]
    return found


def signed_table(source: Source) -> Table:
    """Return who signed which version of which city, and when."""
    rows = tuple(
        (
            cell(one.city.jurisdiction.name),
            cell(str(one.number)),
            cell(f"{one.signed_name}, {one.signed_office}"),
            cell(dates.short(one.frozen_at) if one.frozen_at else "–"),
            cell(f"{one.digest[:16]}…"),
        )
        for one in source.baselines
    )
    head = ("City", "Version", "Signed by", "On", "Digest of what was signed (SHA-256) begins with")
    return Table("Who signed which version", head, rows, (20, 10, 28, 16, 26))


def _cautions(source: Source) -> list[Block]:
    numbers = {one.cell.pk: one.number for one in source.numbers.cells if one.cell is not None}
    rows = []
    for sheet in source.sheets:
        for place in sheet.places:
            for caution in place.cautions:
                assert place.cell is not None
                number = numbers[place.cell.pk]
                note = place.note or "Unconfirmed: no note explains it"
                name = f"{sheet.baseline.city.jurisdiction.name}: {place.label}"
                rows.append((cell(Run(number, number)), cell(name), cell(caution.words), cell(note)))
    if not rows:
        return [Paragraph(words("No figure stands out beside the year before or beside the other cities."))]
    head = ("Cell", "Figure", "What stands out", "The city's note")
    return [Table("Figures that stand out", head, tuple(rows), (14, 26, 30, 30))]


def _questions(source: Source) -> list[str]:
    return [
        f"Unconfirmed: {sheet.baseline.city.jurisdiction.name}, {question.line.name}: {question.text}"
        for sheet in source.sheets
        for asked in sheet.questions.values()
        for question in asked
        if question.answered_at is None
    ]


def _assumed(source: Source) -> list[Block]:
    found: list[Block] = []
    if source.found["note"]:
        found.append(Paragraph(words(source.found["note"])))
    found.append(
        Paragraph(
            words(
                "Each amount stands with its source in the table of its option; what has none is marked as "
                "unconfirmed. All of them are listed with their numbers in the appendix."
            )
        )
    )
    sources = [f"{one['about']}: {one['source']}" for one in source.found["sources"]]
    sources += [f"{one['about']}: {one['says']} ({one['source']})" for one in source.found["evidence"]]
    for one in source.found["correlations"]:
        between = " and ".join(one["between"])
        known = one["source"] or UNCONFIRMED
        sources.append(f"{between} move together, rank correlation {one['rank']:g} ({known})")
    if sources:
        found.append(Items(tuple(words(one) for one in sources)))
    return found
