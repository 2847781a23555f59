"""The bucket: where it is, the way to it, and what is said when it does not answer."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from interlocal.foundation.files.store.port import StoreUnavailable

_CONNECT_SECONDS, _READ_SECONDS = 5, 30
_ATTEMPTS = 3


@dataclass(frozen=True)
class Bucket:
    """A bucket, and whose keys open it. The keys are never shown."""

    name: str
    endpoint: str = ""
    region: str = ""
    prefix: str = ""
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.name} at {self.endpoint or 'Amazon S3'}"

    @property
    def client(self) -> Any:
        """Return the client of this process: threads share it, with its connections."""
        return _client(self)

    @property
    def stranger(self) -> Any:
        """Return a client that knows no key, as anybody on the network is."""
        return _client(self, signs=False)

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Turn what goes wrong with the server into ``StoreUnavailable``, less names of files and secrets."""
        from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

        try:
            yield
        except ClientError as error:
            raise self.unavailable(f"it answers {code_of(error)}") from None
        except BotoCoreError as error:
            raise self.unavailable(type(error).__name__) from None

    def unavailable(self, why: str) -> StoreUnavailable:
        """Return what to raise when the bucket cannot be used."""
        return StoreUnavailable(errno.EIO, f"the bucket {self} cannot be used ({why})")


def bucket_of(given: Mapping[str, str]) -> Bucket:
    """Return the bucket that the settings name."""
    return Bucket(**given)


def code_of(error: Any) -> str:
    """Return the server's word for an error: "NoSuchKey", or its number where it has none."""
    return str(error.response.get("Error", {}).get("Code", "an error"))


def status_of(error: Any) -> int:
    """Return the HTTP status of an answer that is an error."""
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def is_missing(error: Any) -> bool:
    """Does the server say that there is nothing under that name?"""
    return code_of(error) in {"NoSuchKey", "404", "NotFound"}


@lru_cache(maxsize=8)
def _client(bucket: Bucket, *, signs: bool = True) -> Any:
    # Twenty megabytes of memory that only those pay who keep files in a bucket.
    import boto3  # type: ignore[import-untyped]
    from botocore import UNSIGNED  # type: ignore[import-untyped]
    from botocore.config import Config  # type: ignore[import-untyped]

    named = bool(bucket.endpoint)
    config = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
        max_pool_connections=16,
        # Servers of others know neither buckets as host names nor Amazon's newer sums. MD5 is sent instead.
        s3={"addressing_style": "path" if named else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        **({} if signs else {"signature_version": UNSIGNED}),
    )
    client = boto3.session.Session().client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region or None,
        aws_access_key_id=bucket.access_key or None,
        aws_secret_access_key=bucket.secret_key or None,
        config=config,
    )
    if named:
        client.meta.events.register_last("before-parameter-build.s3", _stay)
    return client


def _stay(context: dict[str, Any], **_more: object) -> None:
    """Count as led on already: behind any redirect boto looks for a region of Amazon, without end."""
    context["s3_redirect"]["redirected"] = True
