"""The profile that a file seems to need, and how sure each part of it is."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from mutual.calls.profile import Profile, read_profile
from mutual.calls.proposing.formats import Formats, formats_of
from mutual.calls.proposing.roles import Found, find_roles
from mutual.calls.proposing.sample import Sample, sample_of
from mutual.calls.proposing.writing import Choice, written
from mutual.calls.refusal import CallsError
from mutual.calls.times import has_offset

__all__ = ["Choice", "Proposal", "propose"]


@dataclass(frozen=True)
class Proposal:
    """A profile with its TOML text. ``sure`` from 0 to 1 is that of its weakest part.

    ``choices`` says for each setting what was chosen, how sure that is and why; ``checks`` what a person
    should look at before the figures are used, the gravest first. ``columns`` are the names of all columns.
    """

    profile: Profile
    text: str
    sure: float
    choices: tuple[Choice, ...]
    checks: tuple[str, ...]
    columns: tuple[str, ...]


def propose(path: str | Path, *, zone: str | None = None) -> Proposal:
    """Return a profile for a file that has none, from its names and some of its rows.

    ``zone`` is that of the cities; a file seldom names it. Raises ``CallsError`` where the file cannot be
    read, and where it has no column of times or of places.
    """
    path = Path(path)
    if not path.is_file():
        raise CallsError(
            f"cannot read {path}: {'it is a folder' if path.is_dir() else 'there is no such file'}."
        )
    with tempfile.TemporaryDirectory(prefix="calls-") as work:
        sample = sample_of(path, Path(work))
    if not sample.rows:
        raise CallsError(f"{path} has no row below its header.")
    roles = find_roles(sample)
    _check(path, sample, roles)
    formats = _formats(sample, roles["received"])
    needs_zone = zone is None and not any(has_offset(one) for one in formats.formats)
    text, choices, checks = written(path, sample, roles, formats, zone, needs_zone=needs_zone)
    profile = read_profile(text, name="the proposed profile")
    return Proposal(
        profile, text, min(choice.sure for choice in choices), choices, checks, tuple(sample.names)
    )


def _check(path: Path, sample: Sample, roles: dict[str, Found]) -> None:
    shown = ", ".join(map(repr, sample.names[:40]))
    if "received" not in roles:
        raise CallsError(f"{path} has no column that looks like times. It has {shown}.")
    if "place" not in roles:
        raise CallsError(f"{path} has no column that looks like cities, beats or places. It has {shown}.")


def _formats(sample: Sample, received: Found) -> Formats:
    if len(received.places) == 1:
        return formats_of(sample.column(received.places[0]))
    day, clock = received.places
    joined = [
        f"{row[day].strip().removesuffix(' 00:00:00')} {row[clock].strip()}"
        for row in sample.rows
        if len(row) > max(day, clock) and row[day].strip() and row[clock].strip()
    ]
    return formats_of(joined)
