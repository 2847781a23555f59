"""A study as the file that ``mutual study`` reads: the pages and the command line work out the same text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from interlocal.costing.studies.rules.formulas import SHARED, formula_name

GROWTH = "growth of costs"
PERCENT = Decimal(100)


@dataclass(frozen=True)
class SeriesFacts:
    """A line of the file: a figure in hundredths for each city."""

    name: str
    hundredths: tuple[int, ...]
    unit: str = ""


@dataclass(frozen=True)
class PartFacts:
    """An amount of an option; see ``OptionPart``. Percentages are as they are typed."""

    kind: str
    name: str
    cents: int = 0
    driver: str = ""
    size: Decimal | None = None
    saving: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    last_year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class OptionFacts:
    """A way of doing it together."""

    title: str
    kind: str
    parts: tuple[PartFacts, ...]
    lead: str = ""
    phase_in: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class ShareFacts:
    """A way of sharing."""

    name: str
    kind: str
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    solution: str = ""
    formula: str = ""
    library: str = ""
    pays: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    group: Mapping[str, Decimal] = field(default_factory=dict)
    history: str = ""


@dataclass(frozen=True)
class StudyFacts:
    """Everything that stands in the file. ``members`` are the cities that take part in every option."""

    title: str
    cities: tuple[str, ...]
    members: tuple[str, ...]
    base_year: int
    years: int
    discount: Decimal
    growth: tuple[Decimal, Decimal, Decimal]
    seed: int
    draws: int
    drivers: tuple[SeriesFacts, ...]
    costs: tuple[SeriesFacts, ...]
    hidden: tuple[SeriesFacts, ...]
    options: tuple[OptionFacts, ...]
    shares: tuple[ShareFacts, ...]
    note: str = ""


def written_study(facts: StudyFacts) -> str:
    """Return the study as a study file in TOML (docs/reference/study-file.md)."""
    blocks = [_top(facts)]
    low, likely, high = facts.growth
    if low < high:
        values = ", ".join(_number(one / PERCENT) for one in (low, likely, high))
        blocks.append(["", f"[doubt.{_text(GROWTH)}]", f"triangular = [{values}]"])
    growth = _text(GROWTH) if low < high else _number(likely / PERCENT)
    blocks += [_series("drivers", one, facts.cities) for one in facts.drivers]
    blocks += [_series("baseline", one, facts.cities, growth) for one in facts.costs]
    blocks += [_series("hidden", one, facts.cities, growth) for one in facts.hidden]
    blocks += [
        _doubt(option, part) for option in facts.options for part in option.parts if _is_doubtful(part)
    ]
    blocks += [_share(facts, one) for one in facts.shares]
    for place, option in enumerate(facts.options):
        blocks.append(_option(facts, f"options.option-{place + 1}", option, growth))
    return "\n".join(line for block in blocks for line in block) + "\n"


def _top(facts: StudyFacts) -> list[str]:
    return [
        f"title = {_text(facts.title)}",
        *([f"note = {_text(facts.note)}"] if facts.note else []),
        f"cities = {_texts(facts.cities)}",
        f"seed = {facts.seed}",
        f"draws = {facts.draws}",
        "",
        "[years]",
        f"base = {facts.base_year}",
        f"count = {facts.years}",
        f"discount = {_number(facts.discount / PERCENT)}",
    ]


def _series(kind: str, one: SeriesFacts, cities: Sequence[str], growth: str = "") -> list[str]:
    pairs = (
        f"{_text(city)} = {_number(Decimal(hundredths) / PERCENT)}"
        for city, hundredths in zip(cities, one.hundredths, strict=True)
    )
    return [
        "",
        f"[{kind}.{_text(one.name)}]",
        *([f"unit = {_text(one.unit)}"] if one.unit else []),
        f"amounts = {{ {', '.join(pairs)} }}",
        *([f"growth = {growth}"] if growth else []),
    ]


def _share(facts: StudyFacts, one: ShareFacts) -> list[str]:
    lines = ["", f"[shares.{_text(one.name)}]"]
    if one.kind == "drivers":
        pairs = (f"{_text(name)} = {_number(weight)}" for name, weight in one.weights.items())
        return [*lines, f"drivers = {{ {', '.join(pairs)} }}"]
    if one.kind == "solution":
        return [*lines, f"solution = {_text(one.solution)}"]
    if one.kind == "formula":
        return [*lines, *_formula(facts, one)]
    return [*lines, "equal = true"]


def _formula(facts: StudyFacts, one: ShareFacts) -> list[str]:
    by_own_name = {formula_name(driver.name): driver.name for driver in facts.drivers}
    names = (f"{_text(theirs)} = {_text(ours)}" for theirs, ours in (one.names or by_own_name).items())
    text = f"library:{one.library}" if one.library else one.formula
    lines = [
        f"formula = {_text(text)}",
        f"pays = {_text(one.pays or SHARED)}",
        f"driver_names = {{ {', '.join(names)} }}",
    ]
    if one.group:
        group = (f"{_text(name)} = {_number(amount)}" for name, amount in one.group.items())
        lines.append(f"group = {{ {', '.join(group)} }}")
    return [*lines, *([f"history = {_text(one.history)}"] if one.history else [])]


def _option(facts: StudyFacts, path: str, option: OptionFacts, growth: str) -> list[str]:
    lines = [
        "",
        f"[{path}]",
        f"title = {_text(option.title)}",
        f"kind = {_text(option.kind)}",
        f"shares = {_texts(one.name for one in facts.shares)}",
        f"members = {_texts(facts.members)}",
    ]
    if option.lead:
        lines.append(f"lead = {_text(option.lead)}")
    if option.phase_in:
        lines.append(f"phase_in = [{', '.join(_number(one / PERCENT) for one in option.phase_in)}]")
    moving = [part for part in option.parts if part.kind == "moving"]
    if not moving:
        lines.append("transition = false")
    for part in option.parts:
        if part.kind == "grant":
            lines += _grant(path, part)
        elif part.kind != "moving":
            lines += _cost(facts, path, option, part, growth)
    for part in moving:
        lines += [
            "",
            f"[[{path}.transition]]",
            f"name = {_text(part.name)}",
            f"amount = {_amount(option, part)}",
        ]
    return lines


def _cost(facts: StudyFacts, path: str, option: OptionFacts, part: PartFacts, growth: str) -> list[str]:
    lines = ["", f"[[{path}.cost]]", f"name = {_text(part.name)}", f"kind = {_text(part.kind)}"]
    # A fixed cost and what is paid today need a volume by which the engine sees who takes part.
    lines.append(f"driver = {_text(part.driver or facts.drivers[0].name)}")
    if part.kind == "today":
        return [*lines, f"saving = {_amount(option, part)}"]
    lines.append(f"amount = {_amount(option, part)}")
    if part.kind == "step":
        lines.append(f"size = {_number(part.size or Decimal(1))}")
    return [*lines, f"growth = {growth}"]


def _grant(path: str, part: PartFacts) -> list[str]:
    return [
        "",
        f"[[{path}.grants]]",
        f"name = {_text(part.name)}",
        f"amount = {_number(Decimal(part.cents) / PERCENT)}",
        *([f"last = {part.last_year}"] if part.last_year else []),
    ]


def _amount(option: OptionFacts, part: PartFacts) -> str:
    value = (part.saving or Decimal(0)) if part.kind == "today" else Decimal(part.cents)
    number = _number(value / PERCENT)
    if not _is_doubtful(part):
        return number
    return f"{{ amount = {number}, times = {_text(_doubt_name(option, part))} }}"


def _is_doubtful(part: PartFacts) -> bool:
    return part.kind != "grant" and part.low is not None and part.high is not None and part.low < part.high


def _doubt(option: OptionFacts, part: PartFacts) -> list[str]:
    assert part.low is not None
    assert part.high is not None
    likely = min(max(PERCENT, part.low), part.high)
    values = ", ".join(_number(one / PERCENT) for one in (part.low, likely, part.high))
    return [
        "",
        f"[doubt.{_text(_doubt_name(option, part))}]",
        f"triangular = [{values}]",
        *([f"source = {_text(part.source)}"] if part.source else []),
    ]


def _doubt_name(option: OptionFacts, part: PartFacts) -> str:
    return f"{part.name} ({option.title})"


def _text(text: str) -> str:
    """Return a basic string of TOML: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _number(number: Decimal) -> str:
    """Return a number of TOML without an exponent."""
    plain = f"{number.normalize():f}"
    return plain if plain != "-0" else "0"
