"""Which agreement a row renews: one that is there, or one further up in the list."""

from collections.abc import Hashable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.queries.pasted.old_agreement import (
    OldAgreement,
    bound_by,
    identity_of,
    plain,
    say_refusal,
)
from interlocal.partnerships.agreements.queries.records import agreements_for
from interlocal.partnerships.jurisdictions.public import NameBook, jurisdictions_for


class Book:
    """Whom and what the words of a list can mean, fetched once."""

    def __init__(self, user: User, today: date) -> None:
        self.user = user
        self.today = today
        self.bodies = NameBook(jurisdictions_for(user))
        rows = agreements_for(user).prefetch_related("parties__jurisdiction").order_by("pk")
        self.there = {identity_of(one.title, one.starts_on, bound_by(one)): one for one in rows}
        self.titles: dict[str, list[Agreement]] = {}
        for one in rows:
            self.titles.setdefault(plain(one.title), []).append(one)
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


class Listed:
    """The rows further up that are sound, in the chains that they will belong to."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._titles: dict[str, list[Agreement]] = {}
        self._chains: dict[Hashable, list[Agreement]] = {}
        self._chain_of: dict[int, Hashable] = {}

    def add(self, agreement: Agreement, renews: Agreement | None) -> None:
        """Remember a row that is sound."""
        chain = ("listed", id(agreement)) if renews is None else self._key(renews)
        self._chain_of[id(agreement)] = chain
        self._chains.setdefault(chain, []).append(agreement)
        self._titles.setdefault(plain(agreement.title), []).append(agreement)

    def called(self, title: str) -> list[Agreement]:
        """Return the agreements of that title, on the register and further up."""
        return [*self._book.titles.get(plain(title), []), *self._titles.get(plain(title), [])]

    def chain_of(self, agreement: Agreement) -> list[Agreement]:
        """Return all that renew one another with ``agreement``."""
        key = self._key(agreement)
        there = [one for one in self._book.rows if self._key(one) == key]
        return [*there, *self._chains.get(key, [])]

    def _key(self, agreement: Agreement) -> Hashable:
        if agreement.pk is None:
            return self._chain_of[id(agreement)]
        return ("there", self._book.first_of(agreement.pk))


def check_renews(
    old: OldAgreement | None,
    listed: Listed,
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
        say_refusal(faults, lambda: _refuse_overlap(old, listed.chain_of(before)))
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
