"""Rows of a pasted list of old agreements: what each would put on the register, and what is wrong with it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.accounts.public import User
from interlocal.foundation.lists.public import Fill, Given, Twin, Verdict
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.money import dollars
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.queries.records import agreements_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction, NameBook, jurisdictions_for
from interlocal.web.dates import short
from interlocal.web.tables import Column, ValueFault, read_cents, read_count, read_day, read_list

COLUMNS = (
    Column(
        "title",
        gettext_lazy("Agreement"),
        (
            "title",
            "name",
            "contract",
            "agreement title",
            "agreement name",
            "subject",
            "description",
            "contract name",
        ),
        is_required=True,
    ),
    Column(
        "parties",
        gettext_lazy("Parties"),
        ("cities", "members", "participants", "city", "jurisdictions", "party", "partners", "agencies"),
        gettext_lazy("names with a semicolon between them"),
        is_required=True,
    ),
    Column(
        "starts_on",
        gettext_lazy("In effect from"),
        (
            "start",
            "start date",
            "effective",
            "effective date",
            "begins",
            "from",
            "commencement",
            "begin date",
        ),
    ),
    Column(
        "ends_on",
        gettext_lazy("Last day"),
        (
            *("end", "end date", "expires", "expiration", "expiration date", "until", "expiry", "term ends"),
            *("last day of the term", "termination date"),
        ),
        gettext_lazy("or the words “until ended”"),
    ),
    Column("term_words", gettext_lazy("Term in words"), ("term", "duration", "length")),
    Column(
        "renews",
        gettext_lazy("Renews"),
        ("renewal of", "replaces", "supersedes", "previous agreement", "prior agreement"),
        gettext_lazy("the title of the agreement before it, here or further up in the list"),
    ),
    Column(
        "options_left",
        gettext_lazy("Renewal options left"),
        ("options", "renewal options", "renewals", "options left", "renewals left"),
    ),
    Column(
        "option_months",
        gettext_lazy("Months of each option"),
        ("option months", "renewal term months", "months per option"),
    ),
    Column(
        "notice_days",
        gettext_lazy("Days of notice before the end"),
        ("notice", "notice days", "notice period", "days notice", "notice period days"),
    ),
    Column("section", gettext_lazy("Section on notice"), ("notice section", "clause", "section")),
    Column(
        "amount",
        gettext_lazy("Amount a year"),
        ("annual amount", "annual cost", "cost", "amount", "price", "yearly cost", "annual fee", "fee"),
    ),
    Column("year", gettext_lazy("Year of the amount"), ("year", "fiscal year", "fy")),
    Column(
        "cost_formula",
        gettext_lazy("Cost formula"),
        ("formula", "cost share", "cost sharing", "allocation"),
        is_long=True,
    ),
    Column("summary", gettext_lazy("In plain words"), ("summary", "purpose", "notes", "scope"), is_long=True),
    Column(
        "source",
        gettext_lazy("Source"),
        (
            "document",
            "ordinance",
            "bill",
            "bill number",
            "ordinance number",
            "resolution",
            "file",
            "reference",
        ),
        gettext_lazy("the document that says so; empty: this list"),
    ),
)
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


@dataclass(frozen=True)
class OldAgreement:
    """What one row puts on the register."""

    facts: dict[str, Any]
    parties: tuple[Jurisdiction, ...]
    renews: str
    amount_cents: int | None
    year: int | None
    notice_days: int | None
    section: str
    source: str


class _Book:
    """Whom and what the words of a list can mean, fetched once."""

    def __init__(self, user: User, today: date) -> None:
        self.user = user
        self.today = today
        self.bodies = NameBook(jurisdictions_for(user))
        rows = agreements_for(user).prefetch_related("parties__jurisdiction").order_by("pk")
        self.there = {_identity(one.title, one.starts_on, _bound(one)): one for one in rows}
        self.titles: dict[str, list[Agreement]] = {}
        for one in rows:
            self.titles.setdefault(_plain(one.title), []).append(one)
        self.rows = list(rows)
        self._renews = {one.pk: one.renews_id for one in rows}

    def first_of(self, pk: int) -> int:
        """Return the first agreement of a chain, by any of it."""
        seen = {pk}
        above = self._renews.get(pk)
        while above is not None and above not in seen:
            seen.add(above)
            pk, above = above, self._renews.get(above)
        return pk


class _Listed:
    """The rows further up that are sound, in the chains that they will belong to."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._titles: dict[str, list[Agreement]] = {}
        self._chains: dict[Hashable, list[Agreement]] = {}
        self._chain_of: dict[int, Hashable] = {}

    def add(self, agreement: Agreement, renews: Agreement | None) -> None:
        """Remember a row that is sound."""
        chain = ("listed", id(agreement)) if renews is None else self._key(renews)
        self._chain_of[id(agreement)] = chain
        self._chains.setdefault(chain, []).append(agreement)
        self._titles.setdefault(_plain(agreement.title), []).append(agreement)

    def called(self, title: str) -> list[Agreement]:
        """Return the agreements of that title, on the register and further up."""
        return [*self._book.titles.get(_plain(title), []), *self._titles.get(_plain(title), [])]

    def chain_of(self, agreement: Agreement) -> list[Agreement]:
        """Return all that renew one another with ``agreement``."""
        key = self._key(agreement)
        there = [one for one in self._book.rows if self._key(one) == key]
        return [*there, *self._chains.get(key, [])]

    def _key(self, agreement: Agreement) -> Hashable:
        if agreement.pk is None:
            return self._chain_of[id(agreement)]
        return ("there", self._book.first_of(agreement.pk))


def fills(user: User) -> tuple[Fill, ...]:
    """No column of an agreement is the same for all rows."""
    del user
    return ()


def judge(user: User, rows: Sequence[Given], now: datetime) -> list[Verdict]:
    """Return what each row of a list of agreements would put on the register."""
    book = _Book(user, rules.day_of(now))
    listed = _Listed(book)
    verdicts = []
    for row in rows:
        faults: dict[str, str] = {}
        old = _read(row, book, faults)
        before = _check_renews(old, listed, faults)
        if old is not None and not faults:
            listed.add(Agreement(**old.facts), before)
        verdicts.append(_verdict(row, old, faults, book))
    return verdicts


def _read(row: Given, book: _Book, faults: dict[str, str]) -> OldAgreement | None:
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
    _refused(faults, lambda: rules.check_term(facts))
    if not title or not parties:
        return None
    renews = " ".join(row.text("renews").split())
    return OldAgreement(facts, parties, renews, amount, year, notice, section, row.text("source")[:300])


def _parties(row: Given, book: _Book, faults: dict[str, str]) -> tuple[Jurisdiction, ...]:
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


def _refused(faults: dict[str, str], rule: Any) -> None:
    try:
        rule()
    except Refusal as refusal:
        faults.setdefault(refusal.field or "", str(refusal))


def _check_renews(
    old: OldAgreement | None,
    listed: "_Listed",
    faults: dict[str, str],
) -> Agreement | None:
    """Return what an agreement renews, which is there or stands further up; no two terms share a day."""
    if old is None or not old.renews:
        return None
    candidates = listed.called(old.renews)
    before = predecessor(candidates, old.facts["starts_on"])
    if not candidates:
        faults["renews"] = _(
            "No agreement called “%(title)s” is on the register or further up in this list. Bring it "
            "first, or leave this empty."
        ) % {"title": old.renews}
    elif before is None:
        faults["renews"] = _(
            "Several are called “%(title)s”, and their days do not tell which is meant. Leave it empty, "
            "and say it on its page."
        ) % {"title": old.renews}
    else:
        _refused(faults, lambda: _refuse_overlap(old, listed.chain_of(before)))
    return before


def predecessor(candidates: Sequence[Agreement], starts_on: date | None) -> Agreement | None:
    """Return which of several agreements of one title is renewed: the last one that ends before it starts."""
    if len(candidates) == 1:
        return candidates[0]
    over = [one for one in candidates if starts_on and one.last_day and one.last_day < starts_on]
    return max(over, key=lambda one: one.last_day or date.min, default=None)


def _refuse_overlap(old: OldAgreement, chain: Sequence[Agreement]) -> None:
    clash = rules.chain_clash(
        old.facts["starts_on"],
        old.facts["ends_on"],
        is_open_ended=old.facts["is_open_ended"],
        chain=chain,
    )
    if clash is not None:
        rules.refuse_overlapping_terms(clash)


def _verdict(row: Given, old: OldAgreement | None, faults: dict[str, str], book: _Book) -> Verdict:
    if old is None:
        return Verdict(title=row.text("title"), faults=faults)
    who = frozenset(one.pk for one in old.parties)
    identity = _identity(old.facts["title"], old.facts["starts_on"], who)
    twin = book.there.get(identity)
    return Verdict(
        title=old.facts["title"],
        details=_details(old),
        faults=faults,
        twin=_twin(twin) if twin is not None else None,
        identity=identity,
        facts=old,
    )


def _twin(agreement: Agreement) -> Twin:
    words = _("It is on the register, with the same parties and first day.")
    return Twin(words, reverse("agreements:detail", args=[agreement.public_id]))


def _details(old: OldAgreement) -> tuple[str, ...]:
    facts = old.facts
    first = short(facts["starts_on"]) if facts["starts_on"] else _("day not known")
    last = short(facts["ends_on"]) if facts["ends_on"] else _("day not known")
    if facts["is_open_ended"]:
        last = _("until ended")
    more = []
    if old.amount_cents is not None and old.year is not None:
        more.append(_("%(amount)s in %(year)d") % {"amount": dollars(old.amount_cents), "year": old.year})
    if old.notice_days:
        more.append(
            _("notice %(days)d days before the end, %(section)s")
            % {"days": old.notice_days, "section": old.section}
        )
    if old.renews:
        more.append(_("renews “%(title)s”") % {"title": old.renews})
    lines = [", ".join(one.name for one in old.parties), f"{first} – {last}"]
    return (*lines, " · ".join(more)) if more else tuple(lines)


def _identity(title: str, starts_on: date | None, parties: frozenset[int]) -> Hashable:
    return _plain(title), starts_on, parties


def _bound(agreement: Agreement) -> frozenset[int]:
    return frozenset(party.jurisdiction_id for party in agreement.parties.all())


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def obstacles_of(subjects: Iterable[str]) -> dict[str, str]:
    """Return why agreements cannot be taken back with their list: something was built on them."""
    wanted = list(subjects)
    rows = Agreement.objects.filter(public_id__in=wanted)
    found: dict[str, str] = {}
    built: tuple[tuple[dict[str, Any], str], ...] = (
        ({"published_at__isnull": False}, _("Residents can read it.")),
        ({"ended_on__isnull": False}, _("It was ended.")),
        ({"clauses__isnull": False}, _("Clauses were written.")),
        ({"documents__isnull": False}, _("Documents were attached.")),
        ({"parties__signed_on__isnull": False}, _("Somebody has signed it.")),
        ({"parties__instruments__isnull": False}, _("An instrument is linked to it.")),
        ({"changes__isnull": False}, _("Somebody joins or withdraws.")),
    )
    for condition, words in built:
        for public_id in rows.filter(**condition).values_list("public_id", flat=True):
            found.setdefault(public_id, words)
    renewed = Agreement.objects.filter(renews__in=rows).exclude(public_id__in=wanted)
    for public_id in renewed.values_list("renews__public_id", flat=True):
        found.setdefault(public_id, _("Another agreement renews it."))
    return found
