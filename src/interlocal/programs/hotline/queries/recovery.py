"""What keepers are asked to open, and for whom. Whoever is excluded from a report meets it nowhere here."""

from dataclasses import dataclass
from typing import Any

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import (
    Duty,
    Exclusion,
    RecoveryAsk,
    RecoveryStep,
    RecoveryWrap,
    Report,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.queries.duties import duties_in_force
from interlocal.programs.hotline.rules.exclusions import exclusion_digest
from interlocal.programs.hotline.rules.sealing import text_of

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Layer:
    """One layer of one report that waits for one keeper."""

    ask: RecoveryAsk
    wrap: RecoveryWrap
    opened: int
    sealed: bytes

    @property
    def is_last(self) -> bool:
        """Does opening it give the report key itself?"""
        return self.opened == len(self.wrap.keys) - 1


def open_asks() -> list[RecoveryAsk]:
    """Return the recoveries that are asked for, newest first."""
    return list(
        RecoveryAsk.objects.filter(ended_on=None, key__retired_on=None).select_related(
            "user", "key", "jurisdiction"
        )
    )


def reports_asked_for(ask: RecoveryAsk) -> list[Report]:
    """Return the reports of the ask's city that its person may read and cannot open."""
    readable = Wrap.objects.filter(key=ask.key).values("report")
    reports = list(Report.objects.filter(jurisdiction=ask.jurisdiction).exclude(pk__in=readable))
    left_out = _excluded_from(reports, ask.user)
    return [report for report in reports if report.pk not in left_out]


def layers_for(keeper: User, asks: list[RecoveryAsk]) -> list[Layer]:
    """Return the layers that ``keeper`` can open now: begun groups first, each report once for an ask."""
    if not duties_in_force().filter(user=keeper, duty=Duty.KEEPER).exists():
        return []
    keys = set(StaffKey.objects.filter(user=keeper).values_list("public_id", flat=True))
    found: list[Layer] = []
    for ask in asks:
        if ask.user_id == keeper.pk:
            continue
        reports = reports_asked_for(ask)
        left_out = _excluded_from(reports, keeper)
        wraps = RecoveryWrap.objects.filter(report__in=[one for one in reports if one.pk not in left_out])
        begun = {step.wrap_id: step for step in RecoveryStep.objects.filter(ask=ask, wrap__in=wraps)}
        taken: set[int] = set()
        for wrap in sorted(wraps.select_related("report"), key=lambda one: (one.pk not in begun, one.pk)):
            step = begun.get(wrap.pk)
            opened = step.opened if step else 0
            if wrap.report_id not in taken and wrap.keys[opened] in keys:
                taken.add(wrap.report_id)
                found.append(Layer(ask, wrap, opened, bytes(step.sealed if step else wrap.sealed)))
    return found[:MOST_AT_ONCE]


def told_to_keeper(keeper: User) -> list[dict[str, Any]]:
    """Return what a keeper's browser gets: every ask, with the layers that this keeper can open."""
    asks = open_asks()
    layers = layers_for(keeper, asks)
    return [ask_as_sent(ask, layers) for ask in asks if ask.user_id != keeper.pk]


def asked_by(person: User) -> list[RecoveryAsk]:
    """Return what ``person`` asked for and has not taken back."""
    return [ask for ask in open_asks() if ask.user_id == person.pk]


def cities_served_by(person: User) -> list[Jurisdiction]:
    """Return the cities whose reports ``person`` may receive."""
    duties = duties_in_force().filter(user=person).exclude(duty=Duty.KEEPER)
    return list(Jurisdiction.objects.filter(pk__in=duties.values("jurisdiction")))


def ask_as_sent(ask: RecoveryAsk, layers: list[Layer]) -> dict[str, Any]:
    """Return what a keeper's browser gets of an ask."""
    return {
        "id": ask.public_id,
        "name": str(ask.user),
        "city": ask.jurisdiction.name,
        "asked_on": ask.asked_on.isoformat(),
        "public_key": text_of(ask.key.public_key),
        "layers": [
            {
                "wrap": layer.wrap.pk,
                "key": layer.wrap.keys[layer.opened],
                "opened": layer.opened,
                "is_last": layer.is_last,
                "report_key": text_of(layer.wrap.report.public_key),
                "sealed": text_of(layer.sealed),
            }
            for layer in layers
            if layer.ask.pk == ask.pk
        ],
    }


def _excluded_from(reports: list[Report], person: User) -> set[int]:
    digests = {
        (row.report_id, row.digest)
        for row in Exclusion.objects.filter(report__in=[one.pk for one in reports])
    }
    return {
        one.pk for one in reports if (one.pk, exclusion_digest(one.public_id, person.public_id)) in digests
    }
