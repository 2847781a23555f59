"""Numbers and slow statements: who gets them, and what is in neither."""

import json
import logging
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from tests.factories.accounts import person_with
from tests.factories.jobs import JobFactory

from interlocal.config.logs import JsonFormatter
from interlocal.config.metrics_token import metrics_token
from interlocal.foundation.jobs.models import State
from interlocal.kernel import clock
from interlocal.upkeep import slow_queries
from interlocal.upkeep.metrics.gauges import STEP
from interlocal.upkeep.metrics.sealed import sealed_rooms, sealed_tables

pytestmark = pytest.mark.django_db
TOKEN = "2b1f9c0a7d5e4b7c8a6d2e1f0b9c8d7e"
PHRASE = "violet-umbrella-of-ada"


@pytest.fixture
def numbers(settings):
    """Return a function that reads the page of metrics."""
    settings.INTERLOCAL_METRICS_TOKEN = TOKEN

    def read() -> str:
        return Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()

    return read


def value(text: str, name: str) -> float:
    """Return what stands beside a name, 0 when it is not there."""
    return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name)), 0)


def test_without_a_token_there_is_no_page(settings, client):
    settings.INTERLOCAL_METRICS_TOKEN = ""
    given = ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer"})
    assert [client.get("/metrics", headers=headers).status_code for headers in given] == [404] * 3


@pytest.mark.parametrize("said", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer \u00e9"])
def test_wrong_token_finds_nothing(numbers, client, said):
    assert client.get("/metrics", headers={"Authorization": said}).status_code == 404


def test_coordinators_do_not_get_them_by_signing_in(numbers):
    client = Client()
    client.force_login(person_with("coordinator"))
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("token", ["short", "a b" * 20])
def test_token_that_can_be_guessed_is_refused(token):
    with pytest.raises(ImproperlyConfigured):
        metrics_token(token)


def test_requests_are_counted_by_the_name_of_the_view(numbers, client):
    name = 'interlocal_requests_total{method="GET",status="200",view="health-live"}'
    before = value(numbers(), name)
    client.get("/health/live")
    client.get("/health/live")
    assert value(numbers(), name) == before + 2
    assert value(numbers(), 'interlocal_request_seconds_count{view="health-live"}') >= 2


def test_who_cannot_be_counted_is_answered_all_the_same(client, monkeypatch, caplog):
    def no_folder(*_counted):
        raise FileNotFoundError("counter_1.db")

    monkeypatch.setattr("interlocal.upkeep.middleware.count_request", no_folder)
    assert client.get("/health/live").status_code == 200
    assert "not counted" in caplog.text


def test_nothing_that_somebody_wrote_is_in_a_number(numbers, client):
    person = person_with("coordinator", name=PHRASE, email=f"{PHRASE}@example.org")
    client.force_login(person)
    client.get(f"/search/?q={PHRASE}")
    client.get(f"/{PHRASE}/")
    client.get(f"/members/{PHRASE}/")
    client.generic("VIOLETUMBRELLA", "/health/live")
    text = numbers()
    assert 'view="desk:search"' in text
    assert PHRASE not in text
    assert "VIOLETUMBRELLA" not in text
    assert person.public_id not in text


def test_sealed_rooms_are_in_no_number(numbers, client):
    assert sealed_rooms() == {"hotline"}
    client.force_login(person_with("coordinator"))
    assert client.get("/programs/hotline/").status_code == 200
    text = numbers()
    assert "hotline" not in text


def test_database_grows_in_steps(numbers):
    size = value(numbers(), "interlocal_database_bytes ")
    assert size >= STEP
    assert size % STEP == 0


def test_jobs_are_counted_by_where_they_stand(numbers):
    JobFactory(state=State.QUEUED, due_at=clock.now() - timedelta(hours=1))
    JobFactory(is_failed=True)
    text = numbers()
    assert value(text, 'interlocal_jobs{state="due"}') == 1
    assert value(text, 'interlocal_jobs{state="failed"}') == 1
    assert 3500 < value(text, "interlocal_jobs_overdue_seconds ") < 3700
    assert value(text, "interlocal_schedules_missed ") > 0
    assert value(text, "interlocal_last_backup_timestamp_seconds ") == 0
    assert value(text, "interlocal_database_up ") == 1


# Slow statements


@pytest.fixture
def slow(settings, caplog):
    """Log every statement; return what the log's lines say."""
    settings.INTERLOCAL_SLOW_QUERY_MS = 0.0001
    caplog.set_level(logging.WARNING, "interlocal.slow_queries")
    had = list(connection.execute_wrappers)
    slow_queries.watch(connection=connection)
    yield lambda: [JsonFormatter().format(record) for record in caplog.records]
    connection.execute_wrappers[:] = had


def test_slow_statement_is_logged_without_its_values(slow):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, 'written-out-42', 77", [PHRASE])
    (line,) = slow()
    assert json.loads(line)["sql"] == "SELECT %s, ?, ?"
    assert isinstance(json.loads(line)["ms"], float)
    assert PHRASE not in line


def test_statements_of_sealed_rooms_are_never_logged(slow):
    assert len(sealed_tables()) > 10
    for table in sealed_tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
    assert slow() == []


def test_quick_statements_are_not_logged(slow, settings):
    settings.INTERLOCAL_SLOW_QUERY_MS = 60_000
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert slow() == []


def test_no_statement_is_timed_where_no_limit_is_set(settings):
    settings.INTERLOCAL_SLOW_QUERY_MS = 0
    had = list(connection.execute_wrappers)
    slow_queries.watch(connection=connection)
    assert connection.execute_wrappers == had


def test_web_server_names_the_folder_of_counts_before_they_are_made():
    """The library decides at its import whether processes count together; later is too late."""
    asked = "import sys, interlocal.config.running.web; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
