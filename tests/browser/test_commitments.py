"""Commitments in a real browser: answered from a mail on a phone, every page at both widths."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import STEPS, CommitmentFactory, published_procedure
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.audit.public import Ref
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import ActionLink, Commitment

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 320, "height": 640}
CLAUSE = "That the City Council does commit to supporting staff in these activities."


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Raytown")


def opened(city, owner, **fields):
    now = clock.now()
    values = {
        "title": "Support the staff in shared initiatives",
        "due_on": clock.today() + timedelta(days=10),
        "source_label": "Statement of Common Purpose, Section 1",
        "source_text": CLAUSE,
        "key": f"test:{owner.pk}:{len(fields)}",
    } | fields
    return actions.open_commitment(by=None, owed_by=city, owner=owner, now=now, **values)


def link_in_mail(live_server):
    """Let the worker's jobs run, and return the link in the newest mail, on the test's server."""
    run_due(now=clock.now() + timedelta(seconds=1))
    found = re.search(r"http\S+/do/\S+", mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found[0].replace(settings.INTERLOCAL_BASE_URL, live_server.url)


def test_commitment_is_closed_from_the_mail_on_a_phone(page, live_server, check_page, city):
    owner = person_with("city-manager", city.public_id, name="Ana Ruiz")
    commitment = opened(city, owner)
    link = link_in_mail(live_server)
    page.set_viewport_size(PHONE)
    response = page.goto(link)
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "no-store" in response.headers["cache-control"]
    assert "noindex" in response.headers["x-robots-tag"]
    assert page.get_by_role("heading", level=1).inner_text() == commitment.title
    assert CLAUSE in page.inner_text("main")
    check_page(page, "one-link-answer")
    page.get_by_text("Add hours, a comment or a link").click()
    page.get_by_label("Hours of work").fill("1.5")
    page.get_by_label("Comment").fill("Named two people")
    page.get_by_role("button", name="Yes, record it as done").click()
    assert "Recorded by Ana Ruiz" in page.inner_text("main")
    check_page(page, "one-link-used")
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.evidence_note, commitment.closed_by) == (
        "done",
        "Named two people",
        owner,
    )
    page.goto(link)
    assert page.get_by_role("button").count() == 0
    assert ActionLink.objects.get().answer == "done"


def test_answer_that_is_refused_keeps_what_was_typed(page, live_server, check_page, city):
    opened(city, person_with("city-manager", city.public_id))
    page.set_viewport_size(PHONE)
    page.goto(link_in_mail(live_server))
    page.get_by_text("Add hours, a comment or a link").click()
    page.get_by_label("Comment").fill("Done tomorrow")
    page.get_by_label("Done on").fill((clock.today() + timedelta(days=2)).isoformat())
    page.get_by_role("button", name="Yes, record it as done").click()
    assert "That day has not come yet" in page.inner_text("main")
    assert page.get_by_label("Comment").input_value() == "Done tomorrow"
    check_page(page, "one-link-refused")
    assert Commitment.objects.get().outcome == ""


def test_date_is_moved_from_the_mail(page, live_server, city):
    commitment = opened(city, person_with("city-manager", city.public_id))
    to_on = clock.today() + timedelta(days=30)
    page.goto(link_in_mail(live_server))
    page.get_by_text("It needs another date").click()
    page.get_by_label("Another date").fill(to_on.isoformat())
    page.get_by_label("Why it moves").fill("The council meets later")
    page.get_by_role("button", name="Record the date").click()
    assert "Moved to another date" in page.inner_text("h1")
    commitment.refresh_from_db()
    assert commitment.due_on == to_on


def test_spanish_reader_gets_mail_and_page_in_spanish(page, live_server, check_page, city):
    opened(city, person_with("city-manager", city.public_id, language="es"))
    link = link_in_mail(live_server)
    assert mail.outbox[-1].subject.startswith("A su cargo:")
    page.goto(link)
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("button", name="Sí, registrarlo como hecho").is_visible()
    check_page(page, "one-link-spanish")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("button", name="Yes, record it as done").is_visible()


def test_every_other_state_of_a_link_is_told(page, live_server, check_page, city):
    owner = person_with("city-manager", city.public_id)
    commitment = opened(city, owner)
    link = link_in_mail(live_server)
    page.goto(f"{link[:-8]}/")
    check_page(page, "one-link-broken", expected=("404",))
    ActionLink.objects.update(expires_at=clock.now())
    page.goto(link)
    check_page(page, "one-link-expired")
    page.get_by_role("button", name="Send me a new link").click()
    assert "A new link is on its way" in page.inner_text("main")
    fresh = link_in_mail(live_server)
    actions.assign_owner(by=None, commitment=commitment, owner=UserFactory.create(), now=clock.now())
    page.goto(fresh)
    assert "Somebody else looks after this now" in page.inner_text("h1")
    check_page(page, "one-link-reassigned")


def sign_in(context, client, live_server, user):
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def test_pages_of_the_room(context, page, live_server, client, check_page, city):
    user = person_with("city-manager", city.public_id, name="Ana Ruiz")
    sign_in(context, client, live_server, user)
    now, today = clock.now(), clock.today()
    mine = opened(city, user)
    actions.move_due_date(
        by=user, commitment=mine, to_on=today - timedelta(days=2), reason="The council met earlier", now=now
    )
    actions.record_hours(by=user, commitment=mine, hours=2, worked_on=today, note="Two calls", now=now)
    actions.add_comment(by=user, commitment=mine, text="Asked the department heads.", now=now)
    done = CommitmentFactory.create(owed_by=city, done=True, from_clause=True)
    CommitmentFactory.create(owed_by=city, undated=True)
    CommitmentFactory.create_batch(60)
    version = published_procedure(steps=STEPS)
    run = actions.start_procedure(
        by=user,
        version=version,
        subject=Ref("instruments.instrument", "0123456789abcdef"),
        subject_label="Statement of Common Purpose",
        jurisdiction=city,
        now=now,
        starts_on=today,
    )
    step = run.commitments.get(step_key="draft")
    pages = {
        "commitments-list": "/commitments/",
        "commitments-filtered": "/commitments/?show=owes&q=staff",
        "commitments-none": "/commitments/?q=nothing-like-that",
        "commitments-open": "/commitments/open/",
        "commitment": f"/commitments/{mine.public_id}/",
        "commitment-done": f"/commitments/{done.public_id}/",
        "commitment-step": f"/commitments/{step.public_id}/",
        "commitment-record-done": f"/commitments/{mine.public_id}/done/",
        "commitment-owner": f"/commitments/{mine.public_id}/owner/",
        "commitment-date": f"/commitments/{mine.public_id}/date/",
        "procedures": "/procedures/",
        "procedure": "/procedures/adoption/",
        "procedure-run": f"/procedures/runs/{run.public_id}/",
        "procedure-skip": f"/procedures/runs/{run.public_id}/skip/draft/",
    }
    for name, path in pages.items():
        page.goto(live_server.url + path)
        check_page(page, name)


def test_procedure_is_edited_by_buttons(page, context, live_server, client, check_page):
    user = person_with("coordinator")
    sign_in(context, client, live_server, user)
    published_procedure(steps=STEPS)
    page.goto(f"{live_server.url}/procedures/adoption/")
    page.get_by_role("button", name="Make a new version").click()
    check_page(page, "procedure-draft")
    page.get_by_role("button", name="Add a step below 4").click()
    page.locator("#id_step-5-title").fill("File with the recorder")
    page.get_by_role("button", name="Move up 5").click()
    page.locator("#note").fill("The recorder wants a copy")
    page.get_by_role("button", name="Publish this version").click()
    assert "Version 2 in force" in page.inner_text("main")
    page.get_by_role("link", name="Compare with the one in force").click()
    assert "File with the recorder" in page.inner_text("main")
    check_page(page, "procedure-compare")
