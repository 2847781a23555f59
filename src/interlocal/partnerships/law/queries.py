"""What applies where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Membership, jurisdictions_where
from interlocal.partnerships.law.book import Law, LawBook, most_common_pack
from interlocal.partnerships.law.models import OwnRule, PackChoice
from interlocal.partnerships.law.pack import CHAPTERS, NEUTRAL, RULES, Rule, RuleSort, packs
from interlocal.partnerships.law.rules import Permission


def law_book() -> LawBook:
    """Return every choice and own rule in force; asks twice, and once more while nobody has chosen."""
    rows = list(PackChoice.objects.all())
    home = next((row.pack for row in rows if row.jurisdiction_id is None), "")
    is_chosen = home in packs()
    return LawBook(
        home=home if is_chosen else _home_by_members(),
        is_home_chosen=is_chosen,
        chosen={row.jurisdiction_id: row.pack for row in rows if row.jurisdiction_id is not None},
        own=list(OwnRule.objects.filter(ended_at=None)),
    )


def law_of(jurisdiction: Jurisdiction | None = None) -> Law:
    """Return the law of one jurisdiction, or of the partnership. For many, ask ``law_book`` once."""
    return law_book().of(jurisdiction)


def is_law_chosen() -> bool:
    """Has somebody chosen, on this page or at set-up, under which rules the partnership is?"""
    return (
        PackChoice.objects.filter(jurisdiction=None).exclude(pack=NEUTRAL).exists()
        or OwnRule.objects.exists()
    )


def _home_by_members() -> str:
    named = Membership.objects.filter(ends_on=None).values_list("jurisdiction__state", flat=True)
    return most_common_pack(list(named) or Jurisdiction.objects.values_list("state", flat=True))


@dataclass(frozen=True)
class Line:
    """A rule on the page: what it is about, what it says, and the own rule behind it where there is one."""

    sort: RuleSort
    rule: Rule
    own: OwnRule | None


@dataclass(frozen=True)
class Chapter:
    """The rules of one subject."""

    title: str | Promise
    lines: Sequence[Line]


def chapters_of(law: Law) -> Sequence[Chapter]:
    """Return the rules of ``law``, by subject."""
    return [
        Chapter(
            title,
            [
                Line(sort, law.rule(sort.key), law.own.get(sort.key))
                for sort in RULES.values()
                if sort.chapter == name
            ],
        )
        for name, title in CHAPTERS.items()
    ]


@dataclass(frozen=True)
class Whereabouts:
    """A jurisdiction and the pack that it is under; ``is_chosen`` where somebody chose it."""

    jurisdiction: Jurisdiction
    title: str
    is_chosen: bool
    own: int


def whereabouts(book: LawBook) -> Sequence[Whereabouts]:
    """Return the pack of every jurisdiction that belongs to the partnership, by name."""
    belonging = Membership.objects.filter(ends_on=None).values("jurisdiction")
    own = [rule.jurisdiction_id for rule in book.own]
    return [
        Whereabouts(place, packs()[book.slug_of(place)].title, place.pk in book.chosen, own.count(place.pk))
        for place in Jurisdiction.objects.filter(pk__in=belonging)
    ]


def place_for(person: Actor, public_id: str) -> Jurisdiction | None:
    """Return a jurisdiction whose law ``person`` may read, ``None`` for the partnership; else 404."""
    if public_id == "partnership":
        return None
    return get_object_or_404(jurisdictions_where(person, Permission.READ), public_id=public_id)


def own_rule_for(person: Actor, public_id: str) -> OwnRule:
    """Return an own rule in force that ``person`` may end; else 404."""
    found = OwnRule.objects.filter(ended_at=None).select_related("jurisdiction")
    rule = get_object_or_404(found, public_id=public_id)
    place_for(person, rule.jurisdiction.public_id if rule.jurisdiction else "partnership")
    return rule


def ended_rules(jurisdiction: Jurisdiction | None) -> Sequence[OwnRule]:
    """Return the last own rules of a place that have ended."""
    return list(OwnRule.objects.filter(jurisdiction=jurisdiction).exclude(ended_at=None)[:20])
