"""Comments on a study: who speaks for whom, what stays, and what a question to a city becomes."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import NOW, OptionFactory, RemarkFactory, StudyFactory, city_of

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import Remark
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def study():
    PartnershipFactory.create()
    return StudyFactory.create()


@pytest.fixture
def raytown(study):
    return city_of(JurisdictionFactory.create(name="Raytown"), study=study)


@pytest.fixture
def manager(raytown):
    return person_with("city-manager", raytown.jurisdiction.public_id)


def say(by, study, text="Is the grant sure?", **more):
    return actions.say(by=by, study=study, text=text, now=NOW, **more)


def test_comment_says_who_spoke_for_which_city(study, raytown, manager):
    outside = JurisdictionFactory.create(name="Grain Valley")
    remarks = [
        say(person, study)
        for person in (manager, person_with("clerk", outside.public_id), person_with("coordinator"))
    ]
    assert [one.spoken_for for one in remarks] == [raytown.jurisdiction, outside, None]
    told = [entry.detail.values for entry in entries_about(ref_to(study).kind, study.public_id)]
    assert not any("grant" in str(values) for values in told)


def test_auditor_reads_and_says_nothing(client, study, manager):
    say(manager, study)
    auditor = person_with("auditor")
    client.force_login(auditor)
    page = client.get(url("talk", study.public_id))
    assert "Is the grant sure?" in words(page)
    assert "Say something" not in words(page)
    assert client.post(url("talk", study.public_id), {"text": "x"}).status_code == 404
    with pytest.raises(Refusal, match="say nothing"):
        say(auditor, study)
    assert Remark.objects.count() == 1


def test_answers_stay_in_one_thread_and_about_what_it_is_about(study, raytown, manager):
    option = OptionFactory.create(study=study)
    first = say(manager, study, option=option, to_city=raytown)
    second = say(manager, study, text="Yes.", answers=first)
    third = say(manager, study, text="Good.", answers=second)
    assert [(one.answers, one.option, one.to_city) for one in (second, third)] == [(first, option, None)] * 2
    thread = queries.said_to(manager, queries.talk_about(study).get(), NOW)
    assert [one.remark.text for one in thread.replies] == ["Yes.", "Good."]
    assert list(queries.talk_about(study, OptionFactory.create(study=study))) == []


def test_comment_is_changed_soon_only_and_by_its_author(study, manager):
    remark = say(manager, study)
    last = NOW + timedelta(minutes=15)
    actions.change_remark(by=manager, remark=remark, text="Is the grant certain?", now=last)
    remark.refresh_from_db()
    assert (remark.text, remark.changed_at) == ("Is the grant certain?", last)
    for person, at in ((manager, last + timedelta(seconds=1)), (person_with("coordinator"), NOW)):
        with pytest.raises(Refusal, match="can be changed for 15 minutes"):
            actions.change_remark(by=person, remark=remark, text="No", now=at)
    remark.refresh_from_db()
    assert remark.text == "Is the grant certain?"


def test_withdrawn_comment_loses_its_text_and_keeps_its_place(client, study, manager):
    remark = say(manager, study)
    say(manager, study, text="Nobody knows.", answers=remark)
    with pytest.raises(Refusal, match="Only who wrote"):
        actions.withdraw_remark(by=person_with("coordinator"), remark=remark, now=NOW)
    actions.withdraw_remark(by=manager, remark=remark, now=NOW + timedelta(days=3))
    client.force_login(manager)
    page = words(client.get(url("talk", study.public_id)))
    assert ("Is the grant sure?" in page, "This comment was withdrawn." in page, "Nobody knows." in page) == (
        False,
        True,
        True,
    )
    assert Remark.objects.get(pk=remark.pk).text == ""
    with pytest.raises(Refusal, match="withdrawn"):
        say(manager, study, text="More", answers=remark)


@pytest.mark.parametrize(
    ("who", "closes"),
    [
        ("author", True),
        ("city", True),
        ("finance", True),
        ("lead", True),
        ("clerk of another city", False),
    ],
)
def test_question_to_a_city_is_closed_by_those_it_concerns(study, raytown, manager, who, closes):
    clerk = person_with("clerk", JurisdictionFactory.create(name="Asking").public_id)
    remark = say(clerk, study, to_city=raytown)
    person = {
        "author": clerk,
        "city": manager,
        "finance": person_with("finance-officer", raytown.jurisdiction.public_id),
        "lead": person_with("coordinator"),
        "clerk of another city": person_with("clerk", JurisdictionFactory.create().public_id),
    }[who]
    if closes:
        actions.close_question(by=person, remark=remark, now=NOW)
    else:
        with pytest.raises(Refusal, match="not yours to close"):
            actions.close_question(by=person, remark=remark, now=NOW)
    remark.refresh_from_db()
    assert (remark.closed_at is not None, remark.closed_by == person) == (closes, closes)


def test_open_question_stands_among_what_the_city_needs_to_do(client, study, raytown, manager):
    client.force_login(manager)
    typed = {"text": "Do you keep your lifts?", "to_city": raytown.public_id}
    done = client.post(url("talk", study.public_id), typed)
    remark = Remark.objects.get()
    assert done.url == f"{url('talk', study.public_id)}#{remark.public_id}"
    line = "Answer what Raytown is asked in the comments"
    assert line in words(client.get(url("list")))
    assert queries.talk_counts(study) == {"said": 1, "open": 1}
    client.post(url("close-question", remark.public_id))
    assert line not in words(client.get(url("list")))
    assert "Question to Raytown, closed" in words(client.get(url("talk", study.public_id)))
    assert client.post(url("close-question", remark.public_id)).status_code == 404


def test_what_was_typed_is_kept_when_it_is_refused(client, study, raytown, manager):
    option = OptionFactory.create(study=study)
    client.force_login(manager)
    here = url("talk", study.public_id)
    assert (
        client.get(here, {"option": option.public_id}).context["form"]["option"].value() == option.public_id
    )
    other = city_of()
    typed = {"text": "  ", "option": option.public_id, "to_city": raytown.public_id}
    refused = client.post(here, typed).context["form"]
    assert (list(refused.errors), refused["to_city"].value()) == (["text"], raytown.public_id)
    refused = client.post(here, {"text": "x", "to_city": other.public_id}).context["form"]
    assert (list(refused.errors), refused["text"].value()) == (["to_city"], "x")
    refused = client.post(here, {"text": "x" * 4001}).context["form"]
    assert (list(refused.errors), len(refused["text"].value())) == (["text"], 4001)
    assert not Remark.objects.exists()


def test_city_and_option_of_another_study_are_refused(study, manager):
    for more, field in (({"to_city": city_of()}, "to_city"), ({"option": OptionFactory.create()}, "option")):
        with pytest.raises(Refusal) as refused:
            say(manager, study, **more)
        assert refused.value.field == field


def test_comment_is_answered_changed_and_withdrawn_by_the_pages(client, study, manager):
    client.force_login(manager)
    remark = actions.say(by=manager, study=study, text="<b>Sure?</b>", now=clock.now())
    page = client.get(url("talk", study.public_id))
    assert "&lt;b&gt;Sure?&lt;/b&gt;" in page.content.decode()
    thread = f"{url('talk', study.public_id)}#{remark.public_id}"
    assert client.post(url("reply", remark.public_id), {"text": "Yes."}).url == thread
    changed = client.post(url("change-remark", remark.public_id), {"text": "Is it sure?"})
    assert changed.url == thread
    page = words(client.get(url("talk", study.public_id)))
    assert ("Is it sure?" in page, "Yes." in page, "changed" in page) == (True, True, True)
    client.get(url("withdraw-remark", remark.public_id))
    assert Remark.objects.get(pk=remark.pk).withdrawn_at is None
    assert client.post(url("withdraw-remark", remark.public_id)).url == thread
    assert client.get(url("change-remark", remark.public_id)).status_code == 404


def test_options_page_says_how_much_is_said_about_each(client, study, manager):
    option = OptionFactory.create(study=study, title="A workshop")
    say(manager, study, option=option)
    client.force_login(manager)
    assert "1 comment : A workshop" in words(client.get(url("options", study.public_id)))


def test_thread_costs_the_same_with_two_three_and_many_comments(client, study, raytown):
    client.force_login(person_with("coordinator"))
    costs = {}
    for rows in (2, 3, 12):
        while study.remarks.filter(answers=None).count() < rows:
            first = RemarkFactory.create(study=study, to_city=raytown)
            RemarkFactory.create(study=study, answers=first)
        client.get(url("talk", study.public_id))
        with CaptureQueriesContext(connection) as made:
            client.get(url("talk", study.public_id))
        costs[rows] = len(made)
    assert len(set(costs.values())) == 1, costs
