"""Nobody is led to a part of a cohort that is not there for them."""

import re

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.training import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "is_led_to"),
    [
        ("coordinator", {"nominations", "attendance", "costs", "certificates", "evaluation"}),
        ("hr-officer", {"nominations", "evaluation"}),
        ("auditor", {"evaluation"}),
    ],
)
def test_tabs_lead_where_the_reader_may_go(client, role, is_led_to):
    city = JurisdictionFactory.create()
    cohort = CohortFactory.create(shares={city: 3})
    is_of_city = role == "hr-officer"
    client.force_login(person_with(role, city.public_id) if is_of_city else person_with(role))
    root = f"/programs/training/cohorts/{cohort.public_id}/"
    page = client.get(root).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    links = set(re.findall(rf'href="({root}[^"#?]*)"', main))
    parts = {"nominations", "attendance", "costs", "certificates", "evaluation"}
    assert {one.removeprefix(root).strip("/") for one in links} & parts == is_led_to
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
