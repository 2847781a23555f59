"""What somebody looks after, as the rooms say it of themselves when the person leaves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Holding:
    """One thing that a person looks after: what it is, where it opens, and whether it can be handed over."""

    title: str
    where: str
    path: str
    is_handed_over: bool
