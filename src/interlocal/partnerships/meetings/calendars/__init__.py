"""Meetings for calendars, feed readers and search engines: plain values, no records."""

from .atom import AtomEntry, atom_feed
from .entry import Entry, Person
from .json_ld import event_json_ld
from .mail import calendar_in_mail
from .messages import cancel, feed, request
from .open_civic_data import CivicBody, CivicEvent, CivicSeat, CivicVote, civic_data
from .replies import MAX_BYTES as MAX_REPLY_BYTES
from .replies import Reply, Standing, UnreadableReply, read_reply, standing_of

__all__ = [
    "MAX_REPLY_BYTES",
    "AtomEntry",
    "CivicBody",
    "CivicEvent",
    "CivicSeat",
    "CivicVote",
    "Entry",
    "Person",
    "Reply",
    "Standing",
    "UnreadableReply",
    "atom_feed",
    "calendar_in_mail",
    "cancel",
    "civic_data",
    "event_json_ld",
    "feed",
    "read_reply",
    "request",
    "standing_of",
]
