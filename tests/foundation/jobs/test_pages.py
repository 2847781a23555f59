from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import UserFactory, person_with
from tests.factories.audit import entries
from tests.factories.jobs import NOW, JobFactory

from interlocal.foundation.jobs.actions import purge_finished, retry_job
from interlocal.foundation.jobs.models import Effect, Job, State
from interlocal.foundation.jobs.queries import title_of
from interlocal.kernel.exceptions import Refusal

pytestmark = pytest.mark.django_db
SEND = "interlocal.foundation.notices.tasks.send_notice"


@pytest.fixture
def coordinator():
    return person_with("coordinator")


@pytest.fixture
def client(coordinator) -> Client:
    signed_in = Client()
    signed_in.force_login(coordinator)
    return signed_in


def test_what_failed_stands_above_the_rest(client):
    failed, running, done = (
        JobFactory(task=SEND, **{trait: True}) for trait in ("is_failed", "is_running", "is_done")
    )
    context = client.get("/jobs/").context
    assert context["failed"] == [(failed, "Mail a notice")]
    assert context["running"] == [(running, "Mail a notice")]
    assert [job for job, _title in context["rows"]] == [done, running, failed]


def test_the_list_can_be_narrowed_to_a_state(client):
    JobFactory(is_done=True)
    waiting = JobFactory(is_waiting=True)
    assert [job for job, _title in client.get("/jobs/?state=waiting").context["rows"]] == [waiting]
    assert len(client.get("/jobs/?state=nonsense").context["rows"]) == 2


def test_an_empty_list_says_what_will_be_here(client):
    assert "Jobs appear here when" in client.get("/jobs/").content.decode()


def test_jobs_that_nobody_takes_are_told(client):
    JobFactory(is_running=True, due_at=NOW + timedelta(days=36525))
    assert client.get("/jobs/").context["overdue_since"] is None
    overdue = JobFactory(due_at=NOW - timedelta(days=3000))
    response = client.get("/jobs/")
    assert response.context["overdue_since"] == overdue.due_at
    assert "No worker takes the jobs" in response.content.decode()


def test_progress_is_shown_and_asked_for_again(client):
    JobFactory(is_running=True, progress_done=30, progress_total=100, progress_label="Reading the register")
    page = client.get("/jobs/").content.decode()
    assert (
        '<progress class="il-progress__bar" aria-label="Reading the register" value="30" max="100">' in page
    )
    assert 'hx-get="/jobs/" hx-trigger="every 3s"' in page


def test_htmx_gets_the_running_jobs_alone(client):
    JobFactory(is_running=True, task=SEND)
    part = client.get("/jobs/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="running-jobs"')
    assert "Mail a notice" in part
    assert "<html" not in part


def test_a_page_without_running_jobs_asks_no_more(client):
    JobFactory(is_done=True)
    assert "hx-trigger" not in client.get("/jobs/", headers={"HX-Request": "true"}).content.decode()


def test_payloads_are_not_shown(client):
    job = JobFactory(is_failed=True, payload={"record": "supersecretvalue"})
    for path in ("/jobs/", f"/jobs/{job.public_id}/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "supersecretvalue" not in response.content.decode()


def test_the_same_queries_for_one_row_and_for_three_thousand(client):
    counts = []
    for more in (1, 2, 2997):
        Job.objects.bulk_create(JobFactory.build_batch(more, is_failed=True))
        Job.objects.bulk_create(JobFactory.build_batch(more, is_running=True))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/jobs/").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert client.get("/jobs/?page=100").context["page"].number == 100


def test_trying_again_is_an_act_of_the_person(client, coordinator):
    job = JobFactory(is_failed=True)
    response = client.post(f"/jobs/{job.public_id}/retry/")
    assert (response.status_code, response["Location"]) == (302, f"/jobs/{job.public_id}/")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == (State.QUEUED, 0, None)
    detail = entries()[-1].detail
    assert (detail.action, detail.subject_id, detail.actor_id) == (
        "jobs.retry",
        job.public_id,
        coordinator.public_id,
    )


@pytest.mark.parametrize("trait", [{}, {"is_running": True}, {"is_done": True}])
def test_what_is_not_over_is_not_tried_again(coordinator, trait):
    job = JobFactory(**trait)
    with pytest.raises(Refusal):
        retry_job(by=coordinator, job=job, now=NOW)
    assert entries() == []


def test_a_refusal_is_told_on_the_page(client):
    job = JobFactory(is_done=True)
    page = client.post(f"/jobs/{job.public_id}/retry/", follow=True)
    assert "nothing is left to try again" in page.content.decode()
    assert "Try again now" not in page.content.decode()


@pytest.mark.parametrize("path", ["/jobs/", "/jobs/{}/", "/jobs/{}/retry/"])
def test_others_find_nothing_here(path):
    job = JobFactory(is_failed=True)
    address = path.format(job.public_id)
    clerk = Client()
    clerk.force_login(person_with("clerk", jurisdiction="j" * 16))
    nobody = Client()
    nobody.force_login(UserFactory())
    post = address.endswith("retry/")
    for client in (clerk, nobody):
        assert (client.post if post else client.get)(address).status_code == 404
    assert (Client().post if post else Client().get)(address).status_code == 302
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_an_auditor_sees_but_does_not_retry():
    job = JobFactory(is_failed=True)
    auditor = Client()
    auditor.force_login(person_with("auditor"))
    page = auditor.get(f"/jobs/{job.public_id}/")
    assert page.status_code == 200
    assert "Try again now" not in page.content.decode()
    assert auditor.post(f"/jobs/{job.public_id}/retry/").status_code == 404


def test_retrying_needs_a_post(client):
    assert client.get(f"/jobs/{JobFactory(is_failed=True).public_id}/retry/").status_code == 405


def test_a_job_whose_task_is_gone_shows_its_name(client):
    job = JobFactory(is_failed=True, task="interlocal.gone.tasks.vanish")
    assert title_of(job) == "interlocal.gone.tasks.vanish"
    assert client.get(f"/jobs/{job.public_id}/").status_code == 200


def test_jobs_done_long_ago_are_forgotten_and_failed_ones_kept():
    old, fresh = JobFactory(is_done=True), JobFactory(is_done=True, finished_at=NOW + timedelta(days=2))
    failed = JobFactory(is_failed=True)
    Effect.objects.create(job=old, name="first", done_at=NOW)
    assert purge_finished(now=NOW + timedelta(days=91)) == 1
    assert set(Job.objects.all()) == {fresh, failed}
    assert not Effect.objects.exists()
