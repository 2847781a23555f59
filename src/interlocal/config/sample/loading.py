"""Loading the sample, step by step, through the rooms' own actions."""

import importlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol, cast

from django.contrib.auth import get_user_model
from django.db import transaction

from interlocal.config.sample.data import read
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions import public as jurisdictions


class Step(Protocol):
    """A module that loads one room's share of the sample."""

    def is_loaded(self) -> bool: ...

    def load(self, now: datetime) -> None: ...


def load(steps: Sequence[str], *, now: datetime) -> Iterator[str]:
    """Load what is not loaded yet; yield the name of each step once it is done."""
    for name in steps:
        step = _step(name)
        if not step.is_loaded():
            with transaction.atomic():
                step.load(now)
            yield name.rpartition(".")[2]


def is_loaded(steps: Sequence[str]) -> bool:
    """Has every step been loaded?"""
    return all(_step(name).is_loaded() for name in steps)


def refuse_other_data() -> None:
    """Raise ``Refusal`` where there is a partnership other than the sample's, or people without any."""
    partnership = jurisdictions.the_partnership()
    sample_name = read("partnership")["partnership"]["name"]
    if partnership is not None and partnership.name != sample_name:
        raise Refusal(f"This installation serves {partnership.name}. The sample is for an empty one.")
    if partnership is None and get_user_model().objects.exists():
        raise Refusal("This installation has people already. The sample is for an empty one.")


def _step(name: str) -> Step:
    return cast("Step", importlib.import_module(name))
