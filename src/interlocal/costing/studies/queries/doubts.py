"""What is in doubt in a study, and what moves together."""

from collections.abc import Collection

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Assumptions, Exchange, OptionPart, Range, Study, Tie
from interlocal.costing.studies.queries.studies import led_study_for
from interlocal.kernel.permissions import Actor


def ranges_of(study: Study) -> QuerySet[Range]:
    """Return the ranges of volumes and of take-up that stand; those of lines and cities that left do not."""
    standing = study.ranges.filter(withdrawn_at=None, line__withdrawn_at=None, city__left_at=None)
    return standing.select_related("line", "city__jurisdiction")


def ties_of(study: Study) -> QuerySet[Tie]:
    """Return which figures in doubt move together."""
    return study.ties.filter(withdrawn_at=None)


def led_range_for(user: Actor, public_id: str, range_id: str) -> Range:
    """Return a range of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(ranges_of(study).select_related("study"), public_id=range_id)


def led_tie_for(user: Actor, public_id: str, tie_id: str) -> Tie:
    """Return a tie of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(ties_of(study).select_related("study"), public_id=tie_id)


def range_facts(study: Study, cities: Collection[str]) -> dict[str, tuple[rules.RangeFacts, ...]]:
    """Return the ranges as a study file of these cities takes them: ``volumes`` and ``take_up``."""
    found: dict[str, list[rules.RangeFacts]] = {"volumes": [], "take_up": []}
    for one in ranges_of(study):
        if one.city and str(one) not in cities:
            continue
        facts = rules.RangeFacts(str(one), (one.low, one.likely, one.high), one.follows, one.source)
        found["volumes" if one.line else "take_up"].append(facts)
    return {name: tuple(many) for name, many in found.items()}


def tie_facts(study: Study) -> tuple[rules.TieFacts, ...]:
    """Return the ties as a study file takes them."""
    return tuple(rules.TieFacts(one.one, one.other, one.rank, one.source) for one in ties_of(study))


def doubt_names(study: Study) -> list[str]:
    """Return every figure of the study that is in doubt, by its name in the study file."""
    ahead = Assumptions.objects.filter(study=study).first() or Assumptions(study=study)
    names = [rules.GROWTH] if ahead.growth_low < ahead.growth_high else []
    names += [
        rules.volume_doubt(str(one)) if one.line else rules.take_up_doubt(str(one))
        for one in ranges_of(study)
        if one.low < one.high
    ]
    parts = OptionPart.objects.filter(
        option__study=study, option__withdrawn_at=None, withdrawn_at=None, low__isnull=False
    )
    names += [
        rules.amount_doubt(part.name, part.option.title)
        for part in parts.exclude(kind="grant").select_related("option")
        if part.low is not None and part.high is not None and part.low < part.high
    ]
    exchanges = Exchange.objects.filter(
        option__study=study, option__withdrawn_at=None, withdrawn_at=None, low__lt=F("high")
    )
    names += [
        rules.hours_doubt(one.giver.jurisdiction.name, one.receiver.jurisdiction.name, one.option.title)
        for one in exchanges.select_related("giver__jurisdiction", "receiver__jurisdiction", "option")
    ]
    return names
