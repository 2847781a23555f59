"""Writing an object of any length in constant memory: small ones at once, larger ones in parts."""

import hashlib
from base64 import b64encode
from typing import Any

from interlocal.foundation.files.store.bucket.place import Bucket
from interlocal.foundation.files.store.port import StoreUnavailable

# A server takes up to 10,000 parts, of five megabytes or more.
PART_BYTES = 8 * 1024 * 1024


class ObjectWriter:
    """What is written appears under ``name`` when it is finished, and not before."""

    def __init__(self, bucket: Bucket, name: str, metadata: dict[str, str]) -> None:
        self._bucket, self._name, self._metadata = bucket, name, metadata
        self._waiting = bytearray()
        self._upload = ""
        self._parts: list[dict[str, Any]] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        """Take bytes; send them when a part is full."""
        self._waiting += data
        self._size += len(data)
        while len(self._waiting) > PART_BYTES:
            self._send(bytes(self._waiting[:PART_BYTES]))
            del self._waiting[:PART_BYTES]
        return len(data)

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._size

    def finish(self) -> None:
        """Let the object appear, whole."""
        last = bytes(self._waiting)
        if not self._upload:
            with self._bucket.asked():
                self._bucket.client.put_object(**self._named(), **_summed(last), Metadata=self._metadata)
            return
        self._send(last)
        with self._bucket.asked():
            self._bucket.client.complete_multipart_upload(
                **self._named(), UploadId=self._upload, MultipartUpload={"Parts": self._parts}
            )
        self._upload = ""

    def drop(self) -> None:
        """Let the server forget what was sent; where it cannot be asked, the sweep does so later."""
        upload, self._upload = self._upload, ""
        if upload:
            try:
                with self._bucket.asked():
                    self._bucket.client.abort_multipart_upload(**self._named(), UploadId=upload)
            except StoreUnavailable:
                return

    def _send(self, data: bytes) -> None:
        with self._bucket.asked():
            if not self._upload:
                self._upload = self._bucket.client.create_multipart_upload(
                    **self._named(), Metadata=self._metadata
                )["UploadId"]
            number = len(self._parts) + 1
            sent = self._bucket.client.upload_part(
                **self._named(), UploadId=self._upload, PartNumber=number, **_summed(data)
            )
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})

    def _named(self) -> dict[str, str]:
        return {"Bucket": self._bucket.name, "Key": self._name}


def _summed(data: bytes) -> dict[str, Any]:
    """Return bytes with their sum: the server refuses what arrives otherwise."""
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    return {"Body": data, "ContentMD5": b64encode(digest).decode("ascii")}
