"""The storage port: what any place that keeps bytes must do."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import BinaryIO, Protocol


class BytesMissing(Exception):
    """A file's bytes are not in the store, though its record is there."""


class StoreUnavailable(OSError):
    """The store cannot be reached, or refuses; ``strerror`` says so without any key or secret."""


class FileStore(Protocol):
    """Keeps bytes under keys, which are written once and never changed."""

    def writing(self, key: str, *, day: date | None = None) -> AbstractContextManager[BinaryIO]:
        """Write under ``key``: when the block is left all is there for good; after an error, nothing.

        With ``day`` the bytes bear that day's end as their time, and no finer one; where the store itself
        tells the time, after ``forget_times``.
        """

    def open(self, key: str) -> BinaryIO:
        """Return a seekable stream of the bytes; raises ``BytesMissing``."""

    def is_stored(self, key: str) -> bool:
        """Do bytes lie under ``key``?"""

    def delete(self, key: str) -> None:
        """Delete the bytes; nothing happens when there are none."""

    def stored_keys(self) -> Iterator[tuple[str, datetime]]:
        """Yield every key and when it was written."""

    def total_bytes(self) -> int:
        """Return how many bytes lie there."""

    def free_bytes(self) -> int | None:
        """Return how many more it can take; ``None`` where nobody can tell."""

    def holding(self) -> AbstractContextManager[None]:
        """Keep what is deleted meanwhile readable until the block is left: somebody reads all of it."""

    def delete_unfinished(self, before: datetime) -> int:
        """Delete what was begun before that moment and never finished; return how many."""

    def forget_times(self, *, today: date) -> None:
        """See that bytes written with an earlier ``day`` tell no time of that day."""
