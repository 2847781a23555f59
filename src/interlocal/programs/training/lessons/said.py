"""What a lesson says of its learner, taken in with the lengths and words of SCORM 1.2, and judged.

SCORM 1.2 Run-Time Environment, sections 3.4.2 and 3.4.4. What is said comes from the learner's browser and
from a package that nobody here wrote: whatever is not exactly as the standard has it is left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

STATUSES = frozenset({"passed", "completed", "failed", "incomplete", "browsed"})
EXITS = frozenset({"", "time-out", "suspend", "logout"})
LONGEST_LOCATION = 255
LONGEST_SUSPEND_DATA = 4096
_DONE = ("completed", "passed")
_SPAN = re.compile(r"([0-9]{2,4}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,2}))?")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,7})?")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the lesson has said since it was launched; nothing where it has not said it, or not rightly."""

    status: str | None = None
    location: str | None = None
    suspend_data: str | None = None
    score: Decimal | None = None
    score_min: Decimal | None = None
    score_max: Decimal | None = None
    exit: str | None = None
    session_time: int | None = None
    is_finished: bool = False


def read_said(values: Mapping[str, object], *, is_finished: bool) -> Said:
    """Return what ``values`` (by the names of SCORM's data model) say."""
    return Said(
        status=_one_of(values.get("cmi.core.lesson_status"), STATUSES),
        location=_short(values.get("cmi.core.lesson_location"), LONGEST_LOCATION),
        suspend_data=_short(values.get("cmi.suspend_data"), LONGEST_SUSPEND_DATA),
        score=_score(values.get("cmi.core.score.raw")),
        score_min=_score(values.get("cmi.core.score.min")),
        score_max=_score(values.get("cmi.core.score.max")),
        exit=_one_of(values.get("cmi.core.exit"), EXITS),
        session_time=_span(values.get("cmi.core.session_time")),
        is_finished=is_finished,
    )


def judged(status: str, said: Said, score: Decimal | None, mastery_score: Decimal | None) -> str:
    """Return the status that counts after ``said``; ``score`` is the last known.

    A lesson that ends without a word on its status is completed. Where the package names a mastery score and
    a score is known, the score decides between passed and failed, whatever the lesson says.
    """
    status = said.status or status
    if said.is_finished and status == "not attempted":
        status = "completed"
    if status == "not attempted":
        status = "incomplete"
    is_ended = said.is_finished or status in (*_DONE, "failed")
    is_left = said.exit == "suspend" and status == "incomplete"
    if mastery_score is not None and score is not None and is_ended and not is_left:
        status = "passed" if score >= mastery_score else "failed"
    return status


def as_span(hundredths: int) -> str:
    """Return a time as SCORM writes it: ``HHHH:MM:SS.SS``."""
    seconds, rest = divmod(hundredths, 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{min(hours, 9999):04d}:{minutes:02d}:{seconds:02d}.{rest:02d}"


def _one_of(value: object, words: frozenset[str]) -> str | None:
    return value if isinstance(value, str) and value in words else None


def _short(value: object, longest: int) -> str | None:
    """Text that a database takes: PostgreSQL refuses NUL and halves of surrogate pairs."""
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        return None
    return value if not any("\ud800" <= char <= "\udfff" for char in value) else None


def _score(value: object) -> Decimal | None:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return None
    score = Decimal(value)
    return score.quantize(Decimal("0.01")) if score <= 100 else None


def _span(value: object) -> int | None:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    hours, minutes, seconds = (int(part) for part in found.groups()[:3])
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 100 + int((found.group(4) or "0").ljust(2, "0"))
