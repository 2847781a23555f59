"""While the installation is closed no page looks at the database, and no job begins."""

import pytest
from django.test import Client
from tests.factories.jobs import JobFactory

from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.kernel.maintenance import begin_maintenance, end_maintenance, maintenance_reason


@pytest.fixture
def closed(tmp_path, settings):
    settings.INTERLOCAL_DATA = tmp_path
    begin_maintenance("tests", now=clock.now())
    yield tmp_path
    end_maintenance()


@pytest.mark.parametrize("path", ["/", "/meetings/", "/account/login/", "/hotline/", "/nowhere"])
def test_every_page_says_so_without_the_database(closed, path):
    """No test database is asked for here: a query would be an error."""
    answer = Client().get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "120", "no-store")
    assert "<h1>Closed for a few minutes</h1>" in answer.text
    assert 'lang="es"' in answer.text
    assert "default-src" in answer["Content-Security-Policy"]


def test_programs_and_probes_are_told_in_their_form(closed):
    client = Client()
    assert client.get("/api/v1/studies").json() == {
        "detail": "This installation is being maintained. Try again in a few minutes.",
        "errors": [],
    }
    ready, live = client.get("/health/ready"), client.get("/health/live")
    assert (ready.status_code, ready.json()) == (503, {"status": "under maintenance"})
    assert live.status_code == 200


@pytest.mark.django_db
def test_it_opens_again(closed):
    end_maintenance()
    assert maintenance_reason() == ""
    assert Client().get("/").status_code == 200


@pytest.mark.django_db
def test_no_job_begins(closed):
    job = JobFactory.create(due_at=clock.now())
    assert run_due(now=clock.now()) == 0
    assert Job.objects.get(pk=job.pk).attempts == 0
    end_maintenance()
    assert run_due(now=clock.now()) == 1
