"""What opens an account is random enough, and made by the system's own generator."""

import math
import secrets

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client
from tests.factories.accounts import PASSWORD, UserFactory

from interlocal.foundation.accounts.models import SignIn

pytestmark = pytest.mark.django_db
MANY = 200


def session_keys(count: int) -> list[str]:
    user = UserFactory.create(password=PASSWORD)
    for _each in range(count):
        Client().force_login(user)
    return list(SignIn.objects.values_list("session_key", flat=True))


def test_session_key_has_more_than_128_random_bits() -> None:
    keys = session_keys(MANY)
    assert len(set(keys)) == MANY
    assert {len(key) for key in keys} == {32}
    signs = {sign for key in keys for sign in key}
    # 6,400 signs show all that can occur: one of 36 is missing once in 10^77 runs.
    assert signs == set("abcdefghijklmnopqrstuvwxyz0123456789")
    assert 32 * math.log2(len(signs)) > 128
    at_each_place = [{key[place] for key in keys} for place in range(32)]
    assert min(map(len, at_each_place)) > 20  # no place says always the same


def test_session_key_comes_from_the_systems_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []
    real = secrets.choice

    def choice(signs: str) -> str:
        chosen.append(real(signs))
        return chosen[-1]

    monkeypatch.setattr(secrets, "choice", choice)
    (key,) = session_keys(1)
    assert key in "".join(chosen)


def test_recovery_codes_differ_from_person_to_person() -> None:
    people = [UserFactory.create() for _each in range(20)]
    codes = [code for person in people for code in RecoveryCodes.activate(person).get_unused_codes()]
    assert len(codes) == 200
    assert len(set(codes)) > 195  # eight digits may meet by chance


def test_seeds_come_from_the_systems_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({generate_totp_secret() for _each in range(MANY)}) == MANY
    asked = []
    real = secrets.token_bytes
    monkeypatch.setattr(secrets, "token_bytes", lambda size=None: asked.append(size) or real(size))
    secret = generate_totp_secret()
    assert len(secret) == 32  # base32 of 20 bytes, as RFC 4226 recommends
    assert asked == [20]
    person = UserFactory.create()
    asked.clear()
    RecoveryCodes.activate(person)
    assert max(size or 0 for size in asked) == 40  # the seed of the codes
    assert Authenticator.objects.count() == 1
