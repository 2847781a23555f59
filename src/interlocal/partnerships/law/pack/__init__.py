"""What a state asks, read from its folder: plain values, no records."""

from interlocal.partnerships.law.pack.faults import Fault, PackInvalid
from interlocal.partnerships.law.pack.rulebook import CHAPTERS, RULES, Key, Kind, RuleSort
from interlocal.partnerships.law.pack.shelf import (
    NEUTRAL,
    ground_words,
    grounds_in_words,
    pack_named,
    pack_of_state,
    packs,
    procedures_of,
    read_pack,
)
from interlocal.partnerships.law.pack.values import (
    Filing,
    Ground,
    HolidayDay,
    Holidays,
    Pack,
    Place,
    Rule,
)

__all__ = [
    "CHAPTERS",
    "NEUTRAL",
    "RULES",
    "Fault",
    "Filing",
    "Ground",
    "HolidayDay",
    "Holidays",
    "Key",
    "Kind",
    "Pack",
    "PackInvalid",
    "Place",
    "Rule",
    "RuleSort",
    "ground_words",
    "grounds_in_words",
    "pack_named",
    "pack_of_state",
    "packs",
    "procedures_of",
    "read_pack",
]
