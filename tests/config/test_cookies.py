"""The cookies of an installation that others reach, as its settings make them."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
)
TELL = f"""
import json
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in {NAMES!r}]))
"""


@pytest.mark.parametrize(
    ("address", "onion", "prefix", "is_secure"),
    [
        ("https://shared.example.gov", "", "__Host-", True),
        ("https://shared.example.gov", "abc.onion", "", True),
        ("http://localhost:8000", "", "", False),
    ],
)
def test_cookies_are_kept_to_the_host_and_to_https(tmp_path, address, onion, prefix, is_secure) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "interlocal.config.settings",
        "INTERLOCAL_DATA": str(tmp_path),
        "INTERLOCAL_BASE_URL": address,
        "INTERLOCAL_ONION_HOST": onion,
    }
    said = subprocess.run(
        [sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == [
        f"{prefix}sessionid",
        f"{prefix}csrftoken",
        is_secure,
        True,
        "Lax",
        is_secure,
        True,
        None,
        "/",
    ]
