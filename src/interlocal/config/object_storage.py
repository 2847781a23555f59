"""The bucket for files, from the settings that name it."""

import re
from collections.abc import Callable, Mapping
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
    given = {name: environment.read(name, environ) for name in _LOOKS}
    if not given["INTERLOCAL_S3_BUCKET"]:
        if any(value for name, value in given.items() if name != "INTERLOCAL_S3_REGION"):
            raise ImproperlyConfigured(
                "INTERLOCAL_S3_BUCKET is missing: without it files stay in the folder."
            )
        return {}
    for name, (is_right, looks) in _LOOKS.items():
        if not is_right(given[name]):
            raise ImproperlyConfigured(f"{name} is {looks}.")
    if bool(given["INTERLOCAL_S3_ACCESS_KEY"]) != bool(given["INTERLOCAL_S3_SECRET_KEY"]):
        raise ImproperlyConfigured("INTERLOCAL_S3_ACCESS_KEY and INTERLOCAL_S3_SECRET_KEY go together.")
    return {
        "name": given["INTERLOCAL_S3_BUCKET"],
        "endpoint": given["INTERLOCAL_S3_ENDPOINT"].rstrip("/"),
        "region": given["INTERLOCAL_S3_REGION"],
        "prefix": given["INTERLOCAL_S3_PREFIX"],
        "access_key": given["INTERLOCAL_S3_ACCESS_KEY"],
        "secret_key": given["INTERLOCAL_S3_SECRET_KEY"],
    }


def _is_bucket(name: str) -> bool:
    """Is it a name by Amazon's rules, which others keep to?"""
    return bool(_BUCKET.fullmatch(name)) and ".." not in name and not _NUMBERS.fullmatch(name)


def _is_endpoint(address: str) -> bool:
    """Is it the address of a server, with nothing that belongs elsewhere: keys, a bucket, a question?"""
    if not address:
        return True
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_more = parts.username or parts.query or parts.fragment or parts.path.strip("/")
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and has_port and not has_more


def _is_region(name: str) -> bool:
    return bool(_REGION.fullmatch(name))


def _is_prefix(folder: str) -> bool:
    return not folder or bool(_PREFIX.fullmatch(folder))


def _is_key(key: str) -> bool:
    return bool(_KEY.fullmatch(key))


_KEY_LOOKS = "a key as the server gave it, without spaces or quotes"
_LOOKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "INTERLOCAL_S3_BUCKET": (_is_bucket, "the name of a bucket: 3 to 63 small letters, digits, - and ."),
    "INTERLOCAL_S3_ENDPOINT": (_is_endpoint, "an address such as https://s3.example.org, alone"),
    "INTERLOCAL_S3_REGION": (_is_region, "the name of a region, such as us-east-1"),
    "INTERLOCAL_S3_PREFIX": (_is_prefix, "a folder in the bucket, such as interlocal/files"),
    "INTERLOCAL_S3_ACCESS_KEY": (_is_key, _KEY_LOOKS),
    "INTERLOCAL_S3_SECRET_KEY": (_is_key, _KEY_LOOKS),
}
