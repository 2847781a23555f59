"""Chunks on a Dask cluster: the same interface, for those who have one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class ExtraMissing(RuntimeError):
    """An optional part of the installation is missing; the message names it."""


@dataclass(frozen=True)
class DaskWorkers:
    """On the cluster of a ``distributed.Client``, or of the scheduler at an address such as ``tcp://host:8786``.

    The cluster's workers need this package in the same version. Raises ``ExtraMissing`` without the extra
    ``scale``.
    """

    cluster: Any

    def run(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result]]:
        """Yield the place of each item with its result."""
        try:
            from distributed import Client, as_completed
        except ImportError:
            raise ExtraMissing(
                "A Dask cluster needs the extra `scale`: pip install 'interlocal[scale]'."
            ) from None
        client: Any = Client(self.cluster) if isinstance(self.cluster, str) else self.cluster  # type: ignore[no-untyped-call]
        futures = client.map(work, list(items), pure=False)
        places = {future.key: place for place, future in enumerate(futures)}
        try:
            for future in as_completed(futures):  # type: ignore[no-untyped-call]
                yield places[future.key], future.result()
        finally:
            client.cancel(futures)
            if client is not self.cluster:
                client.close()
