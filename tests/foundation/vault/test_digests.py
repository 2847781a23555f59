import hashlib

from hypothesis import given
from hypothesis import strategies as st

from interlocal.foundation.vault.public import digest, new_salt, salted_digest

PARTS = st.lists(st.binary(max_size=20), max_size=4)


def test_a_digest_is_sha256_over_the_parts_with_their_lengths():
    framed = (2).to_bytes(8, "big") + b"ab" + (0).to_bytes(8, "big")
    assert digest(b"ab", b"") == hashlib.sha256(framed).hexdigest()


@given(PARTS, PARTS)
def test_other_parts_give_another_digest_even_when_they_join_to_the_same_bytes(one, two):
    assert (digest(*one) == digest(*two)) == (one == two)


def test_a_salted_digest_depends_on_salt_and_payload():
    salts = [new_salt(), new_salt()]
    assert len({salted_digest(salt, payload) for salt in salts for payload in (b"a", b"b")}) == 4
    assert [len(salt) for salt in salts] == [32, 32]
    assert salted_digest(salts[0], b"a") == salted_digest(salts[0], b"a")
