"""Find the dates of a text, complete or with blanks still to be filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()
_MONTH = (
    "(?:"
    + "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "May" else "May" for month in _MONTHS)
    + r"|Sept)\b\.?"
)
_BLANK = r"(?:(?<!_)_{1,60}|\[[^\]\n]{0,30}\]|(?<!\.)\.{3,40}|\u2026{1,9})"
_UNIT_NAMES = "first second third fourth fifth sixth seventh eighth ninth"
_UNITS = _UNIT_NAMES.split()
_TEEN_NAMES = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_TEENS = _TEEN_NAMES.split()
_SPELLED = {word: at for at, word in enumerate([*_UNITS, *_TEENS], 1)} | {"thirtieth": 30, "thirty-first": 31}
_SPELLED |= {f"twenty-{unit}": 20 + at for at, unit in enumerate(_UNITS, 1)}
_WORD_DAY = "(?:" + "|".join(sorted(_SPELLED, key=len, reverse=True)) + ")"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:(?<!\d)\d{{1,2}}\s?{_ORDINAL}|{_BLANK}{_ORDINAL}|{_WORD_DAY})"
_YEAR = rf"(?:\d{{4}}(?!\d)|(?:19|20)\s?_{{1,60}}|(?:19|20)\d_{{1,60}}|{_BLANK})"
_S = r"\s{1,9}"
_COMMA = r"(?:\s{0,9},\s{0,9}|\s{1,9})"
_FORMS = (
    rf"(?P<a_day>{_DAY})\s{{0,9}}day{_S}of{_S}(?P<a_month>{_MONTH}|{_BLANK})(?:{_COMMA}(?P<a_year>{_YEAR}))?",
    rf"\b(?P<b_month>{_MONTH}){_S}(?P<b_day>\d{{1,2}}{_ORDINAL}|{_BLANK}{_ORDINAL}){_COMMA}(?P<b_year>{_YEAR})",
    rf"(?<!\d)(?P<c_day>\d{{1,2}}{_ORDINAL}){_S}(?P<c_month>{_MONTH}){_COMMA}(?P<c_year>\d{{4}}(?!\d))",
    r"(?<![\d/-])(?P<d_month>\d{1,2})/(?P<d_day>\d{1,2})/(?P<d_year>\d{4}|\d{2})(?![\d/])",
    r"(?<![\d-])(?P<e_year>(?:19|20)\d\d)-(?P<e_month>\d\d)-(?P<e_day>\d\d)(?![\d-])",
    rf"(?P<f_month>{_BLANK})(?:{_S}(?P<f_day>\d{{1,2}}(?!\d)|{_BLANK}))?\s{{0,9}},\s{{0,9}}(?P<f_year>(?:19|20)(?:\d\d|\d?_{{1,60}}))",
    (
        rf"\b(?:passed|adopted|approved|introduced|effective|signed|date|dated)(?:\s(?:on|date))?\s?:\s{{0,9}}(?P<g_month>{_BLANK})"
        rf"(?:\s{{0,9}},\s{{0,9}}(?P<g_year>{_YEAR}))?"
    ),
    r"(?P<h_month>\[\s{0,3}date\b[^\]\n]{0,20}\])",
)
_DATE = re.compile("|".join(_FORMS), re.IGNORECASE)
_MEANINGS = (
    ("first reading", r"first\s+(?:time|reading)"),
    ("second reading", r"second\s+(?:time|reading)"),
    ("introduced", r"introduced"),
    ("passed", r"passed"),
    ("adopted", r"adopted"),
    ("approved", r"approved"),
    ("signed", r"signed|witness\s+whereof"),
    ("attested", r"attest\w*"),
    ("effective", r"(?:effect(?:ive)?|in\s+force)"),
    ("dated", r"dated?|done"),
)
_MEANT = re.compile(
    "|".join(f"(?P<m{at}>\\b(?:{words})\\b)" for at, (_, words) in enumerate(_MEANINGS)), re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"\b(?:effective|in\s+(?:full\s+)?force(?:\s+and\s+effect)?)\b[^.;]{0,30}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start` to `end` of the plain text, with the parts that are written out."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def on(self) -> date | None:
        """The calendar date, or None while a part is missing or the day does not exist."""
        if not (self.year and self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(plain: str, start: int, end: int) -> Iterator[FoundDate]:
    """Every date between two positions, in order."""
    for found in _DATE.finditer(plain, start, end):
        parts = {name[2:]: value for name, value in found.groupdict().items() if value is not None}
        first = found.start("g_month") if found["g_month"] else found.start()
        yield FoundDate(
            first, found.end(), _year(parts.get("year")), _month(parts["month"]), _day(parts.get("day"))
        )


def meaning_in_closing(before: str) -> str:
    """What the words before a date of the closing or the head say of it: the first act of their sentence."""
    found = _MEANT.search(before)
    return _MEANINGS[int(found.lastgroup[1:])][0] if found and found.lastgroup else "mentioned"


def meaning_in_text(before: str) -> str:
    """What the words before a date of a recital or section say of it."""
    return "effective" if _EFFECTIVE.search(before) else "mentioned"


def _year(words: str | None) -> int | None:
    if not words or not words.isdigit():
        return None
    year = int(words)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _month(words: str) -> int | None:
    if words.isdigit():
        return int(words) if 1 <= int(words) <= 12 else None
    stem = words[:3].capitalize()
    return next((at for at, month in enumerate(_MONTHS, 1) if month.startswith(stem)), None)


def _day(words: str | None) -> int | None:
    spelled = _SPELLED.get((words or "").lower())
    digits = re.match(r"\d{1,2}", words or "")
    day = spelled or (int(digits.group()) if digits else None)
    return day if day and day <= 31 else None
