"""What a limit is."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Whom(StrEnum):
    """Whose requests are counted together."""

    ADDRESS = "network address"
    PERSON = "person signed in"


@dataclass(frozen=True)
class Rate:
    """``burst`` at once, then ``per_second``; ``writes_only`` where reading the form costs little."""

    burst: int
    per_second: float
    whom: Whom
    writes_only: bool = False

    def counts(self, method: str | None) -> bool:
        """Is a request by ``method`` counted?"""
        return not self.writes_only or method in _WRITES

    def __str__(self) -> str:
        then = (
            f"{self.per_second:g} a second"
            if self.per_second >= 1
            else f"one in {1 / self.per_second:g} seconds"
        )
        what = "sent forms, " if self.writes_only else ""
        return f"{what}{self.burst} at once, then {then}, for each {self.whom}"


@dataclass(frozen=True)
class Limit:
    """What is limited, at which routes (names, or patterns of them), and how.

    Either by a ``rate``, which ``PaceMiddleware`` holds; or as ``says`` tells and the code at ``held_by``
    does. Without either, ``reason`` tells why there is no limit.
    """

    what: str
    routes: tuple[str, ...]
    rate: Rate | None = None
    says: str = ""
    held_by: str = ""
    reason: str = ""

    def names(self, route: str) -> bool:
        """Is ``route`` one of its routes?"""
        return any(fnmatchcase(route, pattern) for pattern in self.routes)
