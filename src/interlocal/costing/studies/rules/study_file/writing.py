"""The whole of a study file."""

from collections.abc import Sequence
from decimal import Decimal

from interlocal.costing.studies.rules.doubts import GROWTH, take_up_doubt, volume_doubt
from interlocal.costing.studies.rules.study_file import exchanges
from interlocal.costing.studies.rules.study_file.doubts import (
    is_doubtful,
    part_doubt,
    spread,
    spread_doubt,
    ties,
)
from interlocal.costing.studies.rules.study_file.exchanges import exchange_doubt
from interlocal.costing.studies.rules.study_file.facts import RangeFacts, SeriesFacts, StudyFacts
from interlocal.costing.studies.rules.study_file.options import option_of
from interlocal.costing.studies.rules.study_file.shares import share
from interlocal.costing.studies.rules.study_file.values import PERCENT, number, text, texts


def written_study(facts: StudyFacts) -> str:
    """Return the study as a study file in TOML (docs/reference/study-file.md)."""
    blocks = [_top(facts)]
    growing = RangeFacts("", facts.growth)
    growth = spread(growing, GROWTH)
    blocks.append(spread_doubt(growing, GROWTH))
    blocks += [spread_doubt(one, volume_doubt(one.of)) for one in facts.volumes]
    blocks += [spread_doubt(one, take_up_doubt(one.of)) for one in facts.take_up]
    blocks += [_driver(facts, one) for one in facts.drivers]
    if facts.take_up:
        blocks.append(["", "[take_up]", *(_brought(one) for one in facts.take_up)])
    blocks += [_baseline(facts, one, growth) for one in facts.costs]
    blocks += [_series("hidden", one, facts.cities, growth) for one in facts.hidden]
    blocks += [
        part_doubt(option, part) for option in facts.options for part in option.parts if is_doubtful(part)
    ]
    blocks += [
        exchange_doubt(option, one)
        for option in facts.options
        for one in option.exchanges
        if exchanges.is_doubtful(one)
    ]
    blocks += ties(facts)
    blocks.append(exchanges.charged(facts))
    blocks += [share(facts, one) for one in facts.shares]
    for place, option in enumerate(facts.options):
        blocks.append(option_of(facts, f"options.option-{place + 1}", option, growth))
    return "\n".join(line for block in blocks for line in block) + "\n"


def _top(facts: StudyFacts) -> list[str]:
    return [
        f"title = {text(facts.title)}",
        *([f"note = {text(facts.note)}"] if facts.note else []),
        f"cities = {texts(facts.cities)}",
        f"seed = {facts.seed}",
        f"draws = {facts.draws}",
        *([f"sobol = {facts.sobol}"] if facts.sobol else []),
        "",
        "[years]",
        f"base = {facts.base_year}",
        f"count = {facts.years}",
        f"discount = {number(facts.discount / PERCENT)}",
    ]


def _series(kind: str, one: SeriesFacts, cities: Sequence[str], growth: str = "") -> list[str]:
    pairs = (
        f"{text(city)} = {number(Decimal(hundredths) / PERCENT)}"
        for city, hundredths in zip(cities, one.hundredths, strict=True)
    )
    return [
        "",
        f"[{kind}.{text(one.name)}]",
        *([f"unit = {text(one.unit)}"] if one.unit else []),
        f"amounts = {{ {', '.join(pairs)} }}",
        *([f"growth = {growth}"] if growth else []),
    ]


def _driver(facts: StudyFacts, one: SeriesFacts) -> list[str]:
    own = next((each for each in facts.volumes if each.of == one.name), None)
    growth = spread(own, volume_doubt(one.name)) if own else ""
    return [*_series("drivers", one, facts.cities, growth), *(["size = true"] if one.is_size else [])]


def _baseline(facts: StudyFacts, one: SeriesFacts, growth: str) -> list[str]:
    parts = [f"{text(each.of)} = {number(each.follows / PERCENT)}" for each in facts.volumes if each.follows]
    follows = [f"follows = {{ {', '.join(parts)} }}"] if parts else []
    return [*_series("baseline", one, facts.cities, growth), *follows]


def _brought(one: RangeFacts) -> str:
    return f"{text(one.of)} = {spread(one, take_up_doubt(one.of))}"
