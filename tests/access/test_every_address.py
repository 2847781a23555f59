"""What holds at every address: nothing stays in a browser, no TRACE, and parameters that come twice."""

import ast
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.routes import Route, routes
from tests.access.samples import SAMPLES
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src" / "interlocal"
# Anybody may read these without signing in, and programs ask for them again and again.
PUBLISHED = {
    "portal:civic-data",
    "training:badge-keys",
    "training:badge-issuer",
    "portal:body-calendar",
    "portal:meeting-event",
    "portal:meetings-atom",
    "portal:meetings-calendar",
    "meetings:calendar",
}


@pytest.fixture
def addresses(client: Client) -> dict[str, str]:
    """Return an address for every route, of records that a coordinator may see; sign one in."""
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Own")
    person = person_with("coordinator", password=PASSWORD)
    client.force_login(person)
    client.raise_request_exception = False
    return {route.name: _address(route, city, person) for route in _walked()}


def _walked() -> list[Route]:
    programs = [route for route in routes(with_programs=True) if not route.parameters]
    return [route for route in routes() if route.parameters and route.name in SAMPLES] + programs


def _address(route: Route, city, person) -> str:
    return reverse(route.name, kwargs=SAMPLES[route.name][0](city, person).path if route.parameters else {})


def _asked(client: Client, address: str, method: str = "get", **more):
    answer = getattr(client, method)(address, **more)
    for close in answer._resource_closers:  # answer.close() would close the test's database too
        close()
    return answer


def test_no_browser_keeps_what_somebody_signed_in_sees(client: Client, addresses: dict[str, str]) -> None:
    told = {
        name: _asked(client, address).get("Cache-Control", "")
        for name, address in addresses.items()
        if name != "account_logout"
    }
    assert len(told) > 200
    assert {name for name, control in told.items() if "no-store" not in control} == PUBLISHED


@pytest.mark.slow
def test_trace_and_invented_methods_are_answered_nowhere(client: Client, addresses: dict[str, str]) -> None:
    found = {name: _asked(client, address, "trace").status_code for name, address in addresses.items()}
    assert {name: status for name, status in found.items() if status != 405} == {}
    answer = client.generic("TRACK", "/", headers={"Cookie": "secret=1"})
    assert answer.status_code == 405
    assert b"secret" not in answer.content


def _asked_names() -> set[str]:
    """Return every name that code of ours reads from an address or a form, by hand."""
    return {
        str(node.args[0].value)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if ast.unparse(node.func) in {"request.GET.get", "request.POST.get", "request.GET.getlist"}
    }


@pytest.mark.slow
def test_parameter_that_comes_twice_counts_as_its_last(client: Client, addresses: dict[str, str]) -> None:
    names = sorted(_asked_names() | {"q", "page", "next", "on", "city", "state", "year"})
    assert len(names) > 12
    once = "&".join(f"{name}=2" for name in names)
    twice = "&".join(f"{name}=\u2019;1&{name}=2" for name in names)
    found = {}
    for name, address in addresses.items():
        if name == "account_logout":
            continue
        alone, both = (_asked(client, f"{address}?{query}").status_code for query in (once, twice))
        if alone != both or both >= 500:
            found[name] = (alone, both)
    assert found == {}


def test_what_stands_in_the_address_is_no_part_of_a_form(client: Client) -> None:
    person = person_with("clerk", "raytown", password=PASSWORD)
    client.post(f"/account/login/?login={person.email}&password={PASSWORD}")
    assert "_auth_user_id" not in client.session
    other = person_with("clerk", "raytown", password=PASSWORD)
    client.post("/account/login/", {"login": [person.email, other.email], "password": ["wrong", PASSWORD]})
    assert client.session["_auth_user_id"] == str(other.pk)


def test_no_code_takes_the_address_and_the_form_for_one() -> None:
    mixing = [
        path.name
        for path in SOURCE.rglob("*.py")
        if any(
            mixed in path.read_text(encoding="utf-8")
            for mixed in ("request.REQUEST", "request.POST or request.GET", "request.GET or request.POST")
        )
    ]
    assert mixing == []


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/account/login/", "/health/live", "/api/v1/me", "/static/a.svg"])
def test_method_that_no_page_has_is_refused_before_any_page(client: Client, path: str, method: str) -> None:
    answer = client.generic(method, path, headers={"Cookie": "secret=1"})
    assert (answer.status_code, b"secret" in answer.content) == (405, False)
