"""Values: what goes in comes out, and nothing else ever does."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interlocal.foundation.vault.public import Altered, VaultError, decrypt, encrypt, keyed_digest

pytestmark = pytest.mark.django_db


@given(plaintext=st.binary(max_size=300), context=st.binary(max_size=30))
def test_a_value_comes_back(plaintext, context):
    assert decrypt("tests", encrypt("tests", plaintext, context), context) == plaintext


def test_equal_values_look_different():
    assert encrypt("tests", b"same") != encrypt("tests", b"same")


def test_a_ciphertext_says_how_to_open_it():
    sealed = encrypt("tests", b"12345")
    assert sealed[0] == 1
    assert len(sealed) == 1 + 16 + 24 + 5 + 16


@given(plaintext=st.binary(max_size=40), at=st.integers(0), bit=st.integers(0, 7))
def test_one_bit_changed_anywhere_is_refused(plaintext, at, bit):
    sealed = bytearray(encrypt("tests", plaintext))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(VaultError):
        decrypt("tests", bytes(sealed))


@given(plaintext=st.binary(max_size=40), length=st.integers(0))
def test_a_cut_value_is_refused(plaintext, length):
    sealed = encrypt("tests", plaintext)
    with pytest.raises(Altered):
        decrypt("tests", sealed[: length % len(sealed)])


@given(here=st.binary(max_size=20), there=st.binary(max_size=20))
def test_a_value_moved_to_another_place_is_refused(here, there):
    assume(here != there)
    sealed = encrypt("tests", b"x", here)
    with pytest.raises(Altered, match="another place"):
        decrypt("tests", sealed, there)


def test_a_value_of_another_purpose_is_refused():
    with pytest.raises(Altered):
        decrypt("other", encrypt("tests", b"x"))


@given(given_bytes=st.binary(max_size=100))
def test_what_was_never_encrypted_is_refused(given_bytes):
    with pytest.raises(VaultError):
        decrypt("tests", given_bytes)


def test_keyed_digests_find_equal_values_and_show_none():
    found = keyed_digest("tests", b"dana@example.org")
    assert found == keyed_digest("tests", b"dana@example.org")
    assert len(found) == 64
    assert len({found, keyed_digest("tests", b"x"), keyed_digest("other", b"dana@example.org")}) == 3
