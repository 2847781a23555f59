"""What the text of a cell means: days, amounts, counts, yes and no, several names."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

# Excel counts days from the last of December 1899, so that its day 60, which never was, does no harm.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(14_611, 73_051)  # 1940 to 2099: smaller numbers are years or amounts, larger ones mistakes
_YEARS = range(1800, 2200)
_LAYOUTS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y", "%m.%d.%Y"),
    *("%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y"),
)
_TIME = re.compile(r"[T ]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{2,4})$")
_YES = {"yes", "y", "x", "true", "1", "✓", "✔", "done", "sí", "si"}
_NO = {"no", "n", "false", "0", "-", "–", ""}
_LIST = re.compile(r"\s*[;\n|]\s*")


class ValueFault(Refusal):
    """The text cannot be what the column holds; the message says how to mend it."""


def read_day(text: str, *, is_required: bool = False) -> date | None:
    """Return the day in ``text``, ``None`` where it is empty.

    Where it ``is_required``, the words of a fault do not offer to leave it empty.

    Read are ISO 8601, the American order of month, day and year, month names, and the number by which Excel
    keeps a day (ECMA-376, 18.17.4.1). A time of day and a weekday are passed over. Raises ``ValueFault``.
    """
    words = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())))
    words = _ORDINAL.sub("", words).replace("Sept ", "Sep ").replace(".,", ",").strip(" ,")
    if not words:
        return None
    if words.isascii() and words.isdigit() and len(words) < 10:
        if int(words) in _SERIALS:
            return _EPOCH + timedelta(days=int(words))
        raise ValueFault(_("“%(text)s” is a number, not a day. Write it like 3/15/2026.") % {"text": text})
    for layout in _LAYOUTS:
        try:
            day = datetime.strptime(words, layout).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        if day.year in _YEARS:
            return day
    raise ValueFault(_no_day(text, words, is_required=is_required))


def _no_day(text: str, words: str, *, is_required: bool) -> str:
    turned = _DAY_FIRST.match(words)
    if turned and int(turned[1]) > 12 and 1 <= int(turned[3]) <= 12:
        return _("“%(text)s” has no such month. The month comes first: did you mean %(other)s?") % {
            "text": text,
            "other": f"{turned[3]}/{turned[1]}/{turned[4]}",
        }
    if is_required:
        return _("“%(text)s” is no day. Write it like 3/15/2026.") % {"text": text}
    return _("“%(text)s” is no day. Write it like 3/15/2026, or leave it empty where nobody knows.") % {
        "text": text
    }


def read_cents(text: str) -> int | None:
    """Return the amount in ``text`` in cents, ``None`` where it is empty. Raises ``ValueFault``.

    “$4,800”, “4800.00” and “(1,200)”, which is less than nothing, are read.
    """
    words = text.replace("\u2212", "-").strip()
    if not words:
        return None
    is_negative = (words.startswith("(") and words.endswith(")")) or words.lstrip("$ ").startswith("-")
    plain = words.strip("()").replace("$", "").replace("USD", "").replace(" ", "").lstrip("-")
    fault = _("“%(text)s” is no amount. Write it like 4,800 or 4,800.50, or leave it empty.") % {"text": text}
    if not re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d{0,2})?|\d+(\.\d{0,2})?|\.\d{1,2}", plain):
        raise ValueFault(fault)
    whole = int(Decimal(plain.replace(",", "")) * 100)
    if whole >= 10**14:
        raise ValueFault(fault)
    return -whole if is_negative else whole


def read_count(text: str, *, most: int) -> int | None:
    """Return the whole number in ``text``, from 0 to ``most``; ``None`` where it is empty."""
    words = text.strip().replace(",", "")
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or len(words) > 9 or int(words) > most:
        raise ValueFault(
            _("“%(text)s” is no whole number from 0 to %(most)s.") % {"text": text, "most": f"{most:,}"}
        )
    return int(words)


def read_yes(text: str) -> bool:
    """Return whether ``text`` says yes; empty says no. Raises ``ValueFault``."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueFault(_("“%(text)s” is neither yes nor no.") % {"text": text})


def read_list(text: str) -> tuple[str, ...]:
    """Return the names in ``text``, which semicolons, bars or new lines part; each once, in their order."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in _LIST.split(text) if part.strip()))
