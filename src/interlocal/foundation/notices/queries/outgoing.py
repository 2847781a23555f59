"""Reads of mail on its way out."""

from interlocal.foundation.jobs import public as jobs
from interlocal.foundation.notices.rules import SEND


def letters_waiting() -> int:
    """Return how many notices wait for their mail to be sent, or sent again."""
    return jobs.count_unfinished(SEND)
