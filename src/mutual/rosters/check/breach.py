"""What is against the rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """A rule that is not kept, the person or post it is about, the day (``None``: the period), and words."""

    rule: str
    about: str
    day: int | None
    says: str

    def __str__(self) -> str:
        return self.says
