"""Ways of sharing as a study file writes them."""

from interlocal.costing.studies.rules.formulas import SHARED, formula_name
from interlocal.costing.studies.rules.study_file.facts import ShareFacts, StudyFacts
from interlocal.costing.studies.rules.study_file.values import number, text


def share(facts: StudyFacts, one: ShareFacts) -> list[str]:
    """Write a way of sharing."""
    lines = ["", f"[shares.{text(one.name)}]"]
    if one.kind == "drivers":
        pairs = (f"{text(name)} = {number(weight)}" for name, weight in one.weights.items())
        return [*lines, f"drivers = {{ {', '.join(pairs)} }}"]
    if one.kind == "solution":
        return [*lines, f"solution = {text(one.solution)}"]
    if one.kind == "formula":
        return [*lines, *_formula(facts, one)]
    return [*lines, "equal = true"]


def _formula(facts: StudyFacts, one: ShareFacts) -> list[str]:
    by_own_name = {formula_name(driver.name): driver.name for driver in facts.drivers}
    names = (f"{text(theirs)} = {text(ours)}" for theirs, ours in (one.names or by_own_name).items())
    words = f"library:{one.library}" if one.library else one.formula
    lines = [
        f"formula = {text(words)}",
        f"pays = {text(one.pays or SHARED)}",
        f"driver_names = {{ {', '.join(names)} }}",
    ]
    if one.group:
        group = (f"{text(name)} = {number(amount)}" for name, amount in one.group.items())
        lines.append(f"group = {{ {', '.join(group)} }}")
    return [*lines, *([f"history = {text(one.history)}"] if one.history else [])]
