"""Words that everybody here knows make no password; among words of one's own they are fine."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.accounts.rules.house_words import KNOWN_HERE, house_words, is_of_house_words

NAMES = ["Eastern Jackson County Partnership", "Lee's Summit", "Blue Springs", "Raytown", "Peculiar"]


@pytest.mark.parametrize(
    "password",
    [
        "raytown-2026!!",
        "RaytownRaytown",
        "R4yt0wn_2026-01",
        "blue springs 1234",
        "LeesSummit2026",
        "Leé's Summit 99",
        "interlocal2026",
        "Interlocal-Partnership",
        "cityofraytown1",
        "welcome-to-raytown",
        "CityManager2026!",
        "easternjackson1",
        "p4ssw0rd-p4ssw0rd",
    ],
)
def test_password_of_house_words_is_refused(password: str) -> None:
    assert is_of_house_words(password, NAMES)


@pytest.mark.parametrize(
    "password",
    [
        "look-around-together",
        "raytown otters juggle lamps",
        "correct horse battery staple",
        "x8#kQ!v2LmZr",
        "日本語の合言葉は長い方がよい",
        "2718281828459",
    ],
)
def test_words_of_ones_own_are_taken(password: str) -> None:
    assert not is_of_house_words(password, NAMES)


WORDS = [*KNOWN_HERE, "Raytown", "BLUE", "springs"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.text("0123456789 -_.?#", max_size=12))
def test_house_words_in_any_order_with_any_numbers_are_refused(words: list[str], end: str) -> None:
    assert is_of_house_words("".join(words) + end, NAMES)
    assert is_of_house_words(end + "".join(words), NAMES)
    assert is_of_house_words("-".join(words).upper() + end, NAMES)


def test_words_are_whole_names_and_their_parts() -> None:
    words = house_words(["Lee's Summit"])
    assert {"leessummit", "summit", "interlocal"} <= set(words)
    assert "lee" not in words
    assert list(map(len, words)) == sorted(map(len, words), reverse=True)


@pytest.mark.django_db
def test_page_refuses_the_name_of_a_city_that_is_here_and_says_why(client) -> None:
    PartnershipFactory.create()
    JurisdictionFactory.create(name="Grandview")
    client.force_login(UserFactory.create(password=PASSWORD))
    typed = "Grandview-2026"
    given_ = {"oldpassword": PASSWORD, "password1": typed, "password2": typed}
    page = client.post("/account/password/change/", given_)
    assert page.status_code == 200
    assert "words that everybody here knows" in page.content.decode()
    elsewhere = {"oldpassword": PASSWORD, "password1": "Trondheim-2026", "password2": "Trondheim-2026"}
    assert client.post("/account/password/change/", elsewhere).status_code == 302


@pytest.mark.django_db
def test_every_way_to_a_password_asks() -> None:
    PartnershipFactory.create()
    JurisdictionFactory.create(name="Grandview")
    with pytest.raises(ValidationError) as said:
        validate_password("grandview-grandview")
    assert [error.code for error in said.value.error_list] == ["password_of_house_words"]
