"""Results in the words of those who decide."""

from collections.abc import Sequence

from mutual.finance.study.result import Cents, Chances, CityResult, OptionResult, ShareResult, StudyResult

MORE_THAN_99 = 0.995  # what would be rounded to 100 in 100


def money(amount: Cents, unit: str) -> str:
    """Return an amount in whole dollars, or in whole units of another money."""
    whole = (abs(amount) + 50) // 100
    sign = "-" if amount < 0 and whole else ""
    return f"{sign}${whole:,}" if unit == "USD" else f"{sign}{whole:,} {unit}".rstrip()


def named(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def chance(part: float) -> str:
    """Return a chance as times in 100."""
    if 0 < part < 1 - MORE_THAN_99:
        return "less than once in 100"
    if MORE_THAN_99 <= part < 1:
        return "more than 99 times in 100"
    times = f"{part * 100:.0f}"
    said = "once in 100" if times == "1" else f"{times} times in 100"
    return {0.0: "never", 1.0: "always"}.get(part, said)


def pays_back(year: int | None) -> str:
    """Return whether and when something has paid for itself, as the rest of a sentence."""
    return "does not break even within these years" if year is None else f"breaks even in {year}"


def between(low: Cents, high: Cents, unit: str) -> str:
    """Return what is saved 9 times in 10, or lost where that is what it comes to."""
    word, first, last = ("loses", -high, -low) if high < 0 else ("saves", low, high)
    return f"9 times in 10 it {word} between {money(first, unit)} and {money(last, unit)}"


def chances(by_year: Chances) -> str:
    """Return the spread of the year in which something has paid for itself."""
    return ", ".join(f"{year or 'never'} {part:.0%}" for year, part in by_year)


def rule_in_words(share: ShareResult) -> str:
    """Return how a cost is shared, with the name that the study gives it where that says more."""
    return share.words if share.words == share.rule else f"{share.words} ({share.rule})"


def city_sentence(result: StudyResult, share: ShareResult, name: str) -> str:
    """Return what one city pays and saves, how sure that is, and what it would be if another city left."""
    city, unit = share.city(name), result.study.unit
    if not city.takes_part:
        return f"{name} does not take part and goes on paying {money(city.alone_a_year, unit)} a year."
    saves = city.saves_a_year
    what = f"saves {money(saves, unit)}" if saves >= 0 else f"loses {money(-saves, unit)}"
    parts = [f"{name} pays {money(city.pays_a_year, unit)} a year and {what}"]
    if result.study.doubts:
        parts.append(f": {between(city.saving.p5, city.saving.p95, unit)}")
    parts.append(f". It {pays_back(city.break_even)}.")
    return "".join(parts) + _if_another_leaves(city, unit)


def _if_another_leaves(city: CityResult, unit: str) -> str:
    ends = [other for other, saves in city.saves_if_leaves.items() if saves is None]
    left = {other: saves for other, saves in city.saves_if_leaves.items() if saves is not None}
    said = ""
    if left:
        other = min(left, key=lambda name: (left[name], name))
        if left[other] < city.saves_a_year:
            verb = "save" if left[other] >= 0 else "lose"
            said += f" It would {verb} {money(abs(left[other]), unit)} if {other} left."
    if ends:
        said += f" If {named(ends)} left, that would end it."
    return said


def share_sentence(result: StudyResult, share: ShareResult) -> str:
    """Return whether a way of sharing lasts, and who would leave."""
    unit = result.study.unit
    said = f"Shared {rule_in_words(share)}: {share.verdict}"
    if result.study.doubts:
        said += f" No group would do better alone: {chance(share.chance_stable)}."
    for leaver in share.leavers[:3]:
        together = " together" if len(leaver.group) > 1 else ""
        said += (
            f" {named(leaver.group)} would leave{together} {chance(leaver.chance)}, to save "
            f"{money(leaver.saves_a_year, unit)} a year."
        )
    if share.chance_no_solution > 0:
        said += (
            f" It has no answer {chance(share.chance_no_solution)}, where the cities pay more together than "
            "alone or the figures allow none; the prenucleolus stands in."
        )
    return said


def grant_sentences(result: StudyResult, option: OptionResult) -> list[str]:
    """Return which grants end, and what the cities must find then."""
    return [
        f"{grant.name} ends: from {grant.year} on the cities must find "
        f"{money(grant.amount, result.study.unit)} a year more."
        for grant in option.grants_end
    ]


def option_sentence(result: StudyResult, option: OptionResult) -> str:
    """Return what an option comes to for all its cities together."""
    unit, saves = result.study.unit, option.saves_a_year
    what = f"saves {money(saves, unit)}" if saves >= 0 else f"costs {money(-saves, unit)} more"
    said = f"{option.title} {what} a year in all and {pays_back(option.break_even)}"
    if result.study.doubts:
        said += f"; it saves money {chance(option.chance_saves)}"
    return f"{said}."
