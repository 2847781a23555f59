"""The page on how it is secured tells what the code does."""

import re
from datetime import timedelta
from pathlib import Path

from tests.architecture.house import HOUSE, modules
from tests.architecture.test_going_out import GOES_OUT, SOCKETS

from interlocal.config import settings
from interlocal.config.environment import VARIABLES
from interlocal.foundation.accounts import asking
from interlocal.foundation.accounts.rules.house_words import KNOWN_HERE, LEFT_AT_LEAST
from interlocal.foundation.vault import jwt, locks, signing
from interlocal.partnerships.meetings.imports import fetching

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "security.md").read_text(
    encoding="utf-8"
)
# Which row of "Connections" tells of a module that goes out.
ROWS = {
    "config/management/commands/run.py": None,  # asks the server that it has just started
    "foundation/accounts/asking.py": "sign-in of a city",
    "foundation/files/scanning.py": "virus scanner",
    "foundation/files/store/bucket/place.py": "object store",
    "foundation/files/store/bucket/reader.py": "object store",
    "foundation/files/store/bucket/store.py": "object store",
    "foundation/notices/tasks.py": "mail server",
    "partnerships/meetings/imports/fetching.py": "records of a council",
    "upkeep/doctor/certificate.py": "our own address",
    "upkeep/doctor/clock.py": "time server",
    "upkeep/doctor/mail.py": "mail server",
}
# What libsodium and cryptography are asked for -> how the page calls it.
CALLED = {
    "crypto_aead_xchacha20poly1305_ietf": "XChaCha20-Poly1305",
    "crypto_secretstream_xchacha20poly1305": "secretstream",
    "crypto_box": "X25519 sealed boxes",
    "crypto_scalarmult_base": "X25519",
    "argon2id": "Argon2id",
    "SecretBox": "XSalsa20-Poly1305",
    "crypto_secretbox": "XSalsa20-Poly1305",
    "crypto_pwhash": "Argon2id",
    "rsa": "RSA",
    "ec": "elliptic curves",
    "padding": "PKCS #1 v1.5",
    "hashes": "SHA-256",
}


def section(title: str) -> str:
    """Return what stands under a heading."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_sessions_last_as_long_as_the_page_says() -> None:
    says = section("Sessions")
    assert timedelta(hours=2) == settings.INTERLOCAL_SESSION_IDLE
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.ACCOUNT_REAUTHENTICATION_TIMEOUT == 15 * 60
    for words in ("| without use | 2 hours |", "whatever was done | 12 hours |", "| 15 minutes since"):
        assert words in says


def test_every_word_that_makes_no_password_is_listed() -> None:
    quoted = "".join(
        line.removeprefix(">") for line in section("Passwords").splitlines() if line.startswith(">")
    )
    assert sorted(quoted.split()) == sorted(KNOWN_HERE)
    assert LEFT_AT_LEAST == 8
    assert "At least 12 characters" in section("Passwords")


def test_every_way_out_has_a_row() -> None:
    assert set(ROWS) == set(GOES_OUT) | SOCKETS
    rows = {line.split(" | ")[0].removeprefix("| ") for line in section("Connections").splitlines()}
    assert {row for row in ROWS.values() if row} | {"database"} <= rows
    named = set(re.findall(r"`(INTERLOCAL_\w+)`", section("Connections")))
    assert named <= {variable.name for variable in VARIABLES}


def test_every_setting_that_names_another_machine_is_in_a_row() -> None:
    outward = {
        one.name
        for one in VARIABLES
        if one.name.endswith(("_DATABASE_URL", "_MAIL_URL", "_ENDPOINT", "_SOURCE", "_CLAMD_CONF"))
    }
    assert len(outward) == 5
    assert {name for name in outward if f"`{name}`" not in section("Connections")} == set()


def test_what_is_asked_is_as_bounded_as_the_page_says() -> None:
    assert (asking.SECONDS, asking.MOST_BYTES) == (6, 512 * 1024)
    assert (fetching.MAX_BYTES, fetching.MAX_SECONDS) == (8 * 1024 * 1024, 300)


def test_every_primitive_that_the_vault_uses_is_listed() -> None:
    says = section("Keys and algorithms")
    used = set()
    for path in modules(HOUSE / "foundation" / "vault"):
        text = path.read_text(encoding="utf-8")
        used |= {
            name.removesuffix("_").rpartition("_TAG")[0] or name
            for name in re.findall(r"\bcrypto_[a-z0-9_]+", text)
        }
        for line in re.findall(
            r"^from (?:nacl\.(?:pwhash|secret)|cryptography\.hazmat\S*) import (.+)$", text, re.MULTILINE
        ):
            used |= set(line.split(", ")) - {"serialization", "utils"}
    assert len(used) > 8
    unknown = {one for one in used if not any(one.startswith(known) for known in CALLED)}
    assert unknown == set()
    assert {words for words in CALLED.values() if words not in says} == set()


def test_sizes_of_keys_are_those_of_the_code() -> None:
    says = section("Keys and algorithms")
    assert (signing._BITS, jwt.SMALLEST_RSA) == (2048, 2048)
    assert (locks.MEMORY, locks.ROUNDS) == (64 * 1024 * 1024, 3)
    assert "Argon2id with 64 MiB and 3 rounds" in says


def test_levels_are_five_and_each_has_its_rules() -> None:
    rows = [
        line.strip("| ").split(" | ")
        for line in section("Levels of protection").splitlines()
        if line.startswith("| ")
    ]
    assert [row[0] for row in rows[2:]] == ["published", "shared", "personal", "secret", "sealed"]
    assert [row for row in rows[2:] if len(row) != 4 or not all(row)] == []
