"""Exchanges of staff as a study file writes them."""

from interlocal.costing.studies.rules.doubts import hours_doubt
from interlocal.costing.studies.rules.study_file.facts import ExchangeFacts, OptionFacts, StudyFacts
from interlocal.costing.studies.rules.study_file.values import PERCENT, number, text

EXCHANGE = "staff exchange"
CHARGED = "As hours are charged"


def shares_of(facts: StudyFacts, option: OptionFacts) -> list[str]:
    """Return the ways of sharing of an option.

    Hours are settled as they are charged first. A formula divides a cost, and lending hours is meant to leave
    none: it is not asked.
    """
    if option.kind != EXCHANGE:
        return [one.name for one in facts.shares]
    return [charged_name(facts), *(one.name for one in facts.shares if one.kind != "formula")]


def charged_name(facts: StudyFacts) -> str:
    """Return what the settling of hours is called, apart from every way of sharing of the study."""
    name, taken = CHARGED, {one.name.casefold() for one in facts.shares}
    while name.casefold() in taken:
        name += "*"
    return name


def charged(facts: StudyFacts) -> list[str]:
    """Write the settling of hours, where an option lends any."""
    if not any(option.kind == EXCHANGE for option in facts.options):
        return []
    return ["", f"[shares.{text(charged_name(facts))}]", "charged = true"]


def exchange(path: str, option: OptionFacts, one: ExchangeFacts) -> list[str]:
    """Write hours that one city lends another."""
    hours = number(one.hours)
    if is_doubtful(one):
        hours = f"{{ amount = {hours}, times = {text(doubt_name(option, one))} }}"
    return [
        "",
        *([f"# {' '.join(one.how.split())}"] if one.how else []),
        f"[[{path}.exchanges]]",
        f"giver = {text(one.giver)}",
        f"receiver = {text(one.receiver)}",
        f"hours = {hours}",
        f"cost = {number(one.cost)}",
        f"saves = {number(one.saves)}",
        f"price = {number(one.price)}",
    ]


def is_doubtful(one: ExchangeFacts) -> bool:
    """Are the hours in doubt?"""
    return one.low is not None and one.high is not None and one.low < one.high


def exchange_doubt(option: OptionFacts, one: ExchangeFacts) -> list[str]:
    """Write the range of the hours."""
    assert one.low is not None
    assert one.high is not None
    likely = min(max(PERCENT, one.low), one.high)
    values = ", ".join(number(end / PERCENT) for end in (one.low, likely, one.high))
    return ["", f"[doubt.{text(doubt_name(option, one))}]", f"triangular = [{values}]"]


def doubt_name(option: OptionFacts, one: ExchangeFacts) -> str:
    """Return what the doubt about the hours is called."""
    return hours_doubt(one.giver, one.receiver, option.title)
