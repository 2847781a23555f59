"""Where every number of the report leads: cells, what is taken for granted, steps, draws."""

from collections.abc import Mapping

from interlocal.costing.studies.report.blocks import Block, Heading, Paragraph, Table, cell, words
from interlocal.costing.studies.report.draws import DrawnRow, Key, drawn_table
from interlocal.costing.studies.report.numbering import NumberedCell
from interlocal.costing.studies.report.proposals import UNCONFIRMED
from interlocal.costing.studies.report.source import Source
from interlocal.costing.studies.report.steps import figures_of, steps_table
from interlocal.costing.studies.templatetags.study_words import in_unit
from mutual.finance.study.working import Row


def appendix(source: Source, drawn: Mapping[Key, DrawnRow]) -> list[Block]:
    """Return every figure with its number, the rule by which it comes about, and what goes into it."""
    found: list[Block] = [
        Heading("Appendix: where each number comes from"),
        Paragraph(
            words(
                "B- are cells of the signed baselines, A- what the study takes for granted, C- figures "
                "that are worked "
                "out, R- figures of all draws, L- what a city would save if another left. Steps are "
                "shown to the cent "
                "or to six digits; they are worked out with all digits."
            )
        ),
        Heading("Cells of the signed baselines (B)", 2),
        *(cells_of_city(source, city) for city in source.found["cities"]),
        Heading("What the study takes for granted (A)", 2),
        _granted(source),
        Heading("Steps (C): what holds for all options", 2),
        steps_table("Steps that all options share", _computed(source, ""), source.working, source.numbers),
    ]
    for option in source.found["options"]:
        rows = _computed(source, option["name"])
        found.append(Heading(f"Steps (C): {option['title']}", 2))
        found.append(steps_table(f"Steps of “{option['title']}”", rows, source.working, source.numbers))
    if any(row.number.startswith("R") for row in drawn.values()):
        found += [Heading("Figures of all draws (R)", 2), drawn_table("Figures of all draws", drawn, "R")]
    if any(row.number.startswith("L") for row in drawn.values()):
        found += [
            Heading("If a city leaves (L)", 2),
            drawn_table("What a city saves if another leaves", drawn, "L"),
        ]
    return found


def cells_of_city(source: Source, city: str) -> Table:
    """Return the cells of a city's signed baseline, each with its number."""
    rows = []
    for one in source.numbers.of_city(city):
        label = one.cell.label if one.cell else ""
        rows.append(
            (
                cell(one.number, mark=one.number),
                cell(f"{label} (counts as {one.line.name})" if label else one.line.name),
                cell(_figure(one)),
                cell(in_unit(one.cell.last_year, one.line) if one.cell else "–"),
                cell((one.cell.note if one.cell else "") or "–"),
            )
        )
    baseline = next(one for one in source.baselines if one.city.jurisdiction.name == city)
    caption = f"{city}: cells of version {baseline.number}, figures of {baseline.year}"
    head = ("No.", "Line", "Figure", "A year before", "Note")
    return Table(caption, head, tuple(rows), (13, 29, 20, 18, 20), frozenset({2, 3}), is_small=True)


def _figure(one: NumberedCell) -> str:
    if one.cell is None or one.cell.hundredths is None:
        return "not given; counts as 0"
    return in_unit(one.cell.hundredths, one.line)


def _granted(source: Source) -> Table:
    rows = []
    sources = {one["name"]: one["source"] for one in source.found["doubts"]}
    for key, row in source.working.rows.items():
        number = source.numbers.of(key)
        if number.startswith("A-"):
            about, where = _about(source, row, sources)
            rows.append(
                (
                    cell(number, mark=number),
                    cell(about),
                    cell(figures_of(row, source.working.years)),
                    cell(where),
                )
            )
    head = ("No.", "What is taken for granted", "Figure", "Where it comes from")
    return Table("What the study takes for granted", head, tuple(rows), (9, 33, 32, 26), is_small=True)


def _about(source: Source, row: Row, sources: Mapping[str, str]) -> tuple[str, str]:
    """Return what a figure is about, and where it comes from."""
    kind, _slash, rest = row.key.partition("/")
    if kind == "doubt":
        return f"{row.name}: its middle", f"{row.note}. {sources.get(row.name) or UNCONFIRMED}"
    if kind == "rule":
        return f"{row.name} ({rest.split('/')[0]})", "The way of sharing"
    if kind != "option":
        return row.name, "Assumptions of the study"
    option = next((one for one in source.found["options"] if rest.split("/")[0] == one["name"]), None)
    title = option["title"] if option else rest
    record = source.options.get(title)
    parts = record.standing if record else []  # type: ignore[attr-defined]
    where = next((part.source or UNCONFIRMED for part in parts if part.name == row.name), "The option")
    return f"{row.name} ({title})", where


def _computed(source: Source, option: str) -> list[Row]:
    found = []
    for key, row in source.working.rows.items():
        if not source.numbers.of(key).startswith("C-"):
            continue
        kind, _slash, rest = key.partition("/")
        of = rest.split("/")[0] if kind == "option" else ""
        if of == option:
            found.append(row)
    return found
