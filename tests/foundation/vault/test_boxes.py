"""Boxes open for whom they are sealed to, whole, and for nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from interlocal.foundation.vault.public import (
    Altered,
    derive,
    new_key_pair,
    open_box,
    open_with,
    public_half,
    seal_nested,
    seal_to,
    seal_with,
)


@given(st.binary(max_size=3000))
def test_a_box_opens_with_the_private_half_alone(plaintext):
    public, private = new_key_pair()
    sealed = seal_to(public, plaintext)
    assert open_box(private, sealed) == plaintext
    assert SealedBox(PrivateKey(private)).decrypt(sealed) == plaintext  # as others read it
    with pytest.raises(Altered):
        open_box(new_key_pair()[1], sealed)


def test_any_changed_byte_is_noticed():
    public, private = new_key_pair()
    key = b"k" * 32
    for sealed, opened in (
        (seal_to(public, b"what"), lambda changed: open_box(private, changed)),
        (seal_with(key, b"what", b"here"), lambda changed: open_with(key, changed, b"here")),
    ):
        for place in range(len(sealed)):
            changed = bytearray(sealed)
            changed[place] ^= 1
            with pytest.raises(Altered):
                opened(bytes(changed))
        with pytest.raises(Altered):
            opened(sealed[:-1])
        with pytest.raises(Altered):
            opened(b"")


def test_nested_boxes_open_in_their_order_and_in_no_other():
    pairs = [new_key_pair() for _ in range(3)]
    sealed = seal_nested([public for public, _ in pairs], b"what")
    first, second, third = (private for _, private in pairs)
    assert open_box(third, open_box(second, open_box(first, sealed))) == b"what"
    for wrong in (second, third):
        with pytest.raises(Altered):
            open_box(wrong, sealed)
    with pytest.raises(Altered):
        open_box(third, open_box(first, sealed))


def test_a_value_belongs_to_its_place_and_key():
    sealed = seal_with(b"k" * 32, b"what", b"report 1")
    assert open_with(b"k" * 32, sealed, b"report 1") == b"what"
    with pytest.raises(Altered):
        open_with(b"k" * 32, sealed, b"report 2")
    with pytest.raises(Altered):
        open_with(b"l" * 32, sealed, b"report 1")
    assert seal_with(b"k" * 32, b"what", b"report 1") != sealed


def test_a_public_key_is_32_bytes_and_belongs_to_its_private_half():
    public, private = new_key_pair()
    assert public_half(private) == public
    with pytest.raises(ValueError, match="32"):
        seal_to(public[:-1], b"what")


@pytest.mark.django_db
def test_derived_keys_differ_by_secret_use_and_purpose():
    found = {
        derive(purpose, secret, use)
        for purpose in ("hotline", "other")
        for secret in (b"one", b"two")
        for use in ("lookup", "wrap")
    }
    assert len(found) == 8
    assert all(len(one) == 32 for one in found)
    assert derive("hotline", b"one", "wrap") in found
