"""Read what other councils publish of their meetings: plain values, no records."""

from .checking import checked
from .council_record import ReadItem, ReadMeeting, ReadVote, Unreadable
from .fetching import Fetch, PublicJson, check_public_address
from .json_form import from_json, to_json
from .legistar import read_legistar
from .table import COLUMNS, FaultyRows, RowFault, read_council_table, sheet_of

__all__ = [
    "COLUMNS",
    "FaultyRows",
    "Fetch",
    "PublicJson",
    "ReadItem",
    "ReadMeeting",
    "ReadVote",
    "RowFault",
    "Unreadable",
    "check_public_address",
    "checked",
    "from_json",
    "read_council_table",
    "read_legistar",
    "sheet_of",
    "to_json",
]
