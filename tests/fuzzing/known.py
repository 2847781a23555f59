"""What once broke a parser, by its door: it is sent again in every run."""

_DEEP = b"[" * 60_000
_DIGITS = b"9" * 5_000
KNOWN: dict[str, tuple[bytes, ...]] = {
    "recorded calls": (b"\r\x00", b'time,city,handling\n"' + b"A" * 140_000, b"A" * 140_000),
    "requirement": (b"hour\r,", b"A" * 140_000),
    "rota": (b"person,post\r,", b"A" * 140_000),
    "values of cells": ("²".encode(), _DIGITS, "١٢".encode()),
    "answers of a founding": (b"name = " + _DIGITS, b"name = " + _DEEP),
    "head of a backup": (b"interlocal backup 1\n\x00\x00\xea\x60" + _DEEP,),
    "parts of a backup": (b"N\x00\x00\x00\x01x", b"N\x00\x00\xea\x60" + _DEEP),
    "heads of the audit book": (
        _DEEP,
        b'{"book": "a", "seq": Infinity, "digest": "", "on": "2026-03-02"}',
    ),
    "key file of the vault": (_DEEP,),
    "JSON of the hotline's staff": (_DEEP, b'{"number": ' + _DIGITS + b"}"),
    "token and keys": (
        *(
            b'{"token": "eyJhbGciOiJSUzI1NiJ9.e30.AA", "keys": [{"kty": "RSA", "n": %s, "e": "AQAB"}]}' % n
            for n in (b"7", b'"\\u00e9"', b"[]", b'""')
        ),
    ),
    "discovery of a provider": tuple(
        b'{"issuer": "https://login.example.org/city", "authorization_endpoint": "https://a.org", '
        b'"token_endpoint": "https://a.org", "jwks_uri": %s}' % rest
        for rest in (
            b'"https://["',
            b'"https://a.org:x"',
            b'"https://a.org", "response_types_supported": 7',
            b'"https://a.org", "code_challenge_methods_supported": 7',
            b'"https://a.org", "token_endpoint_auth_methods_supported": [{}]',
        )
    ),
    "issuer of a provider": (b"https://[", b"https://a.org:x"),
}
