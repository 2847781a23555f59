"""Agreements and parties that a person may see or keep."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement, Party
from interlocal.partnerships.agreements.rules.permissions import parties_of
from interlocal.partnerships.instruments.public import Instrument, instruments_for


def agreements_for(user: Actor) -> QuerySet[Agreement]:
    """Return the agreements that ``user`` may see: all, or those of the places where they may read."""
    reach = user.reach(rules.Permission.READ)
    if reach.everywhere:
        return Agreement.objects.all()
    own = Party.objects.filter(jurisdiction__public_id__in=reach.jurisdictions)
    return Agreement.objects.filter(pk__in=own.values("agreement"))


def drafts_for(user: Actor, today: date) -> list[Agreement]:
    """Return the agreements whose terms ``user`` may still write, by title."""
    rows = agreements_for(user).prefetch_related("parties__jurisdiction").order_by("title", "pk")
    reach = user.reach(rules.Permission.EDIT)
    if not reach.everywhere:
        own = Party.objects.filter(jurisdiction__public_id__in=reach.jurisdictions)
        rows = rows.filter(pk__in=own.values("agreement"))
    unsigned = rows.filter(ended_on=None).exclude(parties__signed_on__isnull=False)
    return [row for row in unsigned if not rules.why_no_draft(row, row.parties.all(), today)]


def agreement_for(user: Actor, public_id: str) -> Agreement:
    """Return one agreement; raises ``Http404`` when there is none that ``user`` may see."""
    return get_object_or_404(agreements_for(user).select_related("renews"), public_id=public_id)


def agreement_to_edit(user: Actor, public_id: str) -> Agreement:
    """Return one agreement whose record ``user`` may keep, or raise ``Http404``."""
    found = agreement_for(user, public_id)
    if not rules.may_edit(user, parties_of(found)):
        raise Http404
    return found


def party_to_edit(user: Actor, public_id: str, party_id: str) -> Party:
    """Return a party of an agreement whose record ``user`` may keep, or raise ``Http404``."""
    agreement = agreement_to_edit(user, public_id)
    return get_object_or_404(
        agreement.parties.select_related("jurisdiction", "agreement"), public_id=party_id
    )


def party_to_sign(user: Actor, public_id: str, party_id: str) -> Party:
    """Return a party in whose name ``user`` may act, or raise ``Http404``."""
    agreement = agreement_for(user, public_id)
    parties = agreement.parties.select_related("jurisdiction", "agreement")
    party = get_object_or_404(parties, public_id=party_id)
    if not rules.may_edit_for(user, party.jurisdiction):
        raise Http404
    return party


def linkable_instruments(user: Actor, party: Party) -> QuerySet[Instrument]:
    """Return the instruments of the party's council that ``user`` may see and nobody has linked yet."""
    rows = instruments_for(user).filter(jurisdiction=party.jurisdiction)
    return rows.exclude(pk__in=party.instruments.values("instrument"))


def searched(user: Actor, words: str) -> QuerySet[Agreement]:
    """Return the readable agreements whose title, summary, formula or clauses hold ``words``."""
    found = Q(title__icontains=words) | Q(summary__icontains=words) | Q(cost_formula__icontains=words)
    in_clause = Q(clauses__replaced_at=None, clauses__text__icontains=words)
    of_party = Q(parties__jurisdiction__name__icontains=words)
    matching = Agreement.objects.filter(found | in_clause | of_party).values("pk")
    return agreements_for(user).filter(pk__in=matching)


def locked_agreement(agreement: Agreement) -> Agreement:
    """Return the agreement as it is now, and nobody else's until the transaction ends."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("renews")
    return locked.get(pk=agreement.pk)


def timeline_of(agreement: Agreement) -> list[Agreement]:
    """Return the whole chain that ``agreement`` belongs to: the first one, then each generation after it.

    Where two renew the same one both are there. What ``agreement`` renews is taken from it as it is given.
    """
    first = agreement
    seen = {agreement.pk}
    while first.renews is not None and first.renews.pk not in seen:
        first = first.renews
        seen.add(first.pk)
    found = {first.pk: first, agreement.pk: agreement}
    level = list(found)
    while level:
        below = Agreement.objects.filter(renews__in=level).exclude(pk__in=found).order_by("pk")
        level = [one.pk for one in below]
        found |= {one.pk: one for one in below}
    return sorted(found.values(), key=_generation(found))


def chain_of(agreement: Agreement) -> list[Agreement]:
    """Return the other agreements of the chain."""
    return [one for one in timeline_of(agreement) if one.pk != agreement.pk]


def _generation(chain: Mapping[int, Agreement]) -> Callable[[Agreement], tuple[int, int]]:
    """Return how far down its chain an agreement stands, and its age among those of its generation."""

    def place(one: Agreement) -> tuple[int, int]:
        depth, above = 0, one.renews_id
        while above is not None and above in chain and depth < len(chain):
            depth, above = depth + 1, chain[above].renews_id
        return depth, one.pk

    return place


def facts_of(agreement: Agreement) -> dict[str, Any]:
    """Return what is on record of an agreement, by field."""
    return model_to_dict(agreement)


def with_parties(rows: QuerySet[Agreement], on: date) -> QuerySet[Agreement]:
    """Return ``rows``, each with its ``bound`` parties: those that have not left by ``on``."""
    return rows.prefetch_related(bound_parties(on))


def bound_parties(on: date) -> "Prefetch[Any]":
    """Return what gives agreements their ``bound`` parties: those that have not left by ``on``."""
    return Prefetch("parties", queryset=parties_on(on).prefetch_related("jurisdiction"), to_attr="bound")


def parties_on(on: date) -> QuerySet[Party]:
    """Return the parties that have not left by ``on``."""
    return Party.objects.filter(Q(left_on=None) | Q(left_on__gte=on))


def synthetic_among(public_ids: Collection[str]) -> frozenset[str]:
    """Return those of ``public_ids`` whose agreement is made up for a sample."""
    rows = Agreement.objects.filter(public_id__in=public_ids, is_synthetic=True)
    return frozenset(rows.values_list("public_id", flat=True))
