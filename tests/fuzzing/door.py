"""A door: where bytes or text of others come in, what it may answer, and how much it may spend on it."""

import sys
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import Any

import interlocal
import mutual

_HOUSE = tuple(f"{package.__path__[0]}/" for package in (interlocal, mutual))
# Calls of functions, in Python and into C: a count that is the same on every machine.
CALLS, CALLS_A_BYTE = 400_000, 400
MEGABYTE = 2**20


class TooMuchWork(BaseException):
    """More calls than an input of that length may cost. No parser's own handler catches this."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Door:
    """One parser. ``modules`` are the files that read; each must be reached by the seeds alone.

    ``refuses`` are the parser's own errors, whose words a person is told (``has_words``: or those of
    whoever called it). Whatever else it raises is a fault.
    """

    name: str
    read: Callable[[bytes], object]
    seeds: Sequence[bytes]
    modules: tuple[str, ...]
    refuses: tuple[type[Exception], ...] = ()
    words: tuple[bytes, ...] = ()
    calls: int = CALLS
    megabytes: int = 48
    rounds: float = 1
    has_words: bool = True


@dataclass
class Spent:
    """What reading came to."""

    calls: int
    bytes: int
    files: set[str]
    refusal: Exception | None


@cache
def _warm(door: Door) -> None:
    """Read a seed uncounted: grammars are built and libraries loaded once, not for every file."""
    door.read(door.seeds[0])


def spend(door: Door, data: bytes) -> Spent:
    """Read ``data`` through ``door``; raise whatever it raises that is not its own, and ``TooMuchWork``."""
    _warm(door)
    most = door.calls + CALLS_A_BYTE * len(data)
    spent = Spent(0, 0, set(), None)

    def count(frame: FrameType, event: str, _argument: Any) -> None:
        if event in {"call", "c_call"}:
            spent.calls += 1
            if event == "call" and frame.f_code.co_filename.startswith(_HOUSE):
                spent.files.add(frame.f_code.co_filename)
            if spent.calls > most:
                sys.setprofile(None)
                raise TooMuchWork(f"{door.name}: more than {most:,} calls for {len(data):,} bytes")

    tracemalloc.start()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        door.read(data)
    except door.refuses as refusal:
        spent.refusal = refusal
    finally:
        sys.setprofile(before)
        spent.bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return spent
