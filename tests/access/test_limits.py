"""What is open or costly has a limit, or a written reason for none; beyond it stands a clear 429."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from tests.access.routes import Route, every_route
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory

from interlocal.config.limits import LIMITS, Limit, Whom, limits_of, middleware, pace_of

ROOT = Path(__file__).resolve().parents[2]
HERE = "192.0.2.7"
STANDS_STILL = 1000.0
RATED = [limit for limit in LIMITS if limit.rate]
# What costs: an answer that is made or fetched as a file, a search through everything, a file that is sent.
COSTLY_ADDRESS = re.compile(
    r"export|search|(?<!\w)pdf|docx|xlsx|\.(csv|zip|jsonl|toml|ics|pdf)|packets?/|/files?/|/lists/|paste"
)
COSTLY_SOURCE = re.compile(r"csv_response|request\.FILES|as_attachment|sent_file|StreamingHttpResponse")


def is_costly(route: Route) -> bool:
    view = inspect.unwrap(resolve_view(route))
    source = inspect.getsource(view) if inspect.isfunction(view) else ""
    return bool(COSTLY_ADDRESS.search(route.pattern) or COSTLY_SOURCE.search(source))


def resolve_view(route: Route):
    return resolve(address(route)).func


def address(route: Route) -> str:
    """Return some address of the route: what stands in its path names nothing."""
    for value in ("1", "csv", "a" * 16):
        try:
            return reverse(route.name, args=[value] * len(route.parameters))
        except NoReverseMatch:
            continue
    raise AssertionError(route)


def is_open(route: Route) -> bool:
    return route.access is not None and route.access.is_open


def test_each_open_or_costly_address_has_a_limit_or_a_reason() -> None:
    asked = [route for route in every_route() if is_open(route) or is_costly(route)]
    assert len(asked) > 150
    assert [route.name for route in asked if not [*limits_of(route.name, is_open=is_open(route))]] == []


def test_each_entry_names_an_address_and_who_holds_it() -> None:
    names = [route.name for route in every_route()]
    for limit in LIMITS[:-1]:
        assert any(limit.names(name) for name in names), limit.what
        ways = (limit.rate is not None, bool(limit.says and limit.held_by), bool(limit.reason))
        assert sum(ways) == 1, limit.what
        assert not limit.held_by or (ROOT / limit.held_by).is_file(), limit.held_by
    assert len({limit.what for limit in LIMITS}) == len(LIMITS)


def check_turned_away(response: HttpResponse) -> None:
    """Is it a page in words, with the number of the request and when to come back?"""
    assert response.status_code == 429
    assert int(response["Retry-After"]) >= 1
    number = response["X-Request-ID"]
    if response["Content-Type"].startswith("application/json"):
        assert response.json()["request"] == number
        assert "Too many" in response.json()["detail"]
        return
    words = response.content.decode()
    assert "<html" in words
    assert "Nothing was changed" in words
    assert number in words


def routes_of(limit: Limit) -> Iterator[Route]:
    """Yield the routes whose rate is that of ``limit``."""
    for route in every_route():
        rates = [one for one in limits_of(route.name, is_open=is_open(route)) if one.rate]
        view = resolve_view(route)
        if rates[:1] == [limit] and not getattr(view, "leaves_no_trace", False):
            yield route


@pytest.fixture
def _no_time_goes_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no allowance grow back meanwhile."""
    monkeypatch.setattr(middleware, "seconds", lambda: STANDS_STILL)


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_time_goes_by")
@pytest.mark.parametrize("limit", RATED, ids=lambda limit: limit.what)
def test_beyond_a_rate_each_of_its_addresses_says_so(limit: Limit) -> None:
    PartnershipFactory.create()
    client = Client(REMOTE_ADDR=HERE)
    whom = HERE
    if limit.rate.whom is Whom.PERSON:
        person = person_with("coordinator")
        client.force_login(person)
        whom = person.public_id
    routes = list(routes_of(limit))
    assert routes
    ask = client.post if limit.rate.writes_only else client.get
    assert ask(address(routes[0])).status_code != 429
    pace, used = pace_of(limit, is_crowd=False), 1
    while pace.may(whom, STANDS_STILL):
        used += 1
    assert used == limit.rate.burst
    for route in routes:
        check_turned_away(ask(address(route)))
        assert limit.rate.writes_only is False or client.get(address(route)).status_code != 429


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_time_goes_by")
def test_one_who_asks_too_often_stops_nobody_else() -> None:
    here, there = Client(REMOTE_ADDR=HERE), Client(REMOTE_ADDR="192.0.2.8")
    codes = [here.get("/accessibility/").status_code for _ in range(242)]
    assert codes == [200] * 240 + [429] * 2
    assert there.get("/accessibility/").status_code == 200
