"""Rows of a pasted list of old agreements: what each would put on the register, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.lists.public import Fill, Given, Twin, Verdict
from interlocal.kernel.money import dollars
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.queries.pasted.chains import Book, Listed, check_renews, predecessor
from interlocal.partnerships.agreements.queries.pasted.columns import COLUMNS
from interlocal.partnerships.agreements.queries.pasted.old_agreement import OldAgreement, identity_of
from interlocal.partnerships.agreements.queries.pasted.reading import read_row
from interlocal.web.dates import short

__all__ = ["COLUMNS", "OldAgreement", "fills", "judge", "obstacles_of", "predecessor"]


def fills(user: User) -> tuple[Fill, ...]:
    """No column of an agreement is the same for all rows."""
    del user
    return ()


def judge(user: User, rows: Sequence[Given], now: datetime) -> list[Verdict]:
    """Return what each row of a list of agreements would put on the register."""
    book = Book(user, rules.day_of(now))
    listed = Listed(book)
    verdicts = []
    for row in rows:
        faults: dict[str, str] = {}
        old = read_row(row, book, faults)
        before = check_renews(old, listed, faults)
        if old is not None and not faults:
            listed.add(Agreement(**old.facts), before)
        verdicts.append(_verdict(row, old, faults, book))
    return verdicts


def _verdict(row: Given, old: OldAgreement | None, faults: dict[str, str], book: Book) -> Verdict:
    if old is None:
        return Verdict(title=row.text("title"), faults=faults)
    who = frozenset(one.pk for one in old.parties)
    identity = identity_of(old.facts["title"], old.facts["starts_on"], who)
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
