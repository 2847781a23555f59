"""Figures in doubt as a study file writes them."""

from decimal import Decimal

from interlocal.costing.studies.rules.doubts import GROWTH, amount_doubt, take_up_doubt, volume_doubt
from interlocal.costing.studies.rules.study_file import exchanges
from interlocal.costing.studies.rules.study_file.facts import OptionFacts, PartFacts, RangeFacts, StudyFacts
from interlocal.costing.studies.rules.study_file.values import PERCENT, number, text, texts


def spread(one: RangeFacts, name: str) -> str:
    """Return how a figure that lies in a range is written: the name of the doubt, or the number itself."""
    low, likely, high = one.spread
    return text(name) if low < high else number(likely / PERCENT)


def spread_doubt(one: RangeFacts, name: str) -> list[str]:
    """Write a range as a figure in doubt; nothing where it is no range."""
    if not one.spread[0] < one.spread[2]:
        return []
    values = ", ".join(number(each / PERCENT) for each in one.spread)
    source = [f"source = {text(one.source)}"] if one.source else []
    return ["", f"[doubt.{text(name)}]", f"triangular = [{values}]", *source]


def doubts_of(facts: StudyFacts) -> tuple[str, ...]:
    """Return the names of all figures in doubt, as the file has them."""
    spreads = [(RangeFacts("", facts.growth), GROWTH)]
    spreads += [(one, volume_doubt(one.of)) for one in facts.volumes]
    spreads += [(one, take_up_doubt(one.of)) for one in facts.take_up]
    names = [name for one, name in spreads if one.spread[0] < one.spread[2]]
    amounts = (
        doubt_name(option, part) for option in facts.options for part in option.parts if is_doubtful(part)
    )
    hours = (
        exchanges.doubt_name(option, one)
        for option in facts.options
        for one in option.exchanges
        if exchanges.is_doubtful(one)
    )
    return (*names, *amounts, *hours)


def ties(facts: StudyFacts) -> list[list[str]]:
    """Write the ties whose figures are both in doubt: an amount that was taken out ties nothing."""
    known = set(doubts_of(facts))
    return [
        [
            "",
            "[[correlations]]",
            f"between = {texts((one.one, one.other))}",
            f"rank = {number(one.rank)}",
            *([f"source = {text(one.source)}"] if one.source else []),
        ]
        for one in facts.ties
        if {one.one, one.other} <= known
    ]


def amount_of(option: OptionFacts, part: PartFacts) -> str:
    """Write an amount, times its doubt where it is in doubt."""
    value = (part.saving or Decimal(0)) if part.kind == "today" else Decimal(part.cents)
    plain = number(value / PERCENT)
    if not is_doubtful(part):
        return plain
    return f"{{ amount = {plain}, times = {text(doubt_name(option, part))} }}"


def is_doubtful(part: PartFacts) -> bool:
    """Is the amount in doubt?"""
    return part.kind != "grant" and part.low is not None and part.high is not None and part.low < part.high


def part_doubt(option: OptionFacts, part: PartFacts) -> list[str]:
    """Write the range of an amount."""
    assert part.low is not None
    assert part.high is not None
    likely = min(max(PERCENT, part.low), part.high)
    values = ", ".join(number(one / PERCENT) for one in (part.low, likely, part.high))
    return [
        "",
        f"[doubt.{text(doubt_name(option, part))}]",
        f"triangular = [{values}]",
        *([f"source = {text(part.source)}"] if part.source else []),
    ]


def doubt_name(option: OptionFacts, part: PartFacts) -> str:
    """Return what the doubt about an amount is called."""
    return amount_doubt(part.name, option.title)
