"""The stages of the pipeline, read from and written to JSON. Whatever reads is sound."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
FEWEST_STAGES = 2


class StagesInvalid(Refusal):
    """The stages do not fit together. ``row`` counts from one; zero means all of them."""

    def __init__(self, message: str | Promise, *, row: int = 0) -> None:
        super().__init__(message)
        self.row = row


class Check(models.TextChoices):
    """What a need is checked against: the initiative's own records, or somebody's word."""

    BY_HAND = "by-hand", _("Somebody checks it by hand")
    PAIN_POINTS = "pain-points", _("Pain points of two cities or more")
    PRESSURE = "pressure", _("A pressure with figures of two years or more")
    EXPECTATION = "expectation", _("An expectation with baseline and target")
    PRACTICE = "practice", _("A best-in-class practice to compare with")
    TWO_JOIN = "two-join", _("Two cities or more join")
    STAFF = "staff", _("Staff hours promised")
    SUPPORT = "support", _("Support for the assigned staff")
    RISK = "risk", _("At least one risk with its response")
    DOCUMENT = "document", _("At least one document")
    RESULTS = "results", _("A result for every expectation")


class Decider(models.TextChoices):
    """Who decides that a gate is passed."""

    PARTNERSHIP = "partnership", _("The partnership; its coordinator records it")
    JOINING = "joining", _("The manager of any city that joins")
    LEAD = "lead", _("The manager of the city that leads")


@dataclass(frozen=True)
class Need:
    """One thing that a gate asks for."""

    key: str
    title: str
    check: Check = Check.BY_HAND


@dataclass(frozen=True)
class Stage:
    """A stage, and the gate at its end: what leaving it forward needs, and who decides."""

    key: str
    title: str
    needs: tuple[Need, ...] = ()
    decides: Decider = Decider.PARTNERSHIP


def read_stages(rows: Sequence[Mapping[str, Any]]) -> tuple[Stage, ...]:
    """Return the stages that ``rows`` describe.

    Raises ``StagesInvalid`` when there are fewer than two, or a key or title is missing, malformed or used
    twice.
    """
    if len(rows) < FEWEST_STAGES:
        raise StagesInvalid(_("A pipeline needs at least two stages: where one begins and where it ends."))
    stages: list[Stage] = []
    for number, row in enumerate(rows, start=1):
        stage = _read(row, number)
        if stage.key in {one.key for one in stages} or stage.title in {one.title for one in stages}:
            raise StagesInvalid(_("Two stages have the same name."), row=number)
        stages.append(stage)
    if stages[-1].needs:
        raise StagesInvalid(_("Nothing leads on from the last stage, so it needs nothing."), row=len(stages))
    return tuple(stages)


def write_stages(stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """Return ``stages`` as JSON can hold them."""
    return [
        {
            "key": stage.key,
            "title": stage.title,
            "decides": stage.decides.value,
            "needs": [
                {"key": need.key, "title": need.title, "check": need.check.value} for need in stage.needs
            ],
        }
        for stage in stages
    ]


def _read(row: Mapping[str, Any], number: int) -> Stage:
    try:
        needs = tuple(
            Need(str(need["key"]), str(need["title"]).strip(), Check(need.get("check", Check.BY_HAND)))
            for need in row.get("needs", ())
        )
        stage = Stage(
            str(row["key"]),
            str(row["title"]).strip(),
            needs,
            Decider(row.get("decides", Decider.PARTNERSHIP)),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise StagesInvalid(_("This stage cannot be read."), row=number) from error
    if not stage.title:
        raise StagesInvalid(_("Give the stage a name."), row=number)
    keys = [need.key for need in needs]
    if not all(map(_KEY.match, [stage.key, *keys])) or len(set(keys)) != len(keys):
        raise StagesInvalid(_("A need stands here twice, or has no name."), row=number)
    if not all(need.title for need in needs):
        raise StagesInvalid(_("Say what is needed."), row=number)
    return stage
