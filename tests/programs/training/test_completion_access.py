"""Who gets in at each address of what follows a course, and how often a list asks the database."""

import pytest
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.programs.training.completion_addresses import COMPLETION, OPEN
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.programs.training.actions.certificates import issue_certificates
from interlocal.programs.training.urls.completion import urlpatterns

pytestmark = pytest.mark.django_db
CONTACT, HR, COORDINATOR = "training-contact", "hr-officer", "training-coordinator"


def test_every_address_of_completion_with_a_record_has_a_sample():
    named = {f"training:{one.name}" for one in urlpatterns if "<" in str(one.pattern)}
    assert named == set(COMPLETION)


def outcome(client, name, path):
    address = reverse(name, kwargs=path)
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    for close in answer._resource_closers:
        close()
    if answer.status_code == 302 and answer["Location"].startswith("/account/login/"):
        return "asks to sign in"
    return {200: "open", 302: "open", 404: "not there"}.get(answer.status_code, str(answer.status_code))


def expected(name, who, place):
    if name in OPEN or who == COORDINATOR:
        return "open"
    if who == "anonymous":
        return "asks to sign in"
    if who == "no role" or place == "whole":
        return "not there"
    return "not there" if place == "city" and who.endswith("of another city") else "open"


def sign_in(client, who, own, other):
    if who == "no role":
        client.force_login(UserFactory.create())
    elif who == COORDINATOR:
        client.force_login(person_with(COORDINATOR))
    elif who != "anonymous":
        city = other if who.endswith("of another city") else own
        client.force_login(person_with(who.split(" ")[0], city.public_id))


@pytest.mark.parametrize(
    "who",
    ["anonymous", "no role", CONTACT, f"{CONTACT} of another city", HR, f"{HR} of another city", COORDINATOR],
)
def test_each_address_of_completion_lets_in_whom_it_should(client, who):
    PartnershipFactory.create()
    own, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    sign_in(client, who, own, other)
    found = {name: outcome(client, name, make(own, None)) for name, (make, _place) in COMPLETION.items()}
    wanted = {name: expected(name, who, place) for name, (_make, place) in COMPLETION.items()}
    assert {name: (found[name], wanted[name]) for name in found if found[name] != wanted[name]} == {}


@pytest.mark.parametrize(
    ("who", "usage", "recertification", "figures"),
    [
        ("anonymous", "asks to sign in", "asks to sign in", "asks to sign in"),
        ("no role", "not there", "not there", "not there"),
        (CONTACT, "open", "open", "not there"),
        (HR, "open", "open", "open"),
        (COORDINATOR, "open", "open", "not there"),
    ],
)
def test_each_list_lets_in_whom_it_should(client, who, usage, recertification, figures):
    PartnershipFactory.create()
    city = JurisdictionFactory.create()
    sign_in(client, who, city, city)
    found = [outcome(client, f"training:{name}", {}) for name in ("usage", "recertification", "figures")]
    assert found == [usage, recertification, figures]


@pytest.mark.parametrize("people", [1, 12])
def test_lists_of_completion_ask_as_often_for_one_as_for_twelve(
    client, people, django_assert_max_num_queries
):
    """The numbers are those of one person: more people ask nothing more."""
    PartnershipFactory.create()
    cohort = finished_cohort(people=people, course__valid_months=1)
    issue_certificates(by=None, cohort=cohort, now=AFTER)
    client.force_login(person_with(COORDINATOR))
    for name, most in (("certificates", 20), ("close-out", 24), ("costs", 24), ("evaluation", 18)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"training:{name}", args=[cohort.public_id])).status_code == 200
    for name in ("usage", "recertification"):
        with django_assert_max_num_queries(30):
            assert client.get(reverse(f"training:{name}")).status_code == 200
