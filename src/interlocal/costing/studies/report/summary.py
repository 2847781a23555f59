"""What it comes to, what was asked, and who takes part."""

from collections.abc import Mapping
from typing import Any

from interlocal.costing.studies.models import StudyCity
from interlocal.costing.studies.report.blocks import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Run,
    Table,
    cell,
    words,
)
from interlocal.costing.studies.report.draws import DrawnRow, Key
from interlocal.costing.studies.report.pictures import paying_chart
from interlocal.costing.studies.report.source import Source
from interlocal.kernel.money import dollars
from interlocal.web import dates


def summary(
    source: Source, option: dict[str, Any], share: dict[str, Any], drawn: Mapping[Key, DrawnRow]
) -> list[Block]:
    """Return one sentence a city, one table, one picture."""
    title = f"What it comes to: {option['title']}, shared by {share['rule']}"
    steps = source.steps(option)
    saved = source.link(dollars(option["saves_a_year"]), steps.saves_a_year)
    return [
        Heading("Summary"),
        Paragraph(words(option["sentence"], " Saved a year by all together: ", saved, ".")),
        Items(tuple(_of_city(source, option, share, one, drawn) for one in share["cities"])),
        pays_table(source, option, share, drawn, title),
        Picture(paying_chart(option, share)),
    ]


def _of_city(
    source: Source,
    option: Mapping[str, Any],
    share: Mapping[str, Any],
    city: Mapping[str, Any],
    drawn: Mapping[Key, DrawnRow],
) -> Line:
    name = city["city"]
    if not city["takes_part"]:
        numbers = [source.numbers.of(source.working.alone_a_year[name])]
    else:
        steps = source.share_steps(option, share)
        numbers = [source.numbers.of(steps.pays_a_year[name]), source.numbers.of(steps.saves_a_year[name])]
        keys = [(kind, option["name"], share["rule"], name) for kind in ("city", "leaves")]
        numbers += [drawn[key].number for key in keys if key in drawn]
    links = [Run(number, number) for number in numbers]
    parts: list[str | Run] = []
    for link in links:
        parts += [", ", link] if parts else [link]
    return words(city["sentence"], " [", *parts, "]")


def pays_table(
    source: Source,
    option: Mapping[str, Any],
    share: Mapping[str, Any],
    drawn: Mapping[Key, DrawnRow],
    caption: str,
) -> Table:
    """Return what each city pays a year alone and together, and what it saves."""
    steps = source.share_steps(option, share)
    rows = []
    for city in share["cities"]:
        name = city["city"]
        alone = source.link(dollars(city["alone_a_year"]), source.working.alone_a_year[name])
        if not city["takes_part"]:
            rows.append((cell(name), cell(alone), cell("does not take part"), cell("–"), cell("–")))
            continue
        ranged = drawn.get(("city", option["name"], share["rule"], name))
        low, high = dollars(city["saving"]["p5"]), dollars(city["saving"]["p95"])
        says = f"{low} to {high}" if source.found["doubts"] else "–"
        between = cell(Run(says, ranged.number if ranged else ""))
        rows.append(
            (
                cell(name),
                cell(alone),
                cell(source.link(dollars(city["pays_a_year"]), steps.pays_a_year[name])),
                cell(source.link(dollars(city["saves_a_year"]), steps.saves_a_year[name])),
                between,
            )
        )
    head = ("City", "Alone, a year", "Together, a year", "Saves a year", "Saves 9 times in 10 between")
    return Table(caption, head, tuple(rows), (24, 17, 18, 17, 24), frozenset({1, 2, 3, 4}))


def asked(source: Source) -> list[Block]:
    """Return the question, what better means, and the goals with who agreed on them."""
    study = source.study
    found: list[Block] = [Heading("The question and the goals"), *_paragraphs(study.service)]
    if study.better:
        found += [Heading("What better means, beside cost", 2), *_paragraphs(study.better)]
    found += [Heading("Goals of the allocation", 2), *_paragraphs(study.goals or "Nobody has said any.")]
    if study.goals_agreed_on:
        said = f"Agreed by {study.goals_agreed_by or 'the cities'} on {dates.short(study.goals_agreed_on)}."
        found.append(Paragraph(words(said)))
    else:
        found.append(Paragraph(words("Unconfirmed: nobody has recorded who agreed on them."), "warning"))
    return found


def taking_part(source: Source) -> list[Block]:
    """Return each city with its part and its baseline; who has not signed is missing from every figure."""
    signed = {one.city_id: one for one in source.baselines}
    members = {name for option in source.found["options"] for name in option["members"]}
    rows = []
    for city in source.cities:
        baseline = signed.get(city.pk)
        says = "Missing: has not signed a baseline, so no figure counts it"
        if baseline is not None and baseline.frozen_at is not None:
            says = (
                f"Version {baseline.number}, signed by {baseline.signed_name}, {baseline.signed_office}, on "
                f"{dates.short(baseline.frozen_at)}"
            )
        rows.append(
            (
                cell(city.jurisdiction.name),
                cell(_part(city, members, has_signed=baseline is not None)),
                cell(says),
            )
        )
    head = ("City", "Part", "Baseline")
    return [
        Heading("Who takes part, and who is missing"),
        Table("Cities of the study", head, tuple(rows), (22, 24, 54)),
    ]


def _part(city: StudyCity, members: set[str], *, has_signed: bool) -> str:
    if not has_signed:
        return f"{city.get_stand_display()}; left out"
    is_in = city.jurisdiction.name in members
    return str(city.get_stand_display()) + ("" if is_in else "; goes on alone in every figure")


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(words(line)) for line in text.splitlines() if line.strip()]
