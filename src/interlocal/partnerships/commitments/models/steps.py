"""The steps of a procedure, read from and written to JSON. Whatever reads is sound: keys, order, dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
MOST_DAYS = 3660
MOST_VOTES = 999


class StepsInvalid(Refusal):
    """The steps of a procedure do not fit together. ``row`` counts from one; zero means all of them."""

    def __init__(self, message: str | Promise, *, row: int = 0) -> None:
        super().__init__(message)
        self.row = row


class DueKind(models.TextChoices):
    """How a step gets its date."""

    NONE = "none", _("No date")
    DAYS_AFTER = "days-after", _("Days after the step can begin")
    WEEKDAYS_AFTER = "weekdays-after", _("Weekdays after the step can begin")
    DAYS_BEFORE = "days-before", _("Days before the target date")
    WEEKDAYS_BEFORE = "weekdays-before", _("Weekdays before the target date")
    FIXED = "fixed", _("On a fixed date")


class Evidence(models.TextChoices):
    """What can close a step."""

    NOTE = "note", _("A note")
    LINK = "link", _("A link")
    FILE = "file", _("A file")


@dataclass(frozen=True)
class DueRule:
    """When a step is due.

    After: ``days`` from the day on which step ``of`` closed; without ``of``, from the day on which the last
    of the steps before it closed, or on which the run started. Before: ``days`` ahead of the target date.
    """

    kind: DueKind = DueKind.NONE
    days: int = 0
    of: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Step:
    """One step: what, by whom, after which others, by when, closed by what.

    ``role`` is the slug of the role whose holder in the jurisdiction becomes the owner when there is exactly
    one; ``office`` is how the text names that person. Any one kind of ``evidence`` closes it; without any, no
    evidence is asked for. ``source`` names the statute or rule; ``is_unconfirmed`` marks a step that nobody
    has checked. ``records`` names what the step takes down (``config.wiring.STEP_RECORDS``): such a step is
    done on the page of the room that keeps it. ``votes_needed`` carry a vote; zero: not known.
    """

    key: str
    title: str
    role: str = ""
    office: str = ""
    after: tuple[str, ...] = ()
    due: DueRule = DueRule()
    evidence: tuple[Evidence, ...] = ()
    requires_sign_in: bool = False
    source: str = ""
    is_unconfirmed: bool = False
    records: str = ""
    votes_needed: int = 0


def read_steps(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps that ``rows`` describe.

    Raises ``StepsInvalid`` when a key is malformed or used twice, a title is missing, a step waits for one
    that does not stand before it (so there are no circles), or a due rule is incomplete.
    """
    if not rows:
        raise StepsInvalid(_("A procedure needs at least one step."))
    steps: list[Step] = []
    for number, row in enumerate(rows, start=1):
        step = _read_step(row, number)
        _check_step(step, number, earlier=[one.key for one in steps])
        steps.append(step)
    return tuple(steps)


def write_steps(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return ``steps`` as JSON can hold them, leaving out what is at its default."""
    return [_write_step(step) for step in steps]


def _read_step(row: Mapping[str, Any], number: int) -> Step:
    try:
        due = row.get("due", {})
        on = due.get("on")
        return Step(
            key=str(row["key"]),
            title=str(row["title"]).strip(),
            role=str(row.get("role", "")),
            office=str(row.get("office", "")),
            after=tuple(str(key) for key in row.get("after", ())),
            due=DueRule(
                kind=DueKind(due.get("kind", "none")),
                days=int(due.get("days", 0)),
                of=str(due.get("of", "")),
                on=date.fromisoformat(on) if on else None,
            ),
            evidence=tuple(Evidence(kind) for kind in row.get("evidence", ())),
            requires_sign_in=bool(row.get("requires_sign_in", False)),
            source=str(row.get("source", "")),
            is_unconfirmed=bool(row.get("is_unconfirmed", False)),
            records=str(row.get("records", "")),
            votes_needed=int(row.get("votes_needed", 0)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StepsInvalid(_("Step %(number)d cannot be read.") % {"number": number}, row=number) from error


def _check_step(step: Step, number: int, earlier: Sequence[str]) -> None:
    values = {"number": number, "title": step.title or step.key, "most": MOST_DAYS}
    if not _KEY.match(step.key):
        raise StepsInvalid(
            _("Step %(number)d needs a key of small letters, digits and hyphens.") % values, row=number
        )
    if step.key in earlier:
        raise StepsInvalid(
            _("Two steps have the key of step %(number)d. Give one of them another.") % values, row=number
        )
    if not step.title or len(step.title) > 200:
        raise StepsInvalid(_("Step %(number)d needs a title of at most 200 letters.") % values, row=number)
    if not set(step.after) <= set(earlier):
        raise StepsInvalid(
            _("Step %(number)d, “%(title)s”, can only wait for steps that stand above it.") % values,
            row=number,
        )
    if step.due.of and step.due.of not in step.after:
        raise StepsInvalid(
            _("Step %(number)d, “%(title)s”, counts its days from a step that it does not wait for.")
            % values,
            row=number,
        )
    if not 0 <= step.due.days <= MOST_DAYS:
        raise StepsInvalid(_("Step %(number)d: give between 0 and %(most)d days.") % values, row=number)
    if not 0 <= step.votes_needed <= MOST_VOTES:
        raise StepsInvalid(
            _("Step %(number)d: give between 0 and %(votes)d votes.") % (values | {"votes": MOST_VOTES}),
            row=number,
        )
    if (step.due.kind == DueKind.FIXED) != (step.due.on is not None):
        raise StepsInvalid(
            _("Step %(number)d: give the date on which it is always due.") % values, row=number
        )


def _write_step(step: Step) -> dict[str, Any]:
    row: dict[str, Any] = {"key": step.key, "title": step.title}
    for name in ("role", "office", "source", "records", "votes_needed"):
        if getattr(step, name):
            row[name] = getattr(step, name)
    if step.after:
        row["after"] = list(step.after)
    if step.due != DueRule():
        row["due"] = _write_due(step.due)
    if step.evidence:
        row["evidence"] = [kind.value for kind in step.evidence]
    for name in ("requires_sign_in", "is_unconfirmed"):
        if getattr(step, name):
            row[name] = True
    return row


def _write_due(due: DueRule) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": due.kind.value}
    if due.days:
        row["days"] = due.days
    if due.of:
        row["of"] = due.of
    if due.on:
        row["on"] = due.on.isoformat()
    return row
