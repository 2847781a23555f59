"""Options as a study file writes them."""

from dataclasses import replace
from decimal import Decimal

from interlocal.costing.studies.rules.study_file.doubts import amount_of
from interlocal.costing.studies.rules.study_file.exchanges import EXCHANGE, exchange, shares_of
from interlocal.costing.studies.rules.study_file.facts import OptionFacts, PartFacts, StudyFacts
from interlocal.costing.studies.rules.study_file.values import PERCENT, number, text, texts


def option_of(facts: StudyFacts, path: str, option: OptionFacts, growth: str) -> list[str]:
    """Write an option with its amounts; ``path`` is where it stands in the file."""
    lines = [
        "",
        f"[{path}]",
        f"title = {text(option.title)}",
        f"kind = {text(option.kind)}",
        f"shares = {texts(shares_of(facts, option))}",
        f"members = {texts(facts.members)}",
    ]
    if option.lead:
        lines.append(f"lead = {text(option.lead)}")
    if option.phase_in:
        lines.append(f"phase_in = [{', '.join(number(one / PERCENT) for one in option.phase_in)}]")
    if option.kind == EXCHANGE:
        lines.append(f"growth = {growth}")
    moving = [part for part in option.parts if part.kind == "moving"]
    if not moving:
        lines.append("transition = false")
    for part in option.parts:
        if part.kind == "grant":
            lines += _grant(path, part)
        elif part.kind != "moving":
            lines += _cost(facts, path, option, part, growth)
    for one in option.exchanges:
        lines += exchange(path, option, one)
    for part in moving:
        lines += [
            "",
            f"[[{path}.transition]]",
            f"name = {text(part.name)}",
            f"amount = {amount_of(option, part)}",
        ]
    return lines


def _cost(facts: StudyFacts, path: str, option: OptionFacts, part: PartFacts, growth: str) -> list[str]:
    lines = ["", f"[[{path}.cost]]", f"name = {text(part.name)}", f"kind = {text(part.kind)}"]
    if part.kind == "table":
        return [*lines, f"costs = {{ {_groups(option, part)} }}", f"growth = {growth}"]
    # A fixed cost and what is paid today need a volume by which the engine sees who takes part.
    lines.append(f"driver = {text(part.driver or facts.drivers[0].name)}")
    if part.kind == "today":
        return [*lines, f"saving = {amount_of(option, part)}"]
    lines.append(f"amount = {amount_of(option, part)}")
    if part.kind == "step":
        lines.append(f"size = {number(part.size or Decimal(1))}")
    return [*lines, f"growth = {growth}"]


def _groups(option: OptionFacts, part: PartFacts) -> str:
    # In one order whatever the order of entry: the same costs are the same file.
    rows = sorted((len(cities), sorted(cities), cents) for cities, cents in part.groups)
    return ", ".join(
        f"{text(','.join(cities))} = {amount_of(option, replace(part, cents=cents))}"
        for _size, cities, cents in rows
    )


def _grant(path: str, part: PartFacts) -> list[str]:
    return [
        "",
        f"[[{path}.grants]]",
        f"name = {text(part.name)}",
        f"amount = {number(Decimal(part.cents) / PERCENT)}",
        *([f"last = {part.last_year}"] if part.last_year else []),
    ]
