"""What an agreement says and lacks, and what a careful reader should be told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement, Clause, ClauseKind, Party
from interlocal.partnerships.instruments.public import Kind
from interlocal.partnerships.law.public import Key, law_book, law_of


@dataclass(frozen=True)
class Topic:
    """One kind of clause and what the agreement says on it; without clauses it is missing."""

    kind: str
    label: str | Promise
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Caution:
    """Something to look at: the sentence, the section that it rests on, and whether counsel checked it."""

    words: str
    section: str = ""
    is_unconfirmed: bool = False


def topics_of(agreement: Agreement) -> tuple[Topic, ...]:
    """Return every kind of clause in the usual order, with the agreement's clauses on it."""
    clauses = list(agreement.clauses.filter(replaced_at=None))
    return tuple(
        Topic(kind.value, kind.label, tuple(clause for clause in clauses if clause.kind == kind))
        for kind in ClauseKind
    )


def last_signature(agreement: Agreement) -> date | None:
    """Return the day of the last signature, or ``None`` while a party that is bound has not signed."""
    days = [party.signed_on for party in agreement.parties.filter(left_on=None)]
    signed = [day for day in days if day is not None]
    return max(signed) if signed and len(signed) == len(days) else None


def cautions_of(agreement: Agreement, parties: Sequence[Party]) -> tuple[Caution, ...]:
    """Return what to look at in an agreement: early effect, adoption that is no ordinance, missing dates.

    ``parties`` come with their instruments loaded. The rules of law are those of each jurisdiction.
    """
    return (*_early(agreement), *_adoption(parties), *_unknown(agreement))


def _early(agreement: Agreement) -> tuple[Caution, ...]:
    days = [party.signed_on for party in agreement.parties.all() if party.signed_on is not None]
    if agreement.starts_on is None or not days or agreement.starts_on >= max(days):
        return ()
    law = law_of().rule(Key.PROSPECTIVE)
    words = _("It takes effect on %(start)s, before the last signature of %(signed)s.") % {
        "start": rules.name_day(agreement.starts_on),
        "signed": rules.name_day(max(days)),
    }
    return (Caution(f"{words} {law.words}", law.section, law.is_unconfirmed),)


def _adoption(parties: Sequence[Party]) -> tuple[Caution, ...]:
    book, found = law_book(), []
    for party in parties:
        kinds = {link.instrument.kind for link in party.instruments.all()}
        if kinds and Kind.ORDINANCE not in kinds and party.jurisdiction.kind == "city":
            law = book.of(party.jurisdiction).rule(Key.ENTERING)
            words = _("%(name)s has linked no ordinance.") % {"name": party.jurisdiction.name}
            found.append(Caution(f"{words} {law.words}", law.section, law.is_unconfirmed))
    return tuple(found)


def _unknown(agreement: Agreement) -> tuple[Caution, ...]:
    found = []
    if agreement.ends_on is None and not agreement.is_open_ended:
        found.append(
            Caution(_("Nobody has recorded when its term ends, so no last day for notice can be computed."))
        )
    elif not agreement.notice_rules.filter(replaced_at=None).exists():
        found.append(Caution(_("No notice window is on record, so nobody is reminded before the term ends.")))
    return tuple(found)
