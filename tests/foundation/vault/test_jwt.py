"""Tokens of others are believed by their issuer's key alone."""

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from joserfc import jwt
from joserfc.jwk import ECKey

from interlocal.foundation.vault.public import Altered, payload_of_token

# RFC 7515, appendix A.3: signed with ES256.
RFC_TOKEN = (
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
)
RFC_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}


def coded(content):
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def private():
    return rsa.generate_private_key(65537, 2048)


def key_of(private, **more):
    numbers = private.public_key().public_numbers()
    n = numbers.n.to_bytes(private.key_size // 8, "big")
    return {"kty": "RSA", "e": "AQAB", "n": coded(n), **more}


def signed(private, head, said, way=None, hashed=None):
    content = f"{coded(head)}.{coded(said)}"
    mark = private.sign(content.encode(), way or padding.PKCS1v15(), hashed or hashes.SHA256())
    return f"{content}.{coded(mark)}"


def test_token_of_the_standard_is_read():
    assert payload_of_token(RFC_TOKEN, [RFC_KEY]) == {
        "iss": "joe",
        "exp": 1300819380,
        "http://example.com/is_root": True,
    }


def test_token_of_the_standard_is_refused_with_one_bit_changed():
    head, body, mark = RFC_TOKEN.split(".")
    for token in (
        f"{head}.{body}.E{mark[1:]}",
        f"{head}.f{body[1:]}.{mark}",
        f"{head}.{body}.",
        RFC_TOKEN + "AA",
    ):
        with pytest.raises(Altered):
            payload_of_token(token, [RFC_KEY])


@pytest.mark.parametrize("size", [256, 384, 512])
def test_rsa_signatures_of_both_kinds_are_checked(private, size):
    hashed = getattr(hashes, f"SHA{size}")()
    pss = padding.PSS(mgf=padding.MGF1(hashed), salt_length=hashed.digest_size)
    plain = signed(private, {"alg": f"RS{size}", "kid": "a"}, {"sub": "1"}, hashed=hashed)
    padded = signed(private, {"alg": f"PS{size}", "kid": "a"}, {"sub": "2"}, pss, hashed=hashed)
    keys = [key_of(rsa.generate_private_key(65537, 2048), kid="b"), key_of(private, kid="a", use="sig")]
    assert [payload_of_token(token, keys) for token in (plain, padded)] == [{"sub": "1"}, {"sub": "2"}]


@pytest.mark.parametrize(("algorithm", "curve"), [("ES256", "P-256"), ("ES384", "P-384"), ("ES512", "P-521")])
def test_signatures_on_each_curve_are_checked(algorithm, curve):
    key = ECKey.generate_key(curve)
    token = jwt.encode({"alg": algorithm}, {"sub": "1"}, key, algorithms=[algorithm])
    assert payload_of_token(token, [key.as_dict(private=False)]) == {"sub": "1"}
    head, body, mark = token.split(".")
    for wrong in (f"{head}.{body}.{mark[::-1]}", f"{head}.{body}.{mark[:-4]}"):
        with pytest.raises(Altered):
            payload_of_token(wrong, [key.as_dict(private=False)])


@pytest.mark.parametrize("more", [{"kid": "other"}, {"use": "enc"}, {"alg": "PS256"}, {"kty": "oct"}])
def test_key_that_is_not_for_this_signature_is_not_used(private, more):
    token = signed(private, {"alg": "RS256", "kid": "a"}, {"sub": "1"})
    with pytest.raises(Altered):
        payload_of_token(token, [key_of(private, **{"kid": "a", **more})])


def test_short_key_is_not_believed():
    weak = rsa.generate_private_key(65537, 1024)
    with pytest.raises(Altered):
        payload_of_token(signed(weak, {"alg": "RS256"}, {"sub": "1"}), [key_of(weak)])


@pytest.mark.parametrize(
    "head", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS256", "crit": ["b64"]}, {"alg": ["RS256"]}, {}]
)
def test_other_ways_of_signing_are_refused(private, head):
    with pytest.raises(Altered):
        payload_of_token(signed(private, head, {"sub": "1"}), [key_of(private)])


@pytest.mark.parametrize(
    "token", ["", "a.b", "..", "é.é.é", "e30.e30.e30", f"{'a' * 20_000}.b.c", "W10.W10.W10"]
)
def test_what_is_no_token_is_refused(token):
    with pytest.raises(Altered):
        payload_of_token(token, [RFC_KEY])
