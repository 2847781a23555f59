"""Studies and who is in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.actions.lines import add_line
from interlocal.costing.studies.actions.owing import release_city
from interlocal.costing.studies.catalog import Service
from interlocal.costing.studies.models import Baseline, CityStand, Study, StudyCity
from interlocal.foundation.accounts.public import User, people_for
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import open_commitment
from interlocal.partnerships.jurisdictions.public import Jurisdiction

FACTS = (
    *("title", "service", "initiative", "better", "goals", "goals_agreed_on", "goals_agreed_by"),
    *("base_year", "baselines_due_on", "drafts", "answers"),
)
FINANCE_OFFICER = "finance-officer"


def begin_study(
    *, by: User | None, facts: Mapping[str, Any], now: datetime, is_synthetic: bool = False
) -> Study:
    """Begin a study; ``facts`` are values of the fields in ``FACTS``. Raises ``Refusal``."""
    rules.check_leading(by)
    rules.check_study(facts)
    study = Study(created_at=now, is_synthetic=is_synthetic, **facts)
    with act(by=by, action="studies.begin", subject=study, now=now, title=study.title):
        study.save(force_insert=True)
    return study


def begin_from_service(
    *, by: User | None, service: Service, facts: Mapping[str, Any], now: datetime
) -> Study:
    """Begin a study with the lines of a service that cities often share. Raises ``Refusal``."""
    rules.check_leading(by)
    with act(by=by, action="studies.begin_from_service", now=now, service=service.slug) as begun:
        study = begin_study(by=by, facts=facts, now=now)
        for line in service.lines:
            said = {name: getattr(line, name) for name in ("kind", "name", "unit", "meaning", "is_required")}
            add_line(by=by, study=study, facts=said, now=now)
        begun.subject = study
    return study


def change_study(*, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime) -> Study:
    """Change what a study is about; the audit keeps which facts were changed. Raises ``Refusal``."""
    rules.check_leading(by)
    rules.check_study(facts)
    with act(by=by, action="studies.change", subject=study, now=now) as changed:
        study = Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        names = [name for name, value in facts.items() if getattr(study, name) != value]
        for name in names:
            setattr(study, name, facts[name])
        changed.record(facts=names)
        study.save(update_fields=names or ["title"])
    return study


def ask_city(
    *, by: User | None, study: Study, jurisdiction: Jurisdiction, stand: str, now: datetime
) -> StudyCity:
    """Put a city into a study: its baseline is begun, and signing it is the city's commitment.

    Raises ``Refusal`` for a city that is in it already, and beyond as many as can be computed.
    """
    rules.check_leading(by)
    with act(by=by, action="studies.ask_city", subject=study, now=now, city=jurisdiction.name, stand=stand):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        inside = study.cities.filter(left_at=None)
        if inside.filter(jurisdiction=jurisdiction).exists():
            raise Refusal(_("%(city)s is in the study already.") % {"city": jurisdiction.name}, field="city")
        if inside.count() >= rules.MOST_CITIES:
            raise Refusal(
                _("%(most)d cities are the most that a study compares.") % {"most": rules.MOST_CITIES},
                field="city",
            )
        city = StudyCity.objects.create(study=study, jurisdiction=jurisdiction, stand=stand, created_at=now)
        Baseline.objects.create(city=city, number=1, created_at=now)
        ask_for_signature(by=by, city=city, number=1, now=now)
    return city


def set_stand(*, by: User | None, city: StudyCity, stand: str, now: datetime) -> StudyCity:
    """Say whether a city takes part or might. Raises ``Refusal``."""
    rules.check_leading(by)
    if stand not in CityStand.values:
        raise Refusal(_("Say whether it takes part or might."), field="stand")
    with act(
        by=by,
        action="studies.set_stand",
        subject=city.study,
        now=now,
        city=city.jurisdiction.name,
        stand=stand,
    ):
        city = (
            StudyCity.objects.select_for_update(of=("self",))
            .select_related("jurisdiction", "study")
            .get(pk=city.pk)
        )
        city.stand = stand
        city.save(update_fields=["stand"])
    return city


def take_out_city(*, by: User | None, city: StudyCity, reason: str, now: datetime) -> StudyCity:
    """Take a city out of a study: what it gave stays on record, it owes no more. Raises ``Refusal``."""
    rules.check_leading(by)
    reason = rules.need(reason, _("Say why it is taken out. The reason stays on record."), "reason")
    with act(
        by=by,
        action="studies.take_out_city",
        subject=city.study,
        now=now,
        city=city.jurisdiction.name,
        reason=reason,
    ):
        city = (
            StudyCity.objects.select_for_update(of=("self",))
            .select_related("jurisdiction", "study")
            .get(pk=city.pk)
        )
        city.left_at = now
        city.save(update_fields=["left_at"])
        release_city(by=by, city=city, reason=reason, now=now)
    return city


def ask_for_signature(*, by: User | None, city: StudyCity, number: int, now: datetime) -> None:
    """Open the commitment to sign a version, for the city's finance officer where it has exactly one."""
    officers = list(people_for(city.jurisdiction.scope, FINANCE_OFFICER, on=rules.day_of(now))[:2])
    open_commitment(
        by=by,
        title=_("Sign the baseline: %(study)s") % {"study": city.study.title},
        owed_by=city.jurisdiction,
        key=f"studies.baseline:{city.public_id}:{number}",
        now=now,
        source=ref_to(city),
        due_on=city.study.baselines_due_on,
        owner=officers[0] if len(officers) == 1 else None,
        detail=_("What the service costs your city today, for how much work and with how many people."),
        requires_sign_in=True,
    )
