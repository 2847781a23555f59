"""How often one address may ask, and how many at once."""

import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from interlocal.programs.hotline.rules.pacing import Queue
from interlocal.programs.hotline.views import limits
from interlocal.web.pacing import KEY_SECONDS
from interlocal.web.public import Pace

ASKED = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=60)


@given(ASKED)
def test_nobody_gets_more_than_the_allowance_or_less_for_others_asking(asked):
    pace = Pace(burst=4, per_second=0.5)
    alone = {one: Pace(burst=4, per_second=0.5) for one in "abc"}
    now, allowed = 0.0, dict.fromkeys("abc", 0)
    for who, pause in asked:
        now += pause
        may = pace.may(who, now)
        # Until the key turns, each address has what it would have if nobody else asked.
        assert may is alone[who].may(who, now)
        allowed[who] += may
        assert allowed[who] <= 4 + now * 0.5


def test_an_allowance_is_used_up_and_grows_again():
    pace = Pace(burst=2, per_second=1)
    assert [pace.may("a", 0) for _ in range(3)] == [True, True, False]
    assert [pace.may("a", 1) for _ in range(2)] == [True, False]


def test_room_is_bounded_and_a_flood_from_one_address_is_not_forgotten():
    pace = Pace(burst=1, per_second=0.001, most=50)
    for number in range(5_000):
        pace.may("flood", number / 1000)
        pace.may(f"other {number}", number / 1000)
        assert len(pace) <= 50
    assert not pace.may("flood", 5)


def test_who_asked_is_unknown_after_the_key_turns_and_no_address_is_kept():
    pace = Pace(burst=1, per_second=0)
    assert pace.may("203.0.113.7", 0)
    kept = list(pace._left)
    assert kept
    assert not any(b"203" in digest for digest in kept)
    assert pace.may("203.0.113.7", KEY_SECONDS)
    assert list(pace._left) != kept


def test_a_queue_lets_in_as_many_as_it_says():
    queue = Queue(at_once=1, waiting=1, seconds=5)
    assert queue.enter()
    got = []
    second = threading.Thread(target=lambda: got.append(queue.enter()))
    second.start()
    while queue._places._value:
        time.sleep(0.01)
    assert not queue.enter()  # one is in, one waits
    queue.leave()
    second.join(5)
    assert got == [True]
    queue.leave()
    assert queue.enter()


@pytest.fixture
def opened(monkeypatch, settings):
    settings.INTERLOCAL_TRUSTED_PROXIES = 1
    monkeypatch.setattr(limits, "pace", Pace(burst=2, per_second=0))
    monkeypatch.setattr(limits, "crowd", Queue(at_once=1, waiting=0, seconds=0))
    monkeypatch.setattr(limits, "senders", Queue(at_once=1, waiting=0, seconds=0))

    def ask(view=lambda _request: HttpResponse("in"), *, address="203.0.113.7", **more):
        request = RequestFactory().post("/", HTTP_X_FORWARDED_FOR=address, **more)
        return limits.paced(view)(request)

    return ask


@pytest.mark.django_db
def test_a_flood_is_turned_away_and_others_are_not(opened):
    assert [opened().status_code for _ in range(3)] == [200, 200, 429]
    assert opened(address="203.0.113.8").status_code == 200
    assert opened()["Retry-After"] == "60"


@pytest.mark.django_db
@pytest.mark.parametrize("length", [0, limits.LARGE + 1])
def test_those_without_an_address_and_those_who_send_files_share_a_part(opened, length):
    address = "203.0.113.7" if length else "127.0.0.1"
    more = {"CONTENT_LENGTH": str(length)}

    def while_one_is_in(_request):
        return HttpResponse(str(opened(address=address, **more).status_code))

    assert opened(while_one_is_in, address=address, **more).content == b"503"
    other = address if not length else "203.0.113.8"
    assert opened(address=other, **more).status_code == 200  # whoever left made room


def test_room_is_made_by_who_fails(opened):
    def broken(_request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        opened(broken, address="127.0.0.1")
    assert opened(address="127.0.0.1").status_code == 200
