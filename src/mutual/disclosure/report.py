"""The attack report: who could learn what from a release, in words."""

from dataclasses import dataclass

from mutual.disclosure.audit import Audit, Interval
from mutual.disclosure.count_table import TOTAL
from mutual.disclosure.rules import Reason, named
from mutual.disclosure.safe_table import SafeTable


@dataclass(frozen=True)
class AttackReport:
    """Sentences on a release. ``public`` may stand beside the table: a reader could work it all out.

    ``sealed`` is for those who hold the counts. It would tell a reader which hidden counts are small, and
    one partner what another one knows.
    """

    public: tuple[str, ...]
    sealed: tuple[str, ...]


def attack_report(found: SafeTable) -> AttackReport:
    """Return what could be learned from a release, which rule hid each figure, and what was lost."""
    return AttackReport(
        (_marked(found), _by_outsiders(found), _by_partners(found), *_before(found)),
        (*_narrowest(found), *_hidden(found), *_lost(found)),
    )


def in_words(interval: Interval) -> str:
    """Return an interval as ``"pay in Raytown: 3 to 9"``."""
    high = "or more" if interval.high is None else f"to {interval.high:,}"
    return f"{what(interval)}: {interval.low:,} {high}"


def what(interval: Interval) -> str:
    """Return what an interval is about, in words."""
    if interval.column == TOTAL:
        figure = "the grand total" if interval.row == TOTAL else f"the total of {interval.row}"
    else:
        figure = (
            f"the total of {interval.column}"
            if interval.row == TOTAL
            else f"{interval.column} in {interval.row}"
        )
    if interval.since:
        return f"what came in since {_earlier(interval.since)} for {figure}"
    return figure if not interval.release else f"{figure} in {_earlier(interval.release)}"


def _earlier(number: int) -> str:
    return "the release before" if number == 1 else f"the release {number} before"


def _marked(found: SafeTable) -> str:
    count, size = int(found.release.hidden.sum()), found.release.hidden.size
    if not count:
        return f"All {size} figures are shown: none is below {found.rules.threshold}."
    if count == size:
        return f"None of the {size} figures can be shown."
    carry = "carries a mark that is the same" if count == 1 else "carry the same mark"
    return (
        f"{size - count} of {size} figures are shown; {count} {carry} whether the count is zero, small, or "
        "hidden to protect another."
    )


def _by_outsiders(found: SafeTable) -> str:
    outsider = found.audits[0]
    narrowest = outsider.narrowest
    if narrowest is None:
        return "Nothing is hidden from an outsider."
    return f"The most that an outsider can work out of a hidden figure is {in_words(narrowest)}."


def _by_partners(found: SafeTable) -> str:
    partners = [one.attacker for one in found.audits if one.attacker is not None]
    if not partners:
        return "Readers who know a row of their own are not guarded against."
    who = partners[0] if len(partners) == 1 else f"{', '.join(partners[:-1])} and {partners[-1]}"
    verb = "knows its own figures, but it" if len(partners) == 1 else "each know their own figures, but none"
    bound = "can" if len(partners) > 1 else "cannot"
    known = any(interval.enough < found.rules.width for one in found.audits for interval in one.intervals)
    unless = ", unless that was so before this table" if known else ""
    values = f"{found.rules.width + 1} values"
    return f"{who} {verb} {bound} narrow any other hidden figure to fewer than {values}{unless}."


def _before(found: SafeTable) -> list[str]:
    releases = max((one.release for audit in found.audits for one in audit.intervals), default=0)
    return [] if not releases else ["Earlier releases, and what came in since each, are taken into account."]


def _narrowest(found: SafeTable) -> list[str]:
    said = []
    for audit in found.audits:
        who = audit.attacker or "An outsider"
        narrowest = audit.narrowest
        if narrowest is None:
            said.append(f"{who} finds nothing hidden that it does not know.")
        else:
            said.append(f"{who} can narrow most: {in_words(narrowest)}.")
        said += [f"{who} knew before this table: {in_words(one)}." for one in _known_before(audit, found)]
    return said


def _known_before(audit: Audit, found: SafeTable) -> list[Interval]:
    return [
        one for one in audit.intervals if one.enough < found.rules.width and one.width < found.rules.width
    ]


def _hidden(found: SafeTable) -> list[str]:
    rules = found.rules
    because = {
        Reason.THRESHOLD: f"below {rules.threshold}",
        Reason.UNANIMITY: "all of them, or all but one, answered so",
        Reason.REMAINDER: f"it leaves less than {rules.threshold} of a total",
        Reason.CITIES: f"pooled over fewer than {rules.cities} cities",
        Reason.GROWTH: f"grew by less than {rules.least_growth} since a release that shows it",
        Reason.COMPLEMENTARY: "protects another",
    }
    return [
        f"{_capital(named(found.release.table, place))} is hidden: {because[found.reasons[place]]}."
        for place in sorted(found.reasons)
    ]


def _lost(found: SafeTable) -> tuple[str, ...]:
    rows = found.release.table.rows
    partners = [one.attacker for one in found.audits if one.attacker in rows and len(rows) > 1]
    of_all = (
        f"A threshold of {found.rules.threshold} alone would show {found.plain} figures; "
        f"{found.kept():.0%} of them are shown."
    )
    return (
        of_all,
        *(f"Of those outside its own row, {name} reads {found.kept(name):.0%}." for name in partners),
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
