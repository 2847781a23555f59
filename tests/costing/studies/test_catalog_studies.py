"""A study begun with each service of the catalog: its pages and the example pay the same cents."""

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.studies import NOW, city_of, fill, signed

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.catalog import EXAMPLE_CITIES, services
from interlocal.costing.studies.models import Assumptions, OptionKind, PartKind, ShareKind
from interlocal.costing.studies.queries.working_out import looked_at

pytestmark = pytest.mark.django_db


def begun_with(service):
    """A study of the example's three cities, with one option that costs what the example costs."""
    by = person_with("coordinator")
    facts = {
        "title": service.title,
        "service": service.service,
        "goals": service.goals,
        "goals_agreed_on": NOW.date(),
        "goals_agreed_by": "Steering group",
        "base_year": NOW.year,
        "drafts": "own",
        "answers": "together",
    }
    study = actions.begin_from_service(by=by, service=service, facts=facts, now=NOW)
    lines = {line.name: line for line in study.lines.all()}
    for place, name in enumerate(EXAMPLE_CITIES):
        city = city_of(JurisdictionFactory.create(name=name), study=study)
        for line in service.lines:
            fill(city, lines[line.name], int(line.example[place] * 100), note="as in the example")
        signed(city)
    option = actions.put_option(
        by=by, study=study, facts={"kind": OptionKind.AGENCY, "title": "Together"}, now=NOW
    )
    cost = {"kind": PartKind.FIXED, "name": "All of it", "amount_cents": int(service.cost * 100)}
    actions.put_part(by=by, option=option, facts=cost, now=NOW)
    steady = {"years": 1, "discount": 0, "growth_low": 0, "growth_likely": 0, "growth_high": 0, "draws": 50}
    Assumptions.objects.create(study=study, created_at=NOW, **steady)
    share = {"name": service.formula_name, "kind": ShareKind.FORMULA, "formula": service.formula}
    actions.put_share(by=by, study=study, facts=share, now=NOW)
    return study


@pytest.mark.parametrize("service", services().values(), ids=lambda service: service.slug)
def test_study_pays_what_the_example_pays(service):
    study = begun_with(service)
    worked = looked_at(queries.study_file(study), draws=50)
    (shares,) = worked["options"][0]["shares"]
    paid = {city["city"]: city["lines"]["part of what is shared"][0] for city in shares["cities"]}

    assert paid == {row.city: row.share for row in queries.worked_example(service).rows}
