"""Sign-off: what a city signs, that it is exactly that, and what a later change makes of it."""

import hashlib
import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    SignOffCityFactory,
    StudyFactory,
    asked_to_sign,
    city_of,
    drawn_run,
    planned_study,
)

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import SignOff, SignOffDecision
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db
MEMBERS = ["Grandview", "Independence", "Lee's Summit", "Raytown"]


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def study():
    PartnershipFactory.create()
    return planned_study(read("studies")["studies"][0])


@pytest.fixture
def sign_off(study):
    return asked_to_sign(study)


def manager_of(name):
    return person_with("city-manager", Jurisdiction.objects.get(name=name).public_id)


def asked_of(sign_off, name):
    return sign_off.asked.select_related("sign_off__study", "city__jurisdiction").get(
        city__jurisdiction__name=name
    )


def sign(sign_off, name, by=None):
    asked = asked_of(sign_off, name)
    return actions.sign_result(by=by, asked=asked, name="Dana Reyes", office="City manager", now=NOW)


def decline(sign_off, name, reason="Our council has not seen it."):
    return actions.decline_result(by=None, asked=asked_of(sign_off, name), reason=reason, now=NOW)


def owed_for(sign_off, name):
    return commitments_about(ref_to(asked_of(sign_off, name))).get()


def change(study):
    study.options.filter(title="A workshop of our own").update(title="Our workshop")


def test_cities_that_take_part_owe_a_signature(study):
    manager = manager_of("Raytown")
    due_on = clock.today() + timedelta(days=9)
    sign_off = asked_to_sign(study, due_on=due_on)
    assert [one.city.jurisdiction.name for one in sign_off.asked.all()] == MEMBERS
    owed = owed_for(sign_off, "Raytown")
    assert (owed.owner, owed.due_on, owed.requires_sign_in) == (manager, due_on, True)
    assert owed.detail == sign_off.by_city["Raytown"]["sentence"]


def test_signature_covers_the_file_and_the_sentence_as_shown(sign_off):
    manager = manager_of("Raytown")
    decision = sign(sign_off, "Raytown", by=manager)
    run = sign_off.run
    shown = run.result["options"][0]["shares"][0]["cities"]
    sentence = next(row["sentence"] for row in shown if row["city"] == "Raytown")
    signed = [hashlib.sha256(run.file.encode()).hexdigest(), "option-1", "Heavy trucks", "Raytown", sentence]
    expected = hashlib.sha256(json.dumps(signed, ensure_ascii=False).encode()).hexdigest()
    assert (decision.sentence, decision.digest, decision.decided_by) == (sentence, expected, manager)
    owed = owed_for(sign_off, "Raytown")
    assert (owed.outcome, owed.evidence_note) == ("done", "Signed by Dana Reyes, City manager.")
    newest = entries_about(ref_to(sign_off).kind, sign_off.public_id).first().detail
    assert (newest.action, newest.values["city"], newest.values["digest"]) == (
        "studies.sign_result",
        "Raytown",
        expected,
    )


def test_city_declines_with_a_reason_and_may_sign_later(sign_off):
    with pytest.raises(Refusal) as refused:
        decline(sign_off, "Raytown", reason=" ")
    assert refused.value.field == "reason"
    decline(sign_off, "Raytown")
    assert owed_for(sign_off, "Raytown").outcome == "done"
    sign(sign_off, "Raytown")
    rows = SignOffDecision.objects.order_by("pk").values_list("kind", "replaced_at")
    assert [(kind, at is None) for kind, at in rows] == [("declined", False), ("signed", True)]
    row = queries.read_sign_off(person_with("auditor"), sign_off).rows[-1]
    assert (row.name, row.decision.kind, [one.kind for one in row.former]) == (
        "Raytown",
        "signed",
        ["declined"],
    )


def test_later_change_leaves_signatures_on_earlier_figures_and_takes_no_new_one(client, study, sign_off):
    sign(sign_off, "Raytown")
    client.force_login(manager_of("Grandview"))
    here = url("sign-off", study.public_id, sign_off.public_id)
    assert "Signed on earlier figures" not in words(client.get(here))
    change(study)
    page = words(client.get(here))
    assert "Signed on earlier figures" in page
    assert "The figures have changed since" in page
    assert "Signed on earlier figures" in words(client.get(url("result", study.public_id)))
    with pytest.raises(Refusal, match="figures have changed since you were asked"):
        sign(sign_off, "Grandview")
    asked = asked_of(sign_off, "Grandview")
    assert "can no longer be signed" in words(client.get(url("sign-result", asked.public_id)))
    assert SignOffDecision.objects.get().sentence == sign_off.by_city["Raytown"]["sentence"]


def test_only_the_finished_result_of_the_figures_as_they_are_is_signed(client, study):
    client.force_login(manager_of("Grandview"))
    refused = client.get(url("ask-for-sign-off", study.public_id))
    assert refused.url == url("result", study.public_id)
    run = drawn_run(study)
    offer = queries.offer_of_run(run, "A workshop of our own", "Heavy trucks")
    change(study)
    with pytest.raises(Refusal, match="figures have changed since these draws"):
        actions.ask_for_sign_off(by=None, run=run, offer=offer, facts={"due_on": None}, now=NOW)
    assert not SignOff.objects.exists()


def test_same_is_not_asked_twice_at_a_time(study, sign_off):
    with pytest.raises(Refusal, match="asked to sign this already"):
        asked_to_sign(study)
    asked_to_sign(study, share="Nucleolus")
    actions.end_sign_off(by=None, sign_off=sign_off, now=NOW)
    assert asked_to_sign(study).pk != sign_off.pk


def test_ended_sign_off_keeps_what_is_signed_and_asks_no_more(client, study, sign_off):
    sign(sign_off, "Raytown")
    client.force_login(manager_of("Grandview"))
    client.get(url("end-sign-off", study.public_id, sign_off.public_id))
    assert SignOff.objects.get().ended_at is None
    done = client.post(url("end-sign-off", study.public_id, sign_off.public_id))
    assert done.url == url("sign-off", study.public_id, sign_off.public_id)
    assert [owed_for(sign_off, name).outcome for name in ("Raytown", "Grandview")] == ["done", "withdrawn"]
    with pytest.raises(Refusal, match="is ended"):
        sign(sign_off, "Grandview")
    with pytest.raises(Refusal, match="is ended"):
        decline(sign_off, "Raytown")
    assert "1 of 4 cities" in words(client.get(done.url))


def test_city_is_signed_for_by_its_own_people_only(client, study, sign_off):
    asked = asked_of(sign_off, "Raytown")
    for person in (manager_of("Grandview"), person_with("coordinator")):
        with pytest.raises(Refusal, match="your own city only"):
            sign(sign_off, "Raytown", by=person)
    client.force_login(manager_of("Grandview"))
    here = url("sign-result", asked.public_id)
    assert client.get(here).url == url("sign-off", study.public_id, sign_off.public_id)
    typed = {"name": "x", "office": "y"}
    assert client.post(here, typed).status_code == 404
    assert client.post(url("decline-result", asked.public_id), {"reason": "x"}).status_code == 404
    assert not SignOffDecision.objects.exists()


def test_lead_asks_and_city_signs_by_the_pages(client, study):
    drawn_run(study)
    raytown = manager_of("Raytown")
    client.force_login(raytown)
    given = {"option": "A workshop of our own", "share": "Nucleolus"}
    assert "Ask the cities to sign this result" in words(client.get(url("result", study.public_id)))
    form = client.get(url("ask-for-sign-off", study.public_id), given).context["form"]
    assert [form["option"].value(), form["share"].value()] == list(given.values())
    late = client.post(
        url("ask-for-sign-off", study.public_id), {**given, "due_on": "2020-01-01", "words": "w"}
    )
    assert late.context["form"].errors["due_on"] == ["That day has passed. Give the cities time to answer."]
    assert late.context["form"]["words"].value() == "w"
    client.post(url("ask-for-sign-off", study.public_id), given)
    sign_off = SignOff.objects.get()
    assert "Sign the result for Raytown, or decline" in words(client.get(url("list")))

    here = url("sign-result", asked_of(sign_off, "Raytown").public_id)
    page = client.get(here)
    assert sign_off.by_city["Raytown"]["sentence"] in words(page)
    assert page.context["form"]["name"].value() == raytown.name
    refused = client.post(here, {"name": "Dana Reyes", "office": ""})
    assert (refused.context["form"]["name"].value(), list(refused.context["form"].errors)) == (
        "Dana Reyes",
        ["office"],
    )
    done = client.post(here, {"name": "Dana Reyes", "office": "City manager"})
    assert done.url == url("sign-off", study.public_id, sign_off.public_id)
    assert "Signed Dana Reyes, City manager" in words(client.get(url("result", study.public_id)))
    assert "Sign the result for Raytown" not in words(client.get(url("list")))
    back = url("decline-result", asked_of(sign_off, "Raytown").public_id)
    client.post(back, {"reason": "The council wants a cap."})
    page = words(client.get(done.url))
    assert "The council wants a cap." in page
    assert "0 of 4 cities" in page


def test_city_that_is_taken_out_owes_no_signature(sign_off):
    asked = asked_of(sign_off, "Raytown")
    actions.take_out_city(by=None, city=asked.city, reason="Left", now=NOW)
    assert owed_for(sign_off, "Raytown").outcome == "withdrawn"
    with pytest.raises(Refusal, match="no longer in the study"):
        sign(sign_off, "Raytown")


def test_pages_cost_the_same_with_two_three_and_many_cities(client):
    PartnershipFactory.create()
    client.force_login(person_with("coordinator"))
    sign_off = SignOffCityFactory.create(sign_off__study=StudyFactory.create()).sign_off
    study = sign_off.study
    pages = {
        "sign-off": (study.public_id, sign_off.public_id),
        "together": (study.public_id,),
    }
    costs = {name: {} for name in pages}
    for rows in (2, 3, 12):
        while sign_off.asked.count() < rows:
            name = f"City {sign_off.asked.count()}"
            city = city_of(JurisdictionFactory.create(name=name), study=study)
            SignOffCityFactory.create(sign_off=sign_off, city=city)
            decline(sign_off, name)
            SignOffCityFactory.create(sign_off__study=study)
        for name, args in pages.items():
            client.get(url(name, *args))
            with CaptureQueriesContext(connection) as made:
                client.get(url(name, *args))
            costs[name][rows] = len(made)
    assert [len(set(one.values())) for one in costs.values()] == [1, 1], costs
