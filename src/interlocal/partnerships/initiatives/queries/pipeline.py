"""The pipeline in force, and how far an initiative is at its gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Check,
    Initiative,
    MetByHand,
    Need,
    PipelineVersion,
    Stage,
    Stand,
    write_stages,
)


@dataclass(frozen=True)
class NeedState:
    """A need of a gate: whether it is met, what shows it, and who said so where a person did."""

    need: Need
    is_met: bool
    shown_by: str
    word: MetByHand | None = None

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody's word decides."""
        return self.need.check == Check.BY_HAND


def current_version() -> PipelineVersion | None:
    """Return the published version in force; ``None`` while the stages that come with the product stand."""
    return PipelineVersion.objects.filter(published_at__isnull=False).first()


def current_stages() -> tuple[Stage, ...]:
    """Return the stages in force, in order."""
    version = current_version()
    return version.read() if version else rules.DEFAULT_STAGES


def draft_version() -> PipelineVersion | None:
    """Return the draft, when somebody is writing one."""
    return PipelineVersion.objects.filter(published_at=None).first()


def default_rows() -> list[dict[str, object]]:
    """Return the rows that a first draft begins with."""
    return write_stages(rules.DEFAULT_STAGES)


def initiatives_by_stage() -> dict[str, int]:
    """Return how many initiatives stand in each stage, by its key."""
    counted = Initiative.objects.order_by().values_list("stage_key").annotate(Count("pk"))
    return dict(counted)


def needs_of(initiative: Initiative, stage: Stage) -> list[NeedState]:
    """Return each need of the gate at the end of ``stage`` with its state, from the records as they are."""
    words = {
        word.need_key: word
        for word in initiative.met_by_hand.filter(stage_key=stage.key, taken_back_at=None).select_related(
            "said_by"
        )
    }
    return [_state(initiative, need, words) for need in stage.needs]


def _state(initiative: Initiative, need: Need, words: Mapping[str, MetByHand]) -> NeedState:
    if need.check == Check.BY_HAND:
        word = words.get(need.key)
        return NeedState(need, word is not None, word.note if word else "", word)
    count, least = _COUNTS[need.check](initiative)
    return NeedState(
        need, count >= least, _("%(count)d on record, %(least)d needed") % {"count": count, "least": least}
    )


def _pain(initiative: Initiative) -> tuple[int, int]:
    if initiative.group is None:
        return 0, 2
    stated = initiative.group.pain_points.filter(withdrawn_at=None)
    return stated.values("jurisdiction").distinct().count(), 2


def _pressure(initiative: Initiative) -> tuple[int, int]:
    years = initiative.pressures.filter(withdrawn_at=None).annotate(count=Count("years"))
    return max(years.values_list("count", flat=True), default=0), 2


def _expectation(initiative: Initiative) -> tuple[int, int]:
    whole = initiative.expectations.filter(withdrawn_at=None, baseline__isnull=False, target__isnull=False)
    return whole.count(), 1


def _results(initiative: Initiative) -> tuple[int, int]:
    rows = initiative.expectations.filter(withdrawn_at=None)
    said = rows.aggregate(all=Count("pk"), done=Count("pk", filter=Q(result__isnull=False)))
    return said["done"], max(1, said["all"])


def _joining(initiative: Initiative) -> tuple[int, int]:
    return initiative.stances.filter(ends_on=None, stand=Stand.JOINS).count(), 2


def _standing(name: str) -> Callable[[Initiative], tuple[int, int]]:
    return lambda initiative: (getattr(initiative, name).filter(withdrawn_at=None).count(), 1)


def _staff(initiative: Initiative) -> tuple[int, int]:
    return initiative.assignments.filter(commitment__outcome="").count(), 1


_COUNTS: dict[Check, Callable[[Initiative], tuple[int, int]]] = {
    Check.PAIN_POINTS: _pain,
    Check.PRESSURE: _pressure,
    Check.EXPECTATION: _expectation,
    Check.RESULTS: _results,
    Check.TWO_JOIN: _joining,
    Check.PRACTICE: _standing("practices"),
    Check.SUPPORT: _standing("supports"),
    Check.RISK: _standing("risks"),
    Check.DOCUMENT: _standing("documents"),
    Check.STAFF: _staff,
}


def published_versions() -> QuerySet[PipelineVersion]:
    """Return the published versions, the newest first."""
    return PipelineVersion.objects.filter(published_at__isnull=False).select_related("created_by")
