"""What reading a call file gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mutual.calls.profile import Profile


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken: its number as a spreadsheet counts it, why, what stands there, what to do."""

    row: int
    reason: str
    value: str
    way_forward: str


@dataclass(frozen=True)
class Note:
    """Something that a reader of the figures should know: ``kind`` for programs, ``text`` for people."""

    kind: str
    text: str
    count: int


@dataclass(frozen=True)
class Reading:
    """A file, read: ``rows`` = ``taken`` + ``refused`` + ``duplicates``, always.

    ``reasons`` counts refused rows by reason; ``refused_rows`` holds the first of each reason, and the file
    ``refused_file`` all of them. ``calls_file`` holds the calls taken, in UTC. ``cities`` counts them.
    ``first`` and ``last`` are the local days that the figures stand for; None where no call was taken.
    """

    profile: Profile
    rows: int
    taken: int
    refused: int
    duplicates: int
    reasons: Mapping[str, int]
    refused_rows: tuple[RefusedRow, ...]
    notes: tuple[Note, ...]
    cities: Mapping[str, int]
    first: date | None
    last: date | None
    columns: tuple[str, ...]
    calls_file: Path
    refused_file: Path
    duplicates_file: Path

    @property
    def clock_rule(self) -> str:
        """How local times are understood, in one sentence."""
        profile = self.profile
        skipped = {
            "forward": "a time that the clock skipped counts an hour later",
            "refuse": "a time that the clock skipped is refused",
        }[profile.skipped_hour]
        doubled = {
            "first": "one that it showed twice is the first",
            "second": "one that it showed twice is the second",
            "refuse": "one that it showed twice is refused",
        }[profile.doubled_hour]
        written = f"Times are read as those of {profile.written_in}; {skipped}, {doubled}."
        return (
            written if profile.written_in == profile.zone else f"{written} Hours are told in {profile.zone}."
        )
