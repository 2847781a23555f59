"""Minutes: drafted from the record, and as people may read them."""

from interlocal.partnerships.meetings.queries.minutes.drafted import drafted_blocks
from interlocal.partnerships.meetings.queries.minutes.reading import (
    PublishedMinutes,
    may_read_closed,
    minutes_of,
    minutes_to_approve,
    published_minutes,
    published_minutes_of,
    version_of,
)
from interlocal.partnerships.meetings.queries.minutes.sources import source_of

__all__ = [
    "PublishedMinutes",
    "drafted_blocks",
    "may_read_closed",
    "minutes_of",
    "minutes_to_approve",
    "published_minutes",
    "published_minutes_of",
    "source_of",
    "version_of",
]
