"""The bucket for files, from the settings that name it."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from interlocal.config import environment

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
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
    if not name:
        return {}
    if not _BUCKET.fullmatch(name):
        raise ImproperlyConfigured(
            "INTERLOCAL_S3_BUCKET is the name of a bucket: small letters, digits, - and ."
        )
    parts = urlsplit(endpoint)
    if endpoint and (
        parts.scheme not in {"https", "http"} or not parts.hostname or parts.username or parts.query
    ):
        raise ImproperlyConfigured(
            "INTERLOCAL_S3_ENDPOINT is an address such as https://s3.example.org, without keys in it."
        )
    if prefix and not _PREFIX.fullmatch(prefix):
        raise ImproperlyConfigured(
            "INTERLOCAL_S3_PREFIX is a folder in the bucket, such as interlocal/files."
        )
    if bool(access_key) != bool(secret_key):
        raise ImproperlyConfigured("INTERLOCAL_S3_ACCESS_KEY and INTERLOCAL_S3_SECRET_KEY go together.")
    return {
        "name": name,
        "endpoint": endpoint.rstrip("/"),
        "region": environment.read("INTERLOCAL_S3_REGION", environ),
        "prefix": prefix,
        "access_key": access_key,
        "secret_key": secret_key,
    }
