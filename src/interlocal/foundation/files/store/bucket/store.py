"""A file store in a bucket: several hosts may use it at once."""

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO, cast

from interlocal.foundation.files.store.bucket.place import Bucket, is_missing
from interlocal.foundation.files.store.bucket.reader import FIRST_PIECE, ObjectReader
from interlocal.foundation.files.store.bucket.writer import ObjectWriter
from interlocal.foundation.files.store.keys import is_key, require_key
from interlocal.foundation.files.store.port import StoreUnavailable

_DAY = "day"
# Who fails to hide the time of a day's files for so long has been told by failed jobs.
_LOOKED_BACK = timedelta(days=31)


class BucketStore:
    """Files as objects under ``files/`` of the bucket's prefix.

    Whoever holds puts an object under ``holders/``; what is deleted meanwhile gets one under ``deleted/``,
    and goes when the last holder leaves.
    """

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def __str__(self) -> str:
        return f"the bucket {self.bucket}"

    @contextmanager
    def writing(self, key: str, *, day: date | None = None) -> Iterator[BinaryIO]:
        """Write under ``key``, whole or not at all, in constant memory."""
        metadata = {} if day is None else {_DAY: day.isoformat()}
        writer = ObjectWriter(self.bucket, self._file(key), metadata)
        try:
            yield cast("BinaryIO", writer)
            writer.finish()
        except BaseException:
            writer.drop()
            raise

    def open(self, key: str) -> BinaryIO:
        """Return the bytes under ``key``, fetched as they are read."""
        reader = ObjectReader(self.bucket, self._file(key))
        return cast("BinaryIO", io.BufferedReader(reader, buffer_size=FIRST_PIECE))

    def is_stored(self, key: str) -> bool:
        """Do bytes lie under ``key``?"""
        return self._head(self._file(key)) is not None

    def delete(self, key: str) -> None:
        """Delete the bytes under ``key``, if any; while somebody is ``holding``, at the end of that."""
        name = self._file(key)
        if any(self._listed("holders/")):
            self._put(self._name(f"deleted/{key}"))
        else:
            self._remove(name)

    def stored_keys(self) -> Iterator[tuple[str, datetime]]:
        """Yield every key and when it was written."""
        for key, found in self._files():
            yield key, found["LastModified"].astimezone(UTC)

    def total_bytes(self) -> int:
        """Return how many bytes lie there."""
        return sum(int(found["Size"]) for _, found in self._files())

    def free_bytes(self) -> None:
        """Return that nobody can tell."""
        return

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep what is deleted meanwhile, on any host; what a killed holder left goes with the sweep."""
        mine = self._name(f"holders/{secrets.token_hex(8)}")
        self._put(mine)
        try:
            yield
        finally:
            with suppress(StoreUnavailable):  # then the sweep does it
                self._remove(mine)
                self._delete_held()

    def delete_unfinished(self, before: datetime) -> int:
        """Drop uploads and holders that were begun before that moment and never came to an end."""
        dropped = 0
        for upload in self._uploads():
            if upload["Initiated"] < before:
                with self.bucket.asked():
                    self.bucket.client.abort_multipart_upload(
                        Bucket=self.bucket.name, Key=upload["Key"], UploadId=upload["UploadId"]
                    )
                dropped += 1
        for holder in list(self._listed("holders/")):
            if holder["LastModified"] < before:
                self._remove(holder["Key"])
        self._delete_held()
        return dropped

    def forget_times(self, *, today: date) -> None:
        """Write again, in place, what was written with an earlier day: the server dates it anew."""
        since = datetime(today.year, today.month, today.day, tzinfo=UTC) - _LOOKED_BACK
        for key, written_at in list(self.stored_keys()):
            if written_at < since:
                continue
            name = self._file(key)
            head = self._head(name)
            told = None if head is None else head["Metadata"].get(_DAY)
            if told is not None and date.fromisoformat(told) < today:
                with self.bucket.asked():
                    self.bucket.client.copy_object(
                        Bucket=self.bucket.name,
                        Key=name,
                        CopySource={"Bucket": self.bucket.name, "Key": name},
                        MetadataDirective="REPLACE",
                        Metadata={},
                    )

    def _delete_held(self) -> None:
        """Delete what was deleted while somebody held it, unless somebody else still does."""
        if any(self._listed("holders/")):
            return
        for found in list(self._listed("deleted/")):
            key = found["Key"].rpartition("/")[2]
            if is_key(key):
                self._remove(self._file(key))
            self._remove(found["Key"])

    def _files(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for found in self._listed("files/"):
            key = found["Key"].rpartition("/")[2]
            if is_key(key):
                yield key, found

    def _listed(self, folder: str) -> Iterator[dict[str, Any]]:
        pages = self.bucket.client.get_paginator("list_objects_v2")
        with self.bucket.asked():
            for page in pages.paginate(Bucket=self.bucket.name, Prefix=self._name(folder)):
                yield from page.get("Contents", [])

    def _uploads(self) -> list[dict[str, Any]]:
        pages = self.bucket.client.get_paginator("list_multipart_uploads")
        with self.bucket.asked():
            found = pages.paginate(Bucket=self.bucket.name, Prefix=self._name("files/"))
            return [upload for page in found for upload in page.get("Uploads", [])]

    def _head(self, name: str) -> dict[str, Any] | None:
        from botocore.exceptions import ClientError  # type: ignore[import-untyped]

        with self.bucket.asked():
            try:
                return dict(self.bucket.client.head_object(Bucket=self.bucket.name, Key=name))
            except ClientError as error:
                if is_missing(error):
                    return None
                raise

    def _put(self, name: str) -> None:
        with self.bucket.asked():
            self.bucket.client.put_object(Bucket=self.bucket.name, Key=name, Body=b"")

    def _remove(self, name: str) -> None:
        with self.bucket.asked():
            self.bucket.client.delete_object(Bucket=self.bucket.name, Key=name)

    def _file(self, key: str) -> str:
        return self._name(f"files/{require_key(key)}")

    def _name(self, rest: str) -> str:
        return f"{self.bucket.prefix}/{rest}" if self.bucket.prefix else rest
