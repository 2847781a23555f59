"""The whole report of a study, and the page that shows how one way of sharing was worked out."""

from collections.abc import Mapping
from datetime import datetime

from interlocal.costing.studies.report.appendix import appendix, cells_of_city
from interlocal.costing.studies.report.blocks import Block, Heading, Paragraph, Report, words
from interlocal.costing.studies.report.draws import drawn_rows
from interlocal.costing.studies.report.foundations import doubt, foundations
from interlocal.costing.studies.report.proposals import leaving, method, options, sharing
from interlocal.costing.studies.report.source import Source
from interlocal.costing.studies.report.steps import steps_table
from interlocal.costing.studies.report.summary import asked, summary, taking_part
from interlocal.web import dates
from mutual.finance.study.working import Row


def report_of(source: Source, *, option: str = "", share: str = "", now: datetime) -> Report:
    """Return the report: its sentences are about one option and way of sharing, its tables about all."""
    study = source.study
    one, rule = source.chosen(option, share)
    drawn = drawn_rows(source)
    blocks = (
        *_marks(source),
        *summary(source, one, rule, drawn),
        *asked(source),
        *taking_part(source),
        *method(source),
        *options(source, drawn),
        *sharing(source),
        *leaving(source, drawn),
        *doubt(source, one, drawn),
        *foundations(source),
        *appendix(source, drawn),
    )
    return Report(f"{study.title}: report of the study", facts_of(source, now), blocks)


def working_page(source: Source, *, option: str = "", share: str = "", now: datetime) -> Report:
    """Return how one option with one way of sharing was worked out: the cells and every step to the cents."""
    one, rule = source.chosen(option, share)
    at, steps = source.steps(one), source.share_steps(one, rule)
    ends = [
        at.pays_a_year,
        at.saves_a_year,
        *source.working.alone_a_year.values(),
        *steps.pays_a_year.values(),
        *([steps.complaint] if steps.complaint else []),
    ]
    rows = source.working.below(ends)
    blocks: list[Block] = [
        *_marks(source),
        Heading("What all cities share", key="together"),
        Paragraph(
            words(
                "From what the study says and the cities' volumes to what is shared. Figures by year are "
                "those of "
                f"{source.working.years[0]} to {source.working.years[-1]}."
            )
        ),
        steps_table(
            "Together", [row for row in rows.values() if not row.city], source.working, source.numbers
        ),
    ]
    for city in source.found["cities"]:
        own = _of(rows, city)
        shown = [row for row in own if row.key not in source.numbers.cells_of or _is_made(source, row.key)]
        blocks += [
            Heading(city, key=f"city-{source.found['cities'].index(city) + 1}"),
            *_said(rule, city),
            cells_of_city(source, city),
            steps_table(f"{city}: from the cells to the cents", shown, source.working, source.numbers),
        ]
    title = f"How “{one['title']}” shared by “{rule['rule']}” was worked out"
    return Report(title, facts_of(source, now), tuple(blocks))


def _of(rows: Mapping[str, Row], city: str) -> list[Row]:
    return [row for row in rows.values() if row.city == city]


def facts_of(source: Source, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return the day, and what anybody needs to work the study out again to the same cents."""
    found = source.found
    draws = f"{found['draws']:,} (a first look)" if source.is_first_look else f"{found['draws']:,}"
    return (
        ("Day", dates.spoken(now)),
        ("Year of the figures", str(source.study.base_year)),
        ("Years looked at", f"{found['years'][0]} to {found['years'][-1]}"),
        ("Draws", draws),
        ("Seed", str(found["seed"])),
        ("Version of the engine", found["engine"]),
        ("Digest of the study file (SHA-256)", source.digest),
    )


def _asked(source: Source) -> int:
    from mutual.finance import read_study

    return read_study(source.text).draws


def _is_made(source: Source, key: str) -> bool:
    """Is it a line of several cells, and so a step of its own?"""
    return len(source.numbers.cells_of[key]) != 1


def _said(rule: dict[str, object], city: str) -> list[Block]:
    cities = rule["cities"]
    assert isinstance(cities, list | tuple)
    return [Paragraph(words(one["sentence"])) for one in cities if one["city"] == city]


def _marks(source: Source) -> list[Block]:
    found: list[Block] = []
    if source.study.is_synthetic:
        found.append(
            Paragraph(words("Synthetic: the figures of this study are made up for the sample."), "warning")
        )
    if source.taking is not None:
        found.append(
            Paragraph(words("A what-if: who takes part is another choice than that of the study."), "warning")
        )
    if source.is_first_look and source.found["doubts"]:
        found.append(
            Paragraph(
                words(
                    f"A first look: the ranges come from {source.found['draws']:,} draws. The study asks for "
                    f"{_asked(source):,}, which have not been made for these figures. What each city pays "
                    "does not depend on them."
                ),
                "warning",
            )
        )
    return found
