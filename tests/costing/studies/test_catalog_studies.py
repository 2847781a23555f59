"""A study begun with each service of the catalog: its pages and the example pay the same cents."""

import pytest
from tests.factories.studies import study_begun_with

from interlocal.costing.studies import queries
from interlocal.costing.studies.catalog import services
from interlocal.costing.studies.queries.working_out import looked_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("service", services().values(), ids=lambda service: service.slug)
def test_study_pays_what_the_example_pays(service):
    study = study_begun_with(service)
    worked = looked_at(queries.study_file(study), draws=50)
    (shares,) = worked["options"][0]["shares"]
    paid = {city["city"]: city["lines"]["part of what is shared"][0] for city in shares["cities"]}

    assert paid == {row.city: row.share for row in queries.worked_example(service).rows}
