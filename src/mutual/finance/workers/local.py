"""Chunks in this process, or in processes of their own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import cpu_count, get_context
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
LARGE = 200_000_000  # costs of groups: from here on processes are worth their start


class Workers(Protocol):
    """Does ``work`` for every item and yields each place with its result, in any order.

    Stops what has not begun when the caller stops asking; what ``work`` raises goes through.
    """

    def run(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result]]:
        """Yield the place of each item with its result."""


@dataclass(frozen=True)
class InProcess:
    """One after the other, here."""

    def run(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result]]:
        """Yield the place of each item with its result."""
        for place, item in enumerate(items):
            yield place, work(item)


@dataclass(frozen=True)
class ProcessWorkers:
    """On so many processes of this machine, started afresh: threads and locks of this one are not copied."""

    count: int

    def run(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result]]:
        """Yield the place of each item with its result."""
        if not items:
            return
        pool = ProcessPoolExecutor(min(self.count, len(items)), mp_context=get_context("spawn"))
        try:
            waiting: dict[Future[Result], int] = {
                pool.submit(work, item): place for place, item in enumerate(items)
            }
            for future in as_completed(waiting):
                yield waiting.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def workers_for(figures: int, processes: int | None = None) -> Workers:
    """Return who should work out so many figures: this process, or a pool where the work is large.

    ``processes`` settles it: 1 stays here, more start a pool of so many. Nothing in the result depends on it.
    """
    count = processes or (min(8, cpu_count() or 1) if figures >= LARGE else 1)
    return ProcessWorkers(count) if count > 1 else InProcess()
