"""The bucket for files, from the settings that name it."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from interlocal.config import environment

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_NUMBERS = re.compile(r"\d+(\.\d+){3}")  # an address of the network is no name
_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_KEY = re.compile(r"[^\s\"']*")
_PREFIX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


def bucket_settings(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return where the bucket is and what opens it; nothing where files lie in the data folder.

    No message quotes a key.
    """
    name, endpoint, prefix, access_key, secret_key = (
        environment.read(variable, environ)
        for variable in (
            "INTERLOCAL_S3_BUCKET",
            "INTERLOCAL_S3_ENDPOINT",
            "INTERLOCAL_S3_PREFIX",
            "INTERLOCAL_S3_ACCESS_KEY",
            "INTERLOCAL_S3_SECRET_KEY",
        )
    )
    region = environment.read("INTERLOCAL_S3_REGION", environ)
    if not name:
        if endpoint or prefix or access_key or secret_key:
            raise ImproperlyConfigured(
                "INTERLOCAL_S3_BUCKET is missing: without it files stay in the folder."
            )
        return {}
    for variable, is_right, looks in (
        ("BUCKET", _is_bucket(name), "the name of a bucket: 3 to 63 small letters, digits, - and ."),
        (
            "ENDPOINT",
            not endpoint or _is_endpoint(endpoint),
            "an address such as https://s3.example.org, alone",
        ),
        ("REGION", bool(_REGION.fullmatch(region)), "the name of a region, such as us-east-1"),
        (
            "PREFIX",
            not prefix or bool(_PREFIX.fullmatch(prefix)),
            "a folder in the bucket, such as interlocal/files",
        ),
        (
            "ACCESS_KEY",
            bool(_KEY.fullmatch(access_key)),
            "a key as the server gave it, without spaces or quotes",
        ),
        (
            "SECRET_KEY",
            bool(_KEY.fullmatch(secret_key)),
            "a key as the server gave it, without spaces or quotes",
        ),
    ):
        if not is_right:
            raise ImproperlyConfigured(f"INTERLOCAL_S3_{variable} is {looks}.")
    if bool(access_key) != bool(secret_key):
        raise ImproperlyConfigured("INTERLOCAL_S3_ACCESS_KEY and INTERLOCAL_S3_SECRET_KEY go together.")
    return {
        "name": name,
        "endpoint": endpoint.rstrip("/"),
        "region": region,
        "prefix": prefix,
        "access_key": access_key,
        "secret_key": secret_key,
    }


def _is_bucket(name: str) -> bool:
    """Is it a name by Amazon's rules, which others keep to?"""
    return bool(_BUCKET.fullmatch(name)) and ".." not in name and not _NUMBERS.fullmatch(name)


def _is_endpoint(address: str) -> bool:
    """Is it the address of a server, with nothing that belongs elsewhere: keys, a bucket, a question?"""
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_more = parts.username or parts.query or parts.fragment or parts.path.strip("/")
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and has_port and not has_more
