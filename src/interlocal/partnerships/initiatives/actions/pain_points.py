"""Stating what hurts, finding that it hurts others too, and making an initiative of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import queries, rules
from interlocal.partnerships.initiatives.models import Initiative, PainGroup, PainPoint, Stance, Stand
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source


@dataclass(frozen=True, kw_only=True)
class Pain:
    """What a city says that hurts: its weight from 1 to 5, and the cost in cents of one year."""

    title: str
    description: str
    weight: int
    yearly_cost_cents: int | None = None
    cost_year: int | None = None
    certainty: str = ""


def state_pain_point(
    *, by: User | None, jurisdiction: Jurisdiction, pain: Pain, source: Source | None = None, now: datetime
) -> PainPoint:
    """State what hurts ``jurisdiction``; without a ``source`` the city's own word is the source.

    Raises ``Refusal`` when words are missing, or a cost has no year or does not say how sure it is.
    """
    rules.require_text(pain.title, _("Say what hurts."), "title")
    rules.require_text(pain.description, _("Say it in more words."), "description")
    rules.refuse_cost(pain.yearly_cost_cents, pain.cost_year, pain.certainty)
    told = source or Source(
        source_title=_("Stated by %(city)s") % {"city": jurisdiction.formal_name},
        source_on=rules.day_of(now),
    )
    point = PainPoint(
        jurisdiction=jurisdiction, stated_by=by, created_at=now, **asdict(pain), **told.fields()
    )
    with act(
        by=by,
        action="initiatives.state_pain_point",
        subject=point,
        now=now,
        jurisdiction=jurisdiction.public_id,
        **asdict(pain),
    ):
        point.save(force_insert=True)
    return point


def withdraw_pain_point(*, by: User | None, point: PainPoint, reason: str, now: datetime) -> PainPoint:
    """Take a pain point back; it stays on record with the reason. Raises ``Refusal`` the second time."""
    reason = rules.require_text(reason, _("Say why. The reason stays on record."), "reason")
    with act(by=by, action="initiatives.withdraw_pain_point", subject=point, now=now, reason=reason):
        point = PainPoint.objects.select_for_update().get(pk=point.pk)
        if point.withdrawn_at is not None:
            raise Refusal(_("This was withdrawn already."))
        point.withdrawn_at, point.withdrawal_reason = now, reason
        point.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    return point


def group_pain_points(
    *, by: User | None, title: str, points: Sequence[PainPoint], now: datetime
) -> PainGroup:
    """Put pain points into one group, as a person found them to be one and the same.

    Raises ``Refusal`` for fewer than two, and when one of them is withdrawn or grouped by now.
    """
    title = rules.require_text(title, _("Give the group a title."), "title")
    group = PainGroup(title=title, created_at=now)
    with act(by=by, action="initiatives.group_pain_points", subject=group, now=now, title=title) as grouped:
        rows = list(PainPoint.objects.select_for_update().filter(pk__in=[point.pk for point in points]))
        if len(rows) < 2:
            raise Refusal(_("Choose two pain points or more."), field="points")
        if any(row.group_id or row.withdrawn_at for row in rows):
            raise Refusal(
                _("Somebody grouped or withdrew one of these meanwhile. Choose again."), field="points"
            )
        group.save(force_insert=True)
        PainPoint.objects.filter(pk__in=[row.pk for row in rows]).update(group=group)
        grouped.record(points=[row.public_id for row in rows])
    return group


def dissolve_group(*, by: User | None, group: PainGroup, now: datetime) -> None:
    """Let the pain points of a group stand alone again. Raises ``Refusal`` once it is an initiative."""
    with act(by=by, action="initiatives.dissolve_group", subject=group, now=now, title=group.title):
        group = PainGroup.objects.select_for_update().get(pk=group.pk)
        if Initiative.objects.filter(group=group).exists():
            raise Refusal(_("This group has become an initiative."))
        if group.dissolved_at is None:
            group.dissolved_at = now
            group.save(update_fields=["dissolved_at"])
            PainPoint.objects.filter(group=group).update(group=None)


def start_initiative(*, by: User | None, group: PainGroup, now: datetime) -> Initiative:
    """Turn a group into an initiative in the first stage, in which its cities may join later.

    It is made once: a group that is an initiative already returns it. Raises ``Refusal`` when the group is
    dissolved or another initiative has its title.
    """
    with act(by=by, action="initiatives.start", subject=group, now=now, group=group.public_id) as started:
        group = PainGroup.objects.select_for_update().get(pk=group.pk)
        if (known := Initiative.objects.filter(group=group).first()) is not None:
            started.subject = known
            return known
        if group.dissolved_at is not None:
            raise Refusal(_("This group was dissolved. Group the pain points again."))
        points = list(group.pain_points.filter(withdrawn_at=None).select_related("jurisdiction"))
        initiative = _begun(
            title=group.title,
            summary="\n\n".join(f"{point.jurisdiction.name}: {point.description}" for point in points),
            source=Source(
                source_title=_("Pain points on record here"),
                is_synthetic=any(point.is_synthetic for point in points),
            ),
            now=now,
            group=group,
        )
        for city in {point.jurisdiction_id: point.jurisdiction for point in points}.values():
            Stance.objects.create(
                initiative=initiative,
                jurisdiction=city,
                stand=Stand.MAY_JOIN_LATER,
                starts_on=rules.day_of(now),
                note=_("It stated the pain point."),
                created_at=now,
            )
        started.subject = initiative
    return initiative


def add_initiative(
    *,
    by: User | None,
    title: str,
    summary: str,
    lead: Jurisdiction | None = None,
    source: Source,
    now: datetime,
) -> Initiative:
    """Add an initiative that begins without pain points on record. Raises ``Refusal`` as ``start``."""
    title = rules.require_text(title, _("Give it a title."), "title")
    with act(by=by, action="initiatives.add", now=now, title=title) as added:
        initiative = _begun(title=title, summary=summary, lead=lead, source=source, now=now)
        added.subject = initiative
    return initiative


def _begun(*, title: str, source: Source, now: datetime, **facts: object) -> Initiative:
    rules.refuse_second_of_title(title, exists=Initiative.objects.filter(title__iexact=title).exists())
    return Initiative.objects.create(
        title=title,
        stage_key=queries.current_stages()[0].key,
        stage_since=rules.day_of(now),
        created_at=now,
        **source.fields(),
        **facts,
    )
