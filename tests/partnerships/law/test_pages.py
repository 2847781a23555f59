"""The page "Law and rules"."""

import pytest
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW

from interlocal.partnerships.law.models import OwnRule
from interlocal.partnerships.law.public import Key, choose_pack, law_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = person_with("coordinator")
    client.force_login(person)
    return person


def test_the_page_says_rule_figure_section_and_what_is_unconfirmed(client, coordinator):
    choose_pack(by=None, jurisdiction=None, pack="missouri", now=NOW)
    text = client.get(reverse("law:home")).content.decode()
    for words in ("RSMo 610.020.2", "24 hours", "610.021(16)", "Unconfirmed", "They were chosen."):
        assert words in text


def test_an_own_rule_is_set_shown_and_ended(client, coordinator):
    address = reverse("law:set-own", args=["partnership", Key.NOTICE_HOURS])
    typed = {"figure": "48", "words": "Two days before", "section": "Bylaw 4", "reason": "So we voted."}
    assert client.post(address, typed)["Location"] == reverse("law:home")
    assert law_of().figure(Key.NOTICE_HOURS) == 48
    text = client.get(reverse("law:home")).content.decode()
    assert "So we voted." in text
    assert "Own rule" in text
    rule = OwnRule.objects.get()
    end = reverse("law:end", args=[rule.public_id])
    assert "starting value" in client.get(end).content.decode()
    client.post(end)
    assert law_of().figure(Key.NOTICE_HOURS) == 24


def test_a_rule_without_a_reason_keeps_what_was_typed(client, coordinator):
    address = reverse("law:set-own", args=["partnership", Key.CLOSING])
    answer = client.post(address, {"words": "By two thirds", "reason": ""})
    assert (answer.status_code, OwnRule.objects.count()) == (200, 0)
    assert "By two thirds" in answer.content.decode()


def test_rules_are_chosen_for_one_jurisdiction(client, coordinator):
    place = JurisdictionFactory.create(state="Missouri and Kansas")
    address = reverse("law:choose", args=[place.public_id])
    assert client.post(address, {"pack": "kansas"})["Location"] == reverse(
        "law:place", args=[place.public_id]
    )
    assert "K.S.A. 75-4319(a)" in client.get(reverse("law:place", args=[place.public_id])).content.decode()


def test_who_only_reads_is_offered_nothing_to_change(client):
    city = JurisdictionFactory.create(member=True)
    client.force_login(person_with("clerk", city.public_id))
    text = client.get(reverse("law:home")).content.decode()
    assert "Set your own" not in text
    assert client.get(reverse("law:choose", args=["partnership"])).status_code in {403, 404}


def test_a_rule_that_nobody_knows_is_not_there(client, coordinator):
    assert client.get(reverse("law:set-own", args=["partnership", "nonsense"])).status_code == 404
