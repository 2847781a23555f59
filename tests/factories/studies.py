"""Studies, their cities, lines and baselines for tests."""

from datetime import UTC, datetime

import factory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.costing.studies import actions, models
from interlocal.costing.studies.queries import WantedCell
from interlocal.partnerships.jurisdictions.models import Jurisdiction

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
YEAR = 2026


class StudyFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Study {n:04}")
    service = "Repair of heavy trucks, done together."
    initiative = factory.SubFactory(InitiativeFactory)
    base_year = YEAR
    created_at = NOW

    class Meta:
        model = models.Study


class LineFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    kind = models.LineKind.COST
    name = factory.Sequence(lambda n: f"Line {n:04}")
    created_at = NOW

    class Meta:
        model = models.Line


class StudyCityFactory(factory.django.DjangoModelFactory):
    """A city with an empty draft."""

    study = factory.SubFactory(StudyFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    created_at = NOW

    class Meta:
        model = models.StudyCity
        skip_postgeneration_save = True

    @factory.post_generation
    def draft(self, create, _extracted, **_fields):
        if create:
            models.Baseline.objects.create(city=self, number=1, year=YEAR, created_at=NOW)


class CellFactory(factory.django.DjangoModelFactory):
    """A figure in the draft of a city."""

    line = factory.SubFactory(LineFactory)
    hundredths = 4_120_000
    created_at = NOW

    class Meta:
        model = models.Cell


class QuestionFactory(factory.django.DjangoModelFactory):
    city = factory.SubFactory(StudyCityFactory)
    line = factory.SubFactory(LineFactory, study=factory.SelfAttribute("..city.study"))
    text = "Is overtime in it?"
    created_at = NOW

    class Meta:
        model = models.CellQuestion


def city_of(jurisdiction: Jurisdiction | None = None, **fields: object) -> models.StudyCity:
    """Return a city with an empty draft, in the study given or in one of its own."""
    given = {"jurisdiction": jurisdiction} if jurisdiction else {}
    return StudyCityFactory.create(**given, **fields)


def fill(
    city: models.StudyCity, line: models.Line, hundredths: int, label: str = "", **more: object
) -> models.Cell:
    """Put a figure into the draft of ``city``."""
    values = {"last_year": None, "note": "", **more}
    wanted = WantedCell(line, label, hundredths, values["last_year"], values["note"])
    return actions.add_cell(by=None, city=city, wanted=wanted, now=NOW)


def signed(city: models.StudyCity) -> models.Baseline:
    """Sign the draft of ``city``."""
    return actions.freeze_baseline(by=None, city=city, name="Dana Reyes", office="Finance director", now=NOW)


def signed_city(jurisdiction: Jurisdiction | None = None, **fields: object) -> models.StudyCity:
    """Return a city that has signed one cost of $41,200."""
    city = city_of(jurisdiction, **fields)
    line = city.study.lines.first() or LineFactory.create(study=city.study)
    fill(city, line, 4_120_000)
    signed(city)
    return city
