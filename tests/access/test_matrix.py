"""Every role at every address: what is open, what asks to sign in, and what is not there.

What is expected comes from the mark of each view and from the permissions listed in ``config/roles.py``, not
from ``User.reach``, which it checks.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.routes import Route, routes
from tests.access.samples import (
    ASKS_FOR_SIGN_IN,
    NEEDS_AN_AUTHENTICATOR,
    SAMPLES,
    WHOLE,
    WITHOUT_SAMPLE,
    Place,
    Sample,
)
from tests.factories.accounts import PASSWORD, UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.config.roles import HOUSE_ROLES
from interlocal.foundation.accounts.models import User
from interlocal.kernel.permissions import Permission, Role
from interlocal.partnerships.jurisdictions.models import Jurisdiction

ROLES = {role.slug: role for role in HOUSE_ROLES}
# One of each kind in every run; the others take as long again each.
QUICK = {"coordinator", "clerk"}
WHO = [
    "anonymous",
    "no role",
    *(pytest.param(slug, marks=[] if slug in QUICK else pytest.mark.slow) for slug in ROLES),
]
OPEN, SIGN_IN, HIDDEN = "open", "asks to sign in", "not there"
# Not there until the administrator has set a token for it, or a contact to show.
NEEDS_A_SETTING = {"metrics", "security-txt"}
Found = dict[tuple[str, str], str]


def test_every_view_is_marked() -> None:
    assert [route.name for route in routes() if route.access is None] == []


def test_every_record_address_has_a_sample() -> None:
    named = {route.name for route in routes() if route.parameters}
    assert named - set(SAMPLES) - WITHOUT_SAMPLE == set()
    assert set(SAMPLES) - named == set()


def test_what_is_open_to_everybody_is_named_here() -> None:
    """A page that anybody can open is a decision: it is written down twice."""
    rooms = {route.name for route in routes() if route.access and route.access.is_open and route.is_ours}
    assert rooms == {
        "account_reset_password",
        "accounts:accept",
        "accounts:city",
        "accounts:city-answer",
        "accounts:city-go",
        "accounts:choose-password",
        "accounts:confirm-reset",
        "accounts:lost-authenticator",
        "commitments:answer-link",
        "founding:first-run",
        "initiatives:answer-ask",
        "leaving:schema",
        "leaving:schemas",
        "mfa_challenge_webauthn",
        "mfa_login_webauthn",
        "health-live",
        "health-ready",
        "metrics",
        "security-txt",
        "notices:sample-mail",
        "notices:sample-message",
        "notices:sample-message-html",
        "notices:sample-message-source",
        "portal:accessibility",
        "portal:agreement",
        "portal:agreements",
        "portal:home",
        "portal:privacy",
        "portal:program",
        "portal:statement",
        "web:gallery",
        "meetings:calendar",
        "portal:body",
        "portal:body-calendar",
        "portal:civic-data",
        "portal:meeting",
        "portal:meeting-event",
        "portal:meeting-packet",
        "portal:meetings",
        "portal:meetings-atom",
        "portal:meetings-calendar",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_every_role_at_every_address(who: str, client: Client) -> None:
    PartnershipFactory.create()
    own, other = JurisdictionFactory.create(name="Own"), JurisdictionFactory.create(name="Other")
    person = _signed_in(client, who, own)
    expected: Found = {}
    found: Found = {}
    for route in routes():
        if who in ROLES and route.access.is_open:
            continue  # "no role" shows what these are for somebody signed in
        for city in (own, other):
            for label, sample in _samples(route, city, person):
                key = (route.name, label)
                expected[key] = _expected(who, route, sample, is_own=city == own)
                found[key] = _outcome(client, route, sample)
    assert {key: (found[key], expected[key]) for key in found if found[key] != expected[key]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anonymous", "coordinator", "city-manager"])
def test_a_record_that_does_not_exist_is_not_there(who: str, client: Client) -> None:
    PartnershipFactory.create()
    _signed_in(client, who, JurisdictionFactory.create(name="Own"))
    absent = {"seq": 9_999_999, "number": 999, "sending": 1, "year": 2026, "month": 2}
    found = {
        route.name: _outcome(
            client, route, Sample({name: absent.get(name, "0" * 16) for name in route.parameters})
        )
        for route in routes()
        if route.parameters
    }
    marks = {route.name: route.access for route in routes()}
    expected = {name: SIGN_IN if who == "anonymous" and not marks[name].is_open else HIDDEN for name in found}
    assert {name: found[name] for name in found if found[name] != expected[name]} == {}


def _signed_in(client: Client, who: str, city: Jurisdiction) -> User | None:
    client.raise_request_exception = False
    if who == "anonymous":
        return None
    if who == "no role":
        person = UserFactory.create(password=PASSWORD)
    else:
        person = person_with(who, city.public_id if _is_of_a_city(ROLES[who]) else None, password=PASSWORD)
    client.force_login(person)
    return person


def _samples(route: Route, city: Jurisdiction, person: User | None) -> Iterator[tuple[str, Sample]]:
    if route.parameters:
        for number, make in enumerate(SAMPLES.get(route.name, ())):
            yield f"{city.name} {number}", make(city, person)
    elif city.name == "Own":
        yield "", Sample({}, Place.WHOLE if route.name in WHOLE else Place.ANYWHERE)


def _expected(who: str, route: Route, sample: Sample, *, is_own: bool) -> str:
    if route.name in NEEDS_A_SETTING:
        return HIDDEN
    if who == "anonymous":
        is_open = route.access.is_open and route.name not in ASKS_FOR_SIGN_IN
        return OPEN if is_open else SIGN_IN
    if sample.place == Place.NOBODY or route.name in NEEDS_AN_AUTHENTICATOR:
        return HIDDEN
    needed = {sample.needs} if sample.needs else route.access.permissions
    if not needed:
        return OPEN
    if who == "no role":
        return HIDDEN
    return OPEN if any(_holds(ROLES[who], one, sample.place, is_own=is_own) for one in needed) else HIDDEN


def _holds(role: type[Role], permission: Permission, place: Place, *, is_own: bool) -> bool:
    """Does the role, held in one's own city or in the partnership, give ``permission`` at ``place``?"""
    if permission in role.everywhere:
        return True
    if permission not in role.permissions:
        return False
    if not _is_of_a_city(role) or place == Place.ANYWHERE:
        return True
    return place == Place.CITY and is_own


def _is_of_a_city(role: type[Role]) -> bool:
    return "jurisdiction" in {kind.value for kind in role.scopes}


def _outcome(client: Client, route: Route, sample: Sample) -> str:
    address = reverse(route.name, kwargs=sample.path)
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    for close in answer._resource_closers:  # answer.close() would close the test's database too
        close()
    if answer.status_code == 404:
        return HIDDEN
    if answer.status_code in {301, 302, 303} and answer["Location"].startswith("/account/login/"):
        return SIGN_IN
    return OPEN if answer.status_code in {200, 302, 303, 410} else str(answer.status_code)
