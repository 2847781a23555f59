"""Trying a bucket out: does it take, give back and delete, and does it do so for nobody else?"""

import secrets
import time
from dataclasses import dataclass

from interlocal.foundation.files.store.bucket.place import Bucket
from interlocal.foundation.files.store.port import StoreUnavailable

_WORDS = b"Written to see whether this bucket works."


@dataclass(frozen=True)
class Tried:
    """What was found; ``keeps_deleted`` is ``None`` where the server does not say."""

    seconds: float
    is_open_to_strangers: bool
    keeps_deleted: bool | None


def try_bucket(bucket: Bucket) -> Tried:
    """Write a small object, read it, ask for it and for the list as a stranger, and delete it.

    Raises ``StoreUnavailable`` when one of them fails.
    """
    name = "/".join(filter(None, [bucket.prefix, f"trial/{secrets.token_hex(8)}"]))
    here = {"Bucket": bucket.name, "Key": name}
    started = time.monotonic()
    with bucket.asked():
        bucket.client.put_object(**here, Body=_WORDS)
        try:
            with bucket.client.get_object(**here)["Body"] as body:
                if body.read() != _WORDS:
                    raise bucket.unavailable("it gave back other bytes than it took")
            seconds = time.monotonic() - started
            is_open = _is_open(bucket, name)
        finally:
            bucket.client.delete_object(**here)
    return Tried(seconds, is_open, _keeps_deleted(bucket))


def _is_open(bucket: Bucket, name: str) -> bool:
    """Does somebody without a key get the object or the list of objects?"""
    for ask, words in (
        (bucket.stranger.get_object, {"Bucket": bucket.name, "Key": name}),
        (bucket.stranger.list_objects_v2, {"Bucket": bucket.name, "MaxKeys": 1}),
    ):
        try:
            with bucket.asked():
                ask(**words)
        except StoreUnavailable:
            continue
        return True
    return False


def _keeps_deleted(bucket: Bucket) -> bool | None:
    try:
        with bucket.asked():
            answer = bucket.client.get_bucket_versioning(Bucket=bucket.name)
    except StoreUnavailable:
        return None
    return bool(answer.get("Status") == "Enabled")
