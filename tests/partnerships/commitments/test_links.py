"""The page behind the link of a mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import (
    NOW,
    TODAY,
    ActionLinkFactory,
    CommitmentFactory,
    published_procedure,
    started_run,
)

from interlocal.foundation.audit.public import entries_about
from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import ActionLink, Comment, Evidence, Step
from interlocal.partnerships.commitments.rules import LinkState, link_state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def clock_stands_still(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def link():
    owner = UserFactory.create(name="Ana Ruiz")
    return ActionLinkFactory.create(commitment=CommitmentFactory.create(owner=owner, from_clause=True))


def address(link):
    return f"{link.path}{sign_path(link.path)}/"


def done(**said):
    return {"way": "done", "done_on": TODAY.isoformat(), "hours": "", "note": "", "evidence_url": ""} | said


def test_reading_changes_nothing(client, link, django_assert_max_num_queries):
    for _time in range(3):
        with django_assert_max_num_queries(8):
            response = client.get(address(link))
        assert response.status_code == 200
        client.head(address(link))
    link.refresh_from_db()
    assert (link.used_at, link.answer, link.commitment.outcome) == (None, "", "")
    assert not entries_about("commitments.commitment", link.commitment.public_id).exists()


def test_page_tells_its_address_to_nobody(client, link):
    response = client.get(address(link))
    assert {name: response[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")} == {
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store, private",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }
    assert "<script" not in response.content.decode()


def test_done_is_recorded_as_the_person_with_the_way_it_came(client, link):
    response = client.post(address(link), done(hours="1.5", note="Two people named"))
    assert (response.status_code, response["Location"]) == (302, address(link))
    link.refresh_from_db()
    commitment = link.commitment
    assert (commitment.outcome, commitment.closed_by, commitment.evidence_note) == (
        "done",
        link.person,
        "Two people named",
    )
    assert (link.used_at, link.answer) == (NOW, "done")
    entries = entries_about("commitments.commitment", commitment.public_id)
    told = [(one.detail.action, one.detail.actor_id, one.detail.values["via"]) for one in entries]
    assert told == [
        ("commitments.use_link", link.person.public_id, "link"),
        ("commitments.close", link.person.public_id, "link"),
    ]


def test_used_link_says_what_was_recorded_by_whom_and_takes_nothing_more(client, link):
    client.post(address(link), done())
    for response in (client.get(address(link)), client.post(address(link), done(note="Again"))):
        page = response.content.decode()
        assert "Recorded as done" in page
        assert "Recorded by Ana Ruiz, Tue, Mar 10, 2026, 10:00 a.m. CDT" in page
        assert "<button" not in page
    link.commitment.refresh_from_db()
    assert link.commitment.evidence_note == ""


def test_date_is_moved_with_its_reason(client, link):
    to_on = TODAY + timedelta(days=60)
    client.post(
        address(link), {"way": "date", "due_on": to_on.isoformat(), "reason": "The council meets later"}
    )
    link.commitment.refresh_from_db()
    link.refresh_from_db()
    assert (link.commitment.due_on, link.answer) == (to_on, "date")


def test_comment_leaves_it_open(client, link):
    client.post(address(link), {"way": "comment", "text": "This is not mine"})
    link.refresh_from_db()
    assert Comment.objects.values_list("text", "by").get() == ("This is not mine", link.person.pk)
    assert (link.answer, link.commitment.outcome) == ("comment", "")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"done_on": (TODAY + timedelta(days=1)).isoformat()}, "That day has not come yet"),
        ({"evidence_url": "minutes"}, "That is not a web address"),
        ({"done_on": "soon"}, "Enter a valid date"),
        ({"hours": "-1"}, "Give more than no hours"),
    ],
)
def test_refused_answer_keeps_what_was_typed_and_the_link(client, link, said, words):
    page = client.post(address(link), done(note="Kept words", **said)).content.decode()
    assert words in page
    assert "Kept words" in page
    link.refresh_from_db()
    assert (link.used_at, link.commitment.outcome) == (None, "")


def test_standing_duty_is_reviewed_not_ended(client):
    commitment = CommitmentFactory.create(standing=True, owner=UserFactory.create())
    link = ActionLinkFactory.create(commitment=commitment)
    assert "Yes, record the review" in client.get(address(link)).content.decode()
    next_on = TODAY + timedelta(days=180)
    client.post(
        address(link),
        {"way": "review", "reviewed_on": TODAY.isoformat(), "next_on": next_on.isoformat(), "note": "Fine"},
    )
    commitment.refresh_from_db()
    link.refresh_from_db()
    assert (commitment.outcome, commitment.due_on, link.answer) == ("", next_on, "reviewed")


def test_what_asks_for_sign_in_leads_there(client):
    commitment = CommitmentFactory.create(signed=True, owner=UserFactory.create())
    link = ActionLinkFactory.create(commitment=commitment)
    for response in (client.get(address(link)), client.post(address(link), done())):
        assert response["Location"] == reverse("commitments:detail", args=[commitment.public_id])
    commitment.refresh_from_db()
    assert commitment.outcome == ""


def test_step_that_takes_only_a_file_leads_to_sign_in(client):
    steps = (Step("scan", "Scan it", evidence=(Evidence.FILE,)),)
    step = started_run(version=published_procedure(steps=steps)).commitments.get()
    actions.assign_owner(by=None, commitment=step, owner=UserFactory.create(), now=NOW)
    step.refresh_from_db()
    page = client.get(address(ActionLinkFactory.create(commitment=step))).content.decode()
    assert "This step needs a file as evidence" in page
    assert "record it as done" not in page


STATES = {
    LinkState.SUSPENDED: lambda link: suspend(link.person),
    LinkState.REASSIGNED: lambda link: actions.assign_owner(
        by=None, commitment=link.commitment, owner=UserFactory.create(), now=NOW
    ),
    LinkState.CLOSED: lambda link: actions.close_commitment(
        by=None, commitment=link.commitment, now=NOW, done_on=TODAY
    ),
    LinkState.EXPIRED: lambda link: ActionLink.objects.update(expires_at=NOW),
}
WORDS = {
    LinkState.SUSPENDED: "Your account is suspended",
    LinkState.REASSIGNED: "Somebody else looks after this now",
    LinkState.CLOSED: "This is already settled",
    LinkState.EXPIRED: "This link has expired",
}


def suspend(person):
    person.is_active, person.suspended_at = False, NOW
    person.save()


@pytest.mark.parametrize("state", STATES)
def test_link_that_takes_nothing_says_why_and_records_nothing(client, link, state):
    STATES[state](link)
    before = link.commitment.__class__.objects.values().get()
    for response in (client.get(address(link)), client.post(address(link), done())):
        assert WORDS[state] in response.content.decode()
    assert link.commitment.__class__.objects.values().get() == before
    fresh = ActionLink.objects.select_related("commitment", "person").get()
    assert (link_state(fresh, NOW), fresh.used_at) == (state, None)
    with pytest.raises(Refusal, match=r"[Nn]othing was recorded"):
        actions.comment_by_link(link=link, text="Me too", now=NOW)


def test_expired_link_is_renewed_once_to_the_same_person(client, link):
    ActionLink.objects.update(expires_at=NOW)
    for _time in range(2):
        client.post(address(link), {"way": "renew"})
    links = ActionLink.objects.order_by("pk")
    assert [(one.person, one.renewed_at) for one in links] == [(link.person, NOW), (link.person, None)]
    assert "A new link is on its way" in client.get(address(link)).content.decode()
    run_due(now=NOW + timedelta(seconds=1))
    assert [message.to for message in mail.outbox] == [[f"Ana Ruiz <{link.person.email}>"]]
    assert f"/do/{links[1].public_id}/" in mail.outbox[0].body


def test_address_that_is_not_ours_opens_nothing_and_tells_nothing(client, link):
    other = ActionLinkFactory.create(commitment=CommitmentFactory.create(owner=UserFactory.create()))
    for path in (
        f"{link.path}{sign_path(other.path)}/",
        f"{link.path}{sign_path(link.path)[:-1]}/",
        f"/do/0000000000000000/{sign_path('/do/0000000000000000/')}/",
    ):
        response = client.get(path)
        assert response.status_code == 404
        assert link.commitment.title not in response.content.decode()
        assert client.post(path, done()).status_code == 404


def test_guessing_and_hammering_are_stopped(client, link):
    codes = {client.get(f"{link.path}guess-{number}/").status_code for number in range(62)}
    assert codes == {404, 429}
    answers = [client.post(address(link), done(done_on="soon")).status_code for _number in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert client.get(address(link)).status_code == 200


def test_reader_of_another_language_is_addressed_in_it(client, link):
    link.person.language = "es"
    link.person.save()
    spanish, english = client.get(address(link)), client.get(f"{address(link)}?language=en")
    assert (spanish["Content-Language"], english["Content-Language"]) == ("es", "en")
    assert "Sí, registrarlo como hecho" in spanish.content.decode()
    assert "Yes, record it as done" in english.content.decode()


def test_mail_of_what_needs_sign_in_leads_to_its_page():
    owner = person_with("coordinator")
    commitment = CommitmentFactory.create(signed=True, owner=owner)
    actions.send_link(commitment=commitment, key="test", template="opened", now=NOW)
    run_due(now=NOW + timedelta(seconds=1))
    assert f"/commitments/{commitment.public_id}/" in mail.outbox[0].body
    assert "/do/" not in mail.outbox[0].body
    assert not ActionLink.objects.exists()
