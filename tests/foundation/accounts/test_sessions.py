"""Sessions: seen by their owner, ended when they must be, and no address kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.accounts import PASSWORD, ProviderFactory, UserFactory, person_with

from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.accounts.rules import device_of
from interlocal.foundation.accounts.tasks import forget_expired
from interlocal.foundation.backups.rows.tables import LEFT_OUT
from interlocal.foundation.jobs.public import RunningJob

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/129.0 Safari/537.36 Edg/129.0"


def signed_in(user: User, user_agent: str) -> Client:
    client = Client(headers={"user-agent": user_agent})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_roughly(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


def test_a_session_says_who_and_where_but_no_address() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    signed_in(user, FIREFOX)
    row = SignIn.objects.get(user=user)
    assert row.device == "Firefox, Windows"
    assert row.started_at is not None
    assert abs(timezone.now() - row.started_at) < timedelta(minutes=1)
    kept = {field.name: str(field.value_from_object(row)) for field in SignIn._meta.concrete_fields}
    assert set(kept) == {"session_key", "session_data", "expire_date", "user", "device", "started_at"}
    assert "127.0.0.1" not in str(row.get_decoded()) + str(kept)
    assert FIREFOX not in str(row.get_decoded()) + str(kept)


def test_signing_out_elsewhere_ends_the_other_sessions_only() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    here, there = signed_in(user, FIREFOX), signed_in(user, SAFARI)
    stranger = signed_in(UserFactory.create(password=PASSWORD), EDGE)
    page = here.get("/account/sessions/").content.decode()
    assert ["Firefox, Windows" in page, "Safari, iPhone" in page, "Edge" in page] == [True, True, False]
    here.post("/account/sessions/")
    assert [client.get("/account/").status_code for client in (here, there, stranger)] == [200, 302, 200]


def test_one_session_can_be_ended_by_itself() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    here, there, phone = signed_in(user, FIREFOX), signed_in(user, EDGE), signed_in(user, SAFARI)
    stranger = signed_in(UserFactory.create(password=PASSWORD), EDGE)
    page = here.get("/account/sessions/").content.decode()
    for client in (here, there, phone):
        assert client.session.session_key not in page
    ended = SignIn.objects.get(session_key=there.session.session_key)
    theirs = SignIn.objects.get(session_key=stranger.session.session_key)
    here.post("/account/sessions/", {"session": ended.handle})
    here.post("/account/sessions/", {"session": theirs.handle})
    found = [client.get("/account/").status_code for client in (here, there, phone, stranger)]
    assert found == [200, 302, 200, 200]


def test_a_new_password_ends_the_other_sessions() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    here, there = signed_in(user, FIREFOX), signed_in(user, SAFARI)
    key = here.session.session_key
    given = {
        "oldpassword": PASSWORD,
        "password1": "quite another password",
        "password2": "quite another password",
    }
    assert here.post("/account/password/change/", given).status_code == 302
    assert [client.get("/account/").status_code for client in (here, there)] == [200, 302]
    assert here.session.session_key != key
    assert SignIn.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("minutes", "is_still_open"),
    [([119, 119, 119], True), ([121], False), ([110] * 6, True), ([110] * 7, False)],
)
def test_a_session_ends_when_it_is_not_used_and_after_twelve_hours(
    minutes: list[int], is_still_open: bool
) -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    client = signed_in(user, FIREFOX)
    at = timezone.now()
    for wait in minutes:
        at += timedelta(minutes=wait)
        with time_machine.travel(at, tick=False):
            answer = client.get("/account/")
    assert (answer.status_code == 200, SignIn.objects.filter(user=user).exists()) == (is_still_open,) * 2


def test_a_session_that_began_while_the_clock_ran_ahead_lasts_no_longer_for_that() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    begun = timezone.now()
    with time_machine.travel(begun + timedelta(days=1), tick=False):
        client = signed_in(user, FIREFOX)
    for hours, code in ((0, 200), (1.9, 200), (3.8, 200), (5.9, 302)):
        with time_machine.travel(begun + timedelta(hours=hours), tick=False):
            assert client.get("/home/").status_code == code, hours
    with time_machine.travel(begun + timedelta(days=1), tick=False):
        client = signed_in(user, FIREFOX)
    for hours in range(12):
        with time_machine.travel(begun + timedelta(hours=hours), tick=False):
            assert client.get("/home/").status_code == 200, hours
    with time_machine.travel(begun + timedelta(hours=12), tick=False):
        assert client.get("/home/").status_code == 302


def test_that_a_session_is_used_is_not_written_at_every_page() -> None:
    client = signed_in(person_with("clerk", "raytown", password=PASSWORD), FIREFOX)
    with CaptureQueriesContext(connection) as asked:
        client.get("/account/")
    assert [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_a_session_ends_by_itself() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    client = signed_in(user, FIREFOX)
    SignIn.objects.filter(user=user).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/account/")["Location"].startswith("/account/login/")


@override_settings(SESSION_COOKIE_AGE=1)
def test_signing_out_deletes_the_session() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    client = signed_in(user, FIREFOX)
    client.post("/account/logout/")
    assert not SignIn.objects.filter(user=user).exists()


def test_every_night_what_has_expired_is_forgotten() -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    signed_in(user, FIREFOX)
    signed_in(user, SAFARI)
    SignIn.objects.filter(device__startswith="Safari").update(expire_date=timezone.now() - timedelta(days=1))
    cache.set("rate:10.0.0.9", 1, timeout=-1)
    cache.set("still-counting", 1, timeout=3600)
    now = timezone.now()
    forget_expired(RunningJob(key="tonight", payload={}, now=now, attempt=1, job_id=1, runner="test"))
    assert [row.device for row in SignIn.objects.filter(user=user)] == ["Firefox, Windows"]
    assert cache.get("still-counting") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kernel_cache")
        assert [key for (key,) in cursor.fetchall() if "10.0.0.9" in key] == []


@pytest.mark.parametrize("with_city", [True, False])
def test_signing_out_tells_that_the_city_may_still_be_open(with_city: bool) -> None:
    provider = ProviderFactory.create(is_on=with_city)
    provider.domains.get_or_create(domain="raytown.mo.us")
    client = signed_in(person_with("clerk", "raytown", password=PASSWORD), FIREFOX)
    page = client.post("/account/logout/", follow=True).content.decode()
    assert ("You have signed out." in page, "may still be open" in page) == (True, with_city)


def test_who_is_signed_in_is_in_no_backup() -> None:
    assert SignIn._meta.db_table in LEFT_OUT


def test_signing_out_clears_what_the_browser_kept() -> None:
    client = Client()
    client.force_login(UserFactory.create())
    assert "Clear-Site-Data" not in client.get("/account/")

    assert client.post("/account/logout/")["Clear-Site-Data"] == '"storage"'

    assert "Clear-Site-Data" not in client.get("/account/login/")
