"""What happened to studies."""

from dataclasses import dataclass

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class BaselineFrozen(Event):
    """A city has signed a version of its baseline."""

    study: str
    city: str
    version: int
