"""Polls of intent: what is asked, who answers, who sees it, and what the others would pay."""

import re
from datetime import timedelta
from html import unescape
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    PollCityFactory,
    StudyFactory,
    answered,
    city_of,
    opened_poll,
    planned_study,
)

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import AnswerKind, AnswerRule, IntentAnswer, IntentPoll
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db
CITIES = ["Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown"]


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def study():
    PartnershipFactory.create()
    return planned_study(read("studies")["studies"][0])


@pytest.fixture
def poll(study):
    return opened_poll(study)


def manager_of(name):
    return person_with("city-manager", Jurisdiction.objects.get(name=name).public_id)


def owed_for(poll, name):
    return commitments_about(ref_to(poll.asked.get(city__jurisdiction__name=name))).get()


def seen_by(user, poll):
    """Return what a person sees: each city's answer, ``None`` where it is hidden or not given."""
    found = queries.read_poll(user, IntentPoll.objects.get(pk=poll.pk))
    return {row.name: row.answer.kind if row.answer else None for row in found.rows}


@pytest.mark.parametrize("rule", AnswerRule)
def test_answers_are_open_as_the_rule_says(rule):
    flags = ("is_collecting", "has_answered", "is_complete", "is_closed")
    for values in product((False, True), repeat=4):
        said = dict(zip(flags, values, strict=True))
        ends = said["is_complete"] or said["is_closed"]
        expected = {
            AnswerRule.OPEN: True,
            AnswerRule.OWN_FIRST: said["has_answered"] or ends,
            AnswerRule.TOGETHER: ends,
            AnswerRule.COORDINATOR: False,
        }[rule]
        assert rules.are_open(rule, **said) == (expected or said["is_collecting"]), said


def test_poll_keeps_what_was_asked_and_each_city_owes_an_answer(study):
    manager = manager_of("Raytown")
    poll = opened_poll(study, due_on=clock.today() + timedelta(days=9), words="We decide in May.")
    looked = queries.looked_at(poll.file)
    way = looked["options"][0]["shares"][0]
    assert [(row["city"], row["pays_a_year"]) for row in poll.cities] == [
        (row["city"], row["pays_a_year"]) for row in way["cities"]
    ]
    assert (poll.digest, poll.rule) == (queries.digest_of_file(poll.file), AnswerRule.TOGETHER)
    owed = owed_for(poll, "Raytown")
    assert (owed.owner, owed.due_on, owed.requires_sign_in, owed.outcome) == (manager, poll.due_on, True, "")
    assert [one.city.jurisdiction.name for one in queries.asked_of(poll)] == CITIES


def test_cities_that_might_take_part_are_asked_what_they_would_pay_with_the_others(study, poll):
    cities = {one.public_id for one in study.cities.all()}
    what_if = queries.looked_at(queries.study_file(study, cities))["options"][0]["shares"][0]["cities"]
    pays = {row["city"]: row["pays_a_year"] for row in what_if}
    assert {row.name: row.pays for row in queries.read_poll(person_with("coordinator"), poll).rows} == pays


def test_answer_settles_the_commitment_and_cannot_say_yet_does_not(poll):
    answered(poll, "Raytown", "not_yet")
    assert owed_for(poll, "Raytown").outcome == ""
    answered(poll, "Raytown", "join")
    assert (owed_for(poll, "Raytown").outcome, owed_for(poll, "Raytown").evidence_note) == (
        "done",
        "Answered.",
    )
    answered(poll, "Raytown", "no")
    answered(poll, "Raytown", "not_yet", note="The council changed.")
    assert owed_for(poll, "Raytown").outcome == ""
    kept = IntentAnswer.objects.filter(asked__poll=poll).order_by("pk").values_list("kind", "replaced_at")
    assert [(kind, at is None) for kind, at in kept] == [
        ("not_yet", False),
        ("join", False),
        ("no", False),
        ("not_yet", True),
    ]


def test_neither_audit_nor_commitment_says_what_was_answered(poll):
    for name, kind in zip(CITIES, ["join", "no", "join", "if", "not_yet"], strict=True):
        answered(poll, name, kind, condition="if the county pays" if kind == "if" else "", note="secret")
    told = [str(entry.detail.values) for entry in entries_about(ref_to(poll).kind, poll.public_id)]
    told += [f"{owed_for(poll, name).evidence_note} {owed_for(poll, name).detail}" for name in CITIES]
    assert not any(word in text for text in told for word in ("join'", "'no'", "county", "secret"))
    said = [entry for entry in told if "Grandview" in entry]
    assert said == ["{'city': 'Grandview'}"]


@pytest.mark.parametrize("rule", AnswerRule)
def test_each_person_sees_the_answers_that_the_rule_gives_them(study, rule):
    study.answers = rule
    study.save()
    poll = opened_poll(study)
    people = {
        "collects": person_with("coordinator"),
        "reads": person_with("auditor"),
        "answered": manager_of("Raytown"),
        "silent": manager_of("Grandview"),
    }
    answered(poll, "Raytown", "join")
    answered(poll, "Independence", "no")
    nothing = dict.fromkeys(CITIES)
    both = {**nothing, "Raytown": "join", "Independence": "no"}
    own = {**nothing, "Raytown": "join"}
    sees_all = {
        AnswerRule.OPEN: set(people),
        AnswerRule.OWN_FIRST: {"collects", "answered"},
        AnswerRule.TOGETHER: {"collects"},
        AnswerRule.COORDINATOR: {"collects"},
    }[rule]
    for who, person in people.items():
        expected = both if who in sees_all else own if who == "answered" else nothing
        assert seen_by(person, poll) == expected, who
        read = queries.read_poll(person, poll)
        assert (bool(read.counts), bool(read.leaving)) == (who in sees_all, who in sees_all), who
        assert read.answered == 2
    for name in ("Blue Springs", "Grandview", "Lee's Summit"):
        answered(poll, name, "join")
    answered(poll, "Raytown", "not_yet")
    complete = seen_by(people["reads"], poll)
    is_hidden = rule is AnswerRule.COORDINATOR
    assert complete == (
        nothing
        if is_hidden
        else {**dict.fromkeys(CITIES, "join"), "Independence": "no", "Raytown": "not_yet"}
    )


def test_closed_poll_shows_what_there_is_and_takes_no_more(poll):
    answered(poll, "Raytown", "join")
    reader = person_with("auditor")
    assert seen_by(reader, poll)["Raytown"] is None
    actions.close_poll(by=None, poll=poll, now=NOW)
    assert seen_by(reader, poll)["Raytown"] == "join"
    assert [owed_for(poll, name).outcome for name in ("Raytown", "Grandview")] == ["done", "withdrawn"]
    with pytest.raises(Refusal, match="The poll is closed"):
        answered(poll, "Raytown", "no")
    with pytest.raises(Refusal, match="The poll is closed"):
        actions.close_poll(by=None, poll=poll, now=NOW)


def test_changed_rule_of_the_study_opens_no_answer_of_a_poll_that_is_under_way(study, poll):
    answered(poll, "Raytown", "join")
    study.answers = AnswerRule.OPEN
    study.save()
    assert seen_by(person_with("auditor"), poll) == dict.fromkeys(CITIES)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "maybe"}, "kind"),
        ({"kind": "if", "condition": "  "}, "condition"),
        ({"kind": "join", "condition": "if it snows"}, "condition"),
    ],
)
def test_answer_that_cannot_be_read_is_refused(poll, facts, field):
    with pytest.raises(Refusal) as refused:
        answered(poll, "Raytown", **facts)
    assert refused.value.field == field
    assert not IntentAnswer.objects.exists()


def test_that_a_city_cannot_say_yet_is_open_and_its_note_is_not(client, study, poll):
    answered(poll, "Raytown", "not_yet", note="The council is split.")
    answered(poll, "Grandview", "no")
    client.force_login(person_with("auditor"))
    page = client.get(url("poll", study.public_id, poll.public_id))
    rows = {row.name: (row.cannot_say, row.has_answered) for row in page.context["read"].rows}
    assert (rows["Raytown"], rows["Grandview"], rows["Independence"]) == (
        (True, False),
        (False, True),
        (False, False),
    )
    said = words(page)
    assert ("We cannot say yet" in said, "council is split" in said) == (True, False)
    assert "We would not join" not in said
    listed = client.get(url("together", study.public_id)).context["polls"].get()
    assert (listed.answered_count, listed.asked_count) == (1, 5)


def test_city_is_spoken_for_by_its_own_people_only(poll):
    asked = poll.asked.get(city__jurisdiction__name="Raytown")
    finance = person_with("finance-officer", asked.city.jurisdiction.public_id)
    for person in (manager_of("Grandview"), person_with("coordinator"), finance):
        with pytest.raises(Refusal, match="your own city only"):
            actions.answer_poll(by=person, asked=asked, facts={"kind": "join"}, now=NOW)


def test_those_who_said_no_stay_out_as_in_the_what_if(study, poll):
    answered(poll, "Raytown", "no")
    answered(poll, "Blue Springs", "join")
    read = queries.read_poll(person_with("coordinator"), poll)
    stay = {one.public_id for one in study.cities.exclude(jurisdiction__name="Raytown")}
    way = queries.looked_at(queries.study_file(study, stay))["options"][0]["shares"][0]["cities"]
    expected = {row["city"]: row["pays_a_year"] for row in way if row["takes_part"]}
    assert {one.city: one.rest for one in read.rest} == expected
    assert [one.rest - one.asked for one in read.rest] == [one.more for one in read.rest]
    assert set(read.staying) == stay


def test_option_falls_when_the_city_that_runs_it_says_no(study):
    poll = opened_poll(study, option="Independence repairs for all")
    answered(poll, "Independence", "no")
    read = queries.read_poll(person_with("coordinator"), poll)
    assert (read.rest, read.rest_refusal) == (
        (),
        "Independence runs it, and stays out: this option falls.",
    )
    for name in ("Raytown", "Grandview", "Lee's Summit"):
        answered(poll, name, "no")
    read = queries.read_poll(person_with("coordinator"), poll)
    assert read.rest_refusal == "Fewer than two cities would be left."


def test_poll_says_when_the_figures_have_changed(client, study, poll):
    client.force_login(person_with("auditor"))
    here = url("poll", study.public_id, poll.public_id)
    assert "The figures have changed since" not in words(client.get(here))
    study.options.filter(title="A workshop of our own").update(title="Our workshop")
    page = words(client.get(here))
    assert "The figures have changed since" in page
    assert "Who would join “A workshop of our own”?" in page


def test_poll_is_refused_when_the_figures_changed_while_it_was_written(study):
    cities = [one.city for one in queries.signed_baselines(study)]
    taking = {city.public_id for city in cities}
    offer = queries.offer_of(study, taking, "A workshop of our own", "Heavy trucks")
    study.options.filter(title="A workshop of our own").update(title="Our workshop")
    facts = {"cities": cities, "due_on": None, "words": ""}
    with pytest.raises(Refusal, match="changed the figures meanwhile"):
        actions.open_poll(by=None, study=study, offer=offer, facts=facts, now=NOW)
    assert not IntentPoll.objects.exists()


def test_same_is_not_asked_twice_at_a_time(study, poll):
    with pytest.raises(Refusal, match="asked this already"):
        opened_poll(study)
    actions.close_poll(by=None, poll=poll, now=NOW)
    assert opened_poll(study).pk != poll.pk


def test_city_that_is_taken_out_owes_no_answer(poll):
    asked = poll.asked.get(city__jurisdiction__name="Raytown")
    actions.take_out_city(by=None, city=asked.city, reason="Left", now=NOW)
    assert owed_for(poll, "Raytown").outcome == "withdrawn"
    asked.city.refresh_from_db()
    with pytest.raises(Refusal, match="no longer in the study"):
        actions.answer_poll(by=None, asked=asked, facts={"kind": "join"}, now=NOW)


def test_lead_asks_by_the_form_and_what_was_typed_is_kept(client, study):
    client.force_login(manager_of("Raytown"))
    form = client.get(
        url("open-poll", study.public_id), {"option": "A workshop of our own", "share": "Nucleolus"}
    ).context["form"]
    part = [one.public_id for one in study.cities.filter(stand="part").order_by("jurisdiction__name")]
    assert [form[name].value() for name in ("option", "share", "cities")] == [
        "A workshop of our own",
        "Nucleolus",
        part,
    ]
    typed = {"option": "Independence repairs for all", "share": "Nucleolus", "words": "Say it."}
    inside = list(study.cities.exclude(jurisdiction__name="Independence").values_list("public_id", flat=True))
    refused = client.post(url("open-poll", study.public_id), {**typed, "cities": inside}).context["form"]
    assert refused.errors["option"] == [
        "“Independence repairs for all” cannot be done by these cities: its lead city takes part."
    ]
    assert refused["words"].value() == "Say it."
    late = {**typed, "cities": part, "due_on": "2020-01-01"}
    refused = client.post(url("open-poll", study.public_id), late).context["form"]
    assert refused.errors["due_on"] == ["That day has passed. Give the cities time to answer."]
    few = client.post(url("open-poll", study.public_id), {**typed, "cities": part[:1]}).context["form"]
    assert few.errors["cities"] == ["Ask two cities or more: they take part together."]
    done = client.post(url("open-poll", study.public_id), {**typed, "cities": part})
    assert done.url == url("together", study.public_id)
    assert [one.share_name for one in IntentPoll.objects.all()] == ["Nucleolus"]


def test_city_answers_by_the_form_and_the_list_stops_asking(client, study, poll):
    client.force_login(manager_of("Raytown"))
    asked = poll.asked.get(city__jurisdiction__name="Raytown")
    here = url("answer-poll", asked.public_id)
    assert "Say whether Raytown would join" in words(client.get(url("list")))
    page = words(client.get(here))
    assert poll.by_city["Raytown"]["sentence"] in page
    assert "Independence would pay" in page
    refused = client.post(here, {"kind": "if", "note": "The mayor agrees."})
    assert refused.context["form"].errors["condition"] == ["Say on which condition your city would join."]
    assert refused.context["form"]["note"].value() == "The mayor agrees."
    done = client.post(here, {"kind": "if", "condition": "Blue Springs joins", "note": "The mayor agrees."})
    assert done.url == url("poll", study.public_id, poll.public_id)
    page = words(client.get(done.url))
    assert "Blue Springs joins" in page
    assert "1 of 5 cities" in page
    assert client.get(here).context["form"]["condition"].value() == "Blue Springs joins"
    assert "Say whether Raytown would join" not in words(client.get(url("list")))


def test_whoever_does_not_speak_for_the_city_is_shown_the_poll(client, study, poll):
    client.force_login(manager_of("Grandview"))
    here = url("answer-poll", poll.asked.get(city__jurisdiction__name="Raytown").public_id)
    assert client.get(here).url == url("poll", study.public_id, poll.public_id)
    assert client.post(here, {"kind": "join"}).status_code == 404
    assert not IntentAnswer.objects.exists()


def test_lead_closes_by_the_page(client, study, poll):
    client.force_login(manager_of("Grandview"))
    here = url("close-poll", study.public_id, poll.public_id)
    assert "Cities that have not answered" not in words(
        client.get(url("poll", study.public_id, poll.public_id))
    )
    client.get(here)
    assert IntentPoll.objects.get().closed_at is None
    assert client.post(here).url == url("poll", study.public_id, poll.public_id)
    assert IntentPoll.objects.get().closed_at is not None
    asked = poll.asked.get(city__jurisdiction__name="Grandview")
    assert "answers stay as they are" in words(client.get(url("answer-poll", asked.public_id)))
    late = client.post(url("answer-poll", asked.public_id), {"kind": "join"})
    assert "answers stay as they are" in words(late)


def test_pages_cost_the_same_with_two_three_and_many_cities(client):
    PartnershipFactory.create()
    client.force_login(person_with("coordinator"))
    poll = PollCityFactory.create(poll__study=StudyFactory.create()).poll
    costs = {"poll": {}, "together": {}}
    for rows in (2, 3, 12):
        while poll.asked.count() < rows:
            name = f"City {poll.asked.count()}"
            city = city_of(JurisdictionFactory.create(name=name), study=poll.study)
            PollCityFactory.create(poll=poll, city=city)
            answered(poll, name, AnswerKind.JOIN)
            PollCityFactory.create(poll__study=poll.study)
        for name, args in (
            ("poll", (poll.study.public_id, poll.public_id)),
            ("together", (poll.study.public_id,)),
        ):
            client.get(url(name, *args))
            with CaptureQueriesContext(connection) as made:
                client.get(url(name, *args))
            costs[name][rows] = len(made)
    assert [len(set(one.values())) for one in costs.values()] == [1, 1], costs
