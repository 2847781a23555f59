"""What the audit tells the rooms above."""

from dataclasses import dataclass
from datetime import date

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class AuditHeadPublished(Event):
    """The day's head of a shared book: whoever keeps it can later show that the book's tail was cut.

    It can be announced twice for one day, when the task was stopped halfway; ``book`` and ``on`` together
    make the idempotency key of whatever a listener sends.
    """

    book: str
    seq: int
    digest: str
    on: date
