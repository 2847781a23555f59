"""Reading one row of a list of old agreements."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.lists.public import Given
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.queries.pasted.chains import Book
from interlocal.partnerships.agreements.queries.pasted.old_agreement import OldAgreement, say_refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.web.tables import ValueFault, read_cents, read_count, read_day, read_list

_OPEN_ENDED = {
    "until ended",
    "open",
    "open ended",
    "open-ended",
    "perpetual",
    "ongoing",
    "evergreen",
    "none",
    "no end",
}
_MOST = {"options_left": 50, "option_months": 1_200, "notice_days": rules.LONGEST_WINDOW}
_LONGEST = {"title": 300, "term_words": 200, "source": 300}


def read_row(row: Given, book: Book, faults: dict[str, str]) -> OldAgreement | None:
    """Return what a row says, or ``None`` without a title and parties; what is wrong goes into ``faults``."""
    title = " ".join(row.text("title").split())
    parties = _parties(row, book, faults)
    is_open_ended = " ".join(row.text("ends_on").split()).casefold() in _OPEN_ENDED
    facts: dict[str, Any] = {
        "title": title,
        "summary": row.text("summary"),
        "starts_on": _value(row, "starts_on", faults),
        "ends_on": None if is_open_ended else _value(row, "ends_on", faults),
        "is_open_ended": is_open_ended,
        "term_words": " ".join(row.text("term_words").split()),
        "options_left": _value(row, "options_left", faults) or 0,
        "option_months": _value(row, "option_months", faults),
        "cost_formula": row.text("cost_formula"),
    }
    for key, most in _LONGEST.items():
        if len(row.text(key)) > most:
            faults[key] = _("Up to %(most)d letters fit here.") % {"most": most}
    amount, year = _value(row, "amount", faults), _year(row, facts["starts_on"], faults)
    if amount is not None and amount < 0:
        faults["amount"] = _("An amount is not negative.")
    if amount is not None and year is None:
        faults.setdefault(
            "year", _("Say of which year the amount is, or give the day from which it is in effect.")
        )
    notice, section = _value(row, "notice_days", faults), " ".join(row.text("section").split())[:40]
    if notice == 0:
        faults["notice_days"] = _("Write from 1 to %(most)d days, or leave it empty.") % {
            "most": _MOST["notice_days"]
        }
    if notice and not section:
        faults["section"] = _("Say which section sets the notice, such as “Section 9”.")
    say_refusal(faults, lambda: rules.check_term(facts))
    if not title or not parties:
        return None
    renews = " ".join(row.text("renews").split())
    return OldAgreement(facts, parties, renews, amount, year, notice, section, row.text("source")[:300])


def _parties(row: Given, book: Book, faults: dict[str, str]) -> tuple[Jurisdiction, ...]:
    text = row.text("parties")
    names = read_list(text)
    if len(names) == 1 and book.bodies.find(names[0]) is None:
        # “Blue Springs, Grandview and Raytown” is how people write it in a sentence.
        names = read_list(text.replace(" and ", ";").replace("&", ";").replace(",", ";"))
    found = []
    for name in names:
        body = book.bodies.find(name)
        if body is None:
            faults.setdefault("parties", book.bodies.fault(name))
        else:
            found.append(body)
    if found and "parties" not in faults and not rules.may_edit(book.user, [one.public_id for one in found]):
        faults["parties"] = _("Your own jurisdiction is not among the parties: whoever is a party brings it.")
    return tuple(dict.fromkeys(found))


def _value(row: Given, key: str, faults: dict[str, str]) -> Any:
    text = row.text(key)
    try:
        if key in _MOST:
            return read_count(text.removesuffix(" days").removesuffix(" months"), most=_MOST[key])
        return read_cents(text) if key == "amount" else read_day(text)
    except ValueFault as fault:
        faults[key] = str(fault)
        return None


def _year(row: Given, starts_on: date | None, faults: dict[str, str]) -> int | None:
    text = row.text("year").upper().removeprefix("FY").strip()
    if not text:
        return starts_on.year if starts_on else None
    if not text.isdecimal() or len(text) not in {2, 4}:
        faults["year"] = _("“%(text)s” is no year. Write it like 2026.") % {"text": row.text("year")}
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)
