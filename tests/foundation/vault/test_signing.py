"""Signatures: verified by PyJWT from the published keys alone, kept verifying after a rotation."""

from datetime import UTC, datetime
from io import StringIO

import jwt
import pytest
from django.core.management import CommandError, call_command

from interlocal.foundation.vault import signing
from interlocal.foundation.vault.models import SigningKey
from interlocal.foundation.vault.public import (
    Altered,
    KeyMissing,
    forget_keys,
    published_key,
    published_keys,
    rotate_data_key,
    rotate_master_key,
    rotate_signing_key,
    sign_token,
    signing_key_id,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
SAID = {"sub": "https://example.org/1", "name": "Łukasz Ñandú"}


def signed(purpose="badges"):
    key_id = signing_key_id(purpose)
    return sign_token(purpose, header={"kid": key_id, "typ": "JWT"}, payload=SAID, key_id=key_id)


def read(token, purpose="badges"):
    keys = {one["kid"]: jwt.PyJWK(one) for one in published_keys(purpose)}
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["RS256"])


def test_a_token_is_verified_by_others_from_the_published_key():
    token = signed()
    assert jwt.get_unverified_header(token) == {"alg": "RS256", "kid": signing_key_id("badges"), "typ": "JWT"}
    assert read(token) == SAID


def test_a_token_with_one_letter_changed_is_refused():
    head, payload, signature = signed().split(".")
    for place in (0, len(payload) // 2, len(payload) - 2):
        other = "A" if payload[place] != "A" else "B"
        with pytest.raises(jwt.InvalidTokenError):
            read(".".join((head, payload[:place] + other + payload[place + 1 :], signature)))


def test_a_published_key_holds_no_private_part():
    signed()
    assert [sorted(one) for one in published_keys("badges")] == [["alg", "e", "kid", "kty", "n", "use"]]


def test_the_private_key_is_sealed_and_bound_to_its_row():
    signed()
    signed("other")
    one, other = SigningKey.objects.order_by("pk")
    assert b"PRIVATE" not in bytes(one.sealed)
    SigningKey.objects.filter(pk=other.pk).update(sealed=one.sealed)
    with pytest.raises(Altered):
        signed("other")


def test_after_a_rotation_new_tokens_have_the_new_key_and_old_ones_still_verify():
    old, old_id = signed(), signing_key_id("badges")
    new_id = rotate_signing_key("badges", now=NOW)
    assert signing_key_id("badges") == new_id != old_id
    assert {one["kid"] for one in published_keys("badges")} == {old_id, new_id}
    assert read(old) == read(signed()) == SAID


def test_a_retired_key_signs_nothing_new():
    old_id = signing_key_id("badges")
    rotate_signing_key("badges", now=NOW)
    with pytest.raises(KeyMissing):
        sign_token("badges", header={}, payload=SAID, key_id=old_id)


def test_a_purpose_that_never_signed_has_no_key_to_rotate():
    with pytest.raises(KeyMissing):
        rotate_signing_key("badges", now=NOW)
    assert published_key("badges", "none") is None
    assert published_keys("badges") == []


def test_keys_go_on_signing_after_the_keys_that_seal_them_are_rotated():
    signed()
    rotate_data_key("vault.signing", now=NOW)
    rotate_master_key(now=NOW)
    forget_keys()
    signing._private.cache_clear()
    assert read(signed()) == SAID


def test_the_command_rotates_a_signing_key():
    first, told = signing_key_id("badges"), StringIO()
    call_command("vault", "rotate", "--signing", "badges", stdout=told)
    now = signing_key_id("badges")
    assert now != first
    assert told.getvalue() == f"badges signs with the new key {now} from now on.\n"
    with pytest.raises(CommandError):
        call_command("vault", "rotate", "--signing", "nothing")
