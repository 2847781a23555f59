"""Reading an object piece by piece: seekable, in constant memory, and again where a piece was cut."""

import io
from typing import Any

from interlocal.foundation.files.store.bucket.place import Bucket, is_missing, status_of
from interlocal.foundation.files.store.port import BytesMissing

FIRST_PIECE = 256 * 1024
LARGEST_PIECE = 4 * 1024 * 1024
_TRIES = 3
_NO_SUCH_PART = 416


class ObjectReader(io.RawIOBase):
    """The bytes under a name, fetched in pieces that grow while somebody reads on."""

    def __init__(self, bucket: Bucket, name: str) -> None:
        super().__init__()
        self._bucket, self._name = bucket, name
        self._place, self._piece_at, self._ask = 0, 0, FIRST_PIECE
        self._piece, self.size = self._get(0, FIRST_PIECE - 1)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return where it is read from next."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go elsewhere; nothing is fetched before it is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("There is nothing before the start.")
        self._place = base + offset
        return self._place

    def readinto(self, target: Any, /) -> int:
        """Read what lies in the piece at hand; fetch the next where there is none."""
        into = memoryview(target).cast("B")
        if self._place >= self.size or not len(into):
            return 0
        offset = self._place - self._piece_at
        if not 0 <= offset < len(self._piece):
            self._fetch()
            offset = 0
        found = self._piece[offset : offset + len(into)]
        into[: len(found)] = found
        self._place += len(found)
        return len(found)

    def _fetch(self) -> None:
        """Fetch the piece that begins here: a larger one for whoever reads on, a small one after a jump."""
        reads_on = self._place == self._piece_at + len(self._piece)
        self._ask = min(self._ask * 2, LARGEST_PIECE) if reads_on else FIRST_PIECE
        end = min(self._place + self._ask, self.size)
        self._piece, total = self._get(self._place, end - 1)
        if len(self._piece) != end - self._place or total != self.size:
            raise self._bucket.unavailable("it gave another part than was asked for")
        self._piece_at = self._place

    def _get(self, first: int, last: int) -> tuple[bytes, int]:
        """Return these bytes and how many there are in all; try again where the connection was cut."""
        from botocore.exceptions import IncompleteReadError, ReadTimeoutError, ResponseStreamingError  # type: ignore[import-untyped]

        for left in reversed(range(_TRIES)):
            with self._bucket.asked():
                try:
                    return self._got(first, last)
                except (IncompleteReadError, ReadTimeoutError, ResponseStreamingError):
                    if not left:
                        raise
        raise AssertionError("unreachable")

    def _got(self, first: int, last: int) -> tuple[bytes, int]:
        from botocore.exceptions import ClientError

        try:
            answer = self._bucket.client.get_object(
                Bucket=self._bucket.name, Key=self._name, Range=f"bytes={first}-{last}"
            )
        except ClientError as error:
            if is_missing(error):
                raise BytesMissing(
                    f"The bytes of a stored file are not in the bucket {self._bucket}."
                ) from None
            if first == 0 and status_of(error) == _NO_SUCH_PART:
                return b"", 0  # an object without a byte has no first part
            raise
        with answer["Body"] as body:
            return body.read(), _total_of(answer)


def _total_of(answer: dict[str, Any]) -> int:
    """Return the size of the whole object: behind the slash of "bytes 0-99/1234"."""
    told = str(answer.get("ContentRange", "")).rpartition("/")[2]
    return int(told) if told.isdecimal() else int(answer["ContentLength"])
