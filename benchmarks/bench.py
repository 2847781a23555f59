"""What the measurements share: the options, and the installation that is generated once and started once."""

import contextlib
import functools
import sys
from dataclasses import dataclass, field
from pathlib import Path

import house


@dataclass
class Bench:
    """One run. What a measurement asks for is made then, and ended with the run."""

    seconds: float = 4.0
    rounds: int = 3
    minutes: float = 3.0  # of the crowd
    keep: Path | None = None  # where partnerships after years are kept for the next run
    database: str = ""  # PostgreSQL for them; each has its own, named after its size
    ends: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @functools.cached_property
    def data(self) -> house.Generated:
        self.say("generating the partnership")
        return self.ends.enter_context(house.generated())

    @functools.cached_property
    def served(self) -> house.Served:
        return self.ends.enter_context(house.interlocal(self.data))

    @functools.cached_property
    def rivals(self) -> house.Served:
        return self.ends.enter_context(house.rivals())

    def say(self, line: str) -> None:
        print(f"  {line} ...", file=sys.stderr, flush=True)
