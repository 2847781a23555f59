"""How it is worked out, the options with their amounts, ways of sharing, and who would leave."""

from collections.abc import Mapping
from typing import Any

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Option, OptionPart, ShareKind
from interlocal.costing.studies.report.blocks import (
    Block,
    Cell,
    Heading,
    Items,
    Line,
    Paragraph,
    Run,
    Table,
    cell,
    words,
)
from interlocal.costing.studies.report.draws import DrawnRow, Key
from interlocal.costing.studies.report.source import Source
from interlocal.costing.studies.templatetags.study_words import plain, times_in_100
from interlocal.kernel.money import dollars

UNCONFIRMED = "Unconfirmed: no source is named"


def method(source: Source, *, has_appendix: bool = True) -> list[Block]:
    """Return in plain words how every figure comes about; ``has_appendix`` says that each leads there."""
    found, years = source.found, source.found["years"]
    rate = source.link(_percent(source, "discount rate"), "discount rate")
    factors = (" (", source.link(source.numbers.of("factors"), "factors"), ")") if has_appendix else ()
    lines = [
        words(
            "Only signed baselines count. Each city's figures are those that its own officer signed; a "
            "city that has not signed is left out and named."
        ),
        words(
            f"Amounts of {source.study.base_year} grow year by year. What a group of cities would pay "
            "together is worked out from the amounts of each option and the volumes of the cities in the "
            "group. What moving costs and what grants bring is added and taken off in its years."
        ),
        words(
            "A city that takes part gives up its own cost as the service moves. It goes on paying for "
            "its hidden duties: what its staff do beside the service."
        ),
        words(
            "Amounts a year are level: the same amount every year that is worth as much as the payments "
            f"of {years[0]} to {years[-1]}, at a discount rate of ",
            rate,
            " a year",
            *factors,
            ".",
        ),
        *_of_doubt(found),
    ]
    if has_appendix:
        lines.append(
            words(
                "Each number in this report leads to the appendix, where it has a number of its own, the "
                "rule by which it comes about, and the figures that go into it."
            )
        )
    return [Heading("Method"), *(Paragraph(line) for line in lines)]


def _of_doubt(found: Mapping[str, Any]) -> list[Line]:
    return [
        words(
            "Would anybody leave? Each group of cities is asked whether it pays more than it would by "
            "itself over all years. If no group does, the way of sharing is in the core of the cost game "
            "(D. B. Gillies, 1959)."
        ),
        words(
            "Figures in doubt stand at their middle for what each city pays. For the ranges they are "
            f"drawn {found['draws']:,} times from seed {found['seed']}; all options, ways of sharing and "
            "groups read the same draws."
        ),
        words(
            f"Version {found['engine']} of the engine works the study file out; the same file gives the "
            "same cents with the command “mutual study”."
        ),
    ]


def options(source: Source, drawn: Mapping[Key, DrawnRow]) -> list[Block]:
    """Return the options side by side, then each with its amounts."""
    found: list[Block] = [Heading("Options"), _side_by_side(source, drawn)]
    for one in source.found["options"]:
        record = source.options.get(one["title"])
        found += [Heading(one["title"], 2), Paragraph(words(one["sentence"]))]
        if record is not None:
            found += [Paragraph(words(_who(record))), _amounts(source, one, record)]
        found += [
            Paragraph(
                words(
                    f"{end['name']} ends: from {end['year']} on the cities must find "
                    f"{dollars(end['amount'])} a year more.",
                )
            )
            for end in one["grants_end"]
        ]
    return found


def _side_by_side(source: Source, drawn: Mapping[Key, DrawnRow]) -> Table:
    rows = [(cell("Do nothing"), cell("–"), cell("$0"), cell("–"), cell("–"), cell("–"))]
    for one in source.found["options"]:
        steps = source.steps(one)
        ranged, chance = drawn.get(("option", one["name"])), drawn.get(("saves", one["name"]))
        between = f"{dollars(one['saving']['p5'])} to {dollars(one['saving']['p95'])}"
        rows.append(
            (
                cell(one["title"]),
                cell(source.link(dollars(one["pays_a_year"]), steps.pays_a_year)),
                cell(source.link(dollars(one["saves_a_year"]), steps.saves_a_year)),
                cell(Run(between, ranged.number)) if ranged else cell("–"),
                cell(Run(f"{times_in_100(one['chance_saves'])} times in 100", chance.number))
                if chance
                else cell("–"),
                cell(str(one["break_even"] or "not within these years")),
            )
        )
    head = (
        "Option",
        "Cities that take part pay a year",
        "Save a year",
        "9 times in 10 between",
        "Saves money",
        "Breaks even",
    )
    return Table("Options side by side", head, tuple(rows), (24, 15, 13, 20, 14, 14), frozenset({1, 2, 3}))


def _who(option: Option) -> str:
    lead = f": {option.lead.jurisdiction.name}" if option.lead else ""
    said = f"{option.get_kind_display()}{lead}."
    if option.phase_in:
        said += f" It moves in steps of {option.phase_in} percent, year by year."
    return said


def _amounts(source: Source, found: Mapping[str, Any], option: Option) -> Table:
    parts: list[OptionPart] = option.standing  # type: ignore[attr-defined]
    rows = tuple(_amount(source, found, part) for part in parts)
    head = ("Amount", "What it is", "Dollars", "How sure", "Where it comes from")
    return Table(f"Amounts of “{option.title}”", head, rows, (22, 24, 16, 16, 22), frozenset({2}))


def _amount(source: Source, found: Mapping[str, Any], part: OptionPart) -> tuple[Cell, ...]:
    what = str(part.get_kind_display())
    if part.driver:
        what += f": {part.driver.name}"
    if part.size:
        what += f", {plain(part.size)} a step"
    if part.last_year:
        what += f", until {part.last_year}"
    amount = f"{plain(part.saving)} % less" if part.kind == "today" else dollars(part.amount_cents or 0)
    key = f"option/{found['name']}/amount/{part.name}"
    rows = source.working.rows
    key = f"{key}/amount" if f"{key}/amount" in rows else key
    sure = "taken as it is" if part.low is None else f"{plain(part.low)} to {plain(part.high)} % of it"
    return (
        cell(part.name),
        cell(what),
        cell(source.link(amount, key) if key in rows else amount),
        cell(sure),
        cell(" ".join(filter(None, (part.source, staffing_said(part)))) or UNCONFIRMED),
    )


def staffing_said(part: OptionPart) -> str:
    """Return from which calls and on which terms a table was worked out, or nothing."""
    file, terms = part.calls, part.staffing
    if file is None or not file.account or not file.demand:
        return ""
    targets = " and ".join(f"{share:g} % within {seconds} s" for share, seconds in terms["targets"])
    pay = dollars(terms["fte_cents"])
    return (
        f"Staff for {file.account['taken']:,} calls of “{file.name}”, {file.demand['first']} to "
        f"{file.demand['last']}: {targets} (Erlang C), {terms['paid_hours']:,} paid hours of which "
        f"{terms['shrinkage']:g} % are not on duty, {pay} a full-time position."
    )


def sharing(source: Source) -> list[Block]:
    """Return each way of sharing in words, the legal text of formulas, and what each city would pay by it."""
    found: list[Block] = [Heading("Ways of sharing")]
    names = [share["rule"] for share in source.found["options"][0]["shares"]]
    for place, name in enumerate(names):
        told = source.found["options"][0]["shares"][place]["words"]
        found += [Heading(name, 2), Paragraph(words(f"{told[:1].upper()}{told[1:]}."))]
        record = source.rules.get(name)
        if record is not None and record.kind == ShareKind.FORMULA:
            found.append(Paragraph(words("As a council would adopt it:")))
            text = rules.text_of(record.library, record.formula)
            found.append(Items(tuple(words(line) for line in rules.read_formula(text).legal)))
    for option in source.found["options"]:
        found.append(_shares_table(source, option))
    return found


def _shares_table(source: Source, option: Mapping[str, Any]) -> Table:
    shares = option["shares"]
    rows = []
    for place, city in enumerate(shares[0]["cities"]):
        name = city["city"]
        cells = [
            cell(name),
            cell(source.link(dollars(city["alone_a_year"]), source.working.alone_a_year[name])),
        ]
        for share in shares:
            own = share["cities"][place]
            key = source.share_steps(option, share).pays_a_year.get(name, source.working.alone_a_year[name])
            cells.append(cell(source.link(dollars(own["pays_a_year"]), key)))
        rows.append(tuple(cells))
    head = ("City", "Alone", *(share["rule"] for share in shares))
    widths = (22, *([78 // (len(shares) + 1)] * (len(shares) + 1)))
    caption = f"What each city pays a year under “{option['title']}”, by way of sharing"
    return Table(caption, head, tuple(rows), widths, frozenset(range(1, len(head))))


def leaving(source: Source, drawn: Mapping[Key, DrawnRow]) -> list[Block]:
    """Return for every option and way of sharing who would leave, with whom, and how often."""
    found: list[Block] = [Heading("Who would leave, and with whom")]
    for option in source.found["options"]:
        found.append(Heading(option["title"], 2))
        found.append(Items(tuple(_verdict(source, option, share, drawn) for share in option["shares"])))
    return found


def _verdict(
    source: Source, option: Mapping[str, Any], share: Mapping[str, Any], drawn: Mapping[Key, DrawnRow]
) -> Line:
    steps = source.share_steps(option, share)
    numbers = [source.numbers.of(steps.complaint)] if steps.complaint else []
    where = (option["name"], share["rule"])
    numbers += [
        row.number for key, row in drawn.items() if key[0] in {"stable", "leaver"} and key[1:3] == where
    ]
    parts: list[str | Run] = []
    for number in numbers:
        parts += [", ", Run(number, number)] if parts else [Run(number, number)]
    return words(share["sentence"], " [", *parts, "]") if parts else words(share["sentence"])


def _percent(source: Source, key: str) -> str:
    value = source.working.rows[key].values[0] * 100
    return f"{value:.2f}".rstrip("0").rstrip(".") + " %"
