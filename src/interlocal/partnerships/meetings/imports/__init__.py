"""Read what other councils publish of their meetings: plain values, no records."""

from .council_record import ReadItem, ReadMeeting, ReadVote, Unreadable
from .csv_table import COLUMNS, read_csv
from .fetching import Fetch, PublicJson, check_public_address
from .legistar import read_legistar

__all__ = [
    "COLUMNS",
    "Fetch",
    "PublicJson",
    "ReadItem",
    "ReadMeeting",
    "ReadVote",
    "Unreadable",
    "check_public_address",
    "read_csv",
    "read_legistar",
]
