"""The door of the room: what other rooms may use."""

from interlocal.partnerships.law.actions import choose_pack, end_own_rule, set_own_rule
from interlocal.partnerships.law.book import Law, LawBook, states_in
from interlocal.partnerships.law.pack import (
    NEUTRAL,
    Filing,
    Ground,
    Holidays,
    Key,
    Pack,
    PackInvalid,
    Place,
    Rule,
    ground_words,
    grounds_in_words,
    pack_of_state,
    packs,
    procedures_of,
    read_pack,
)
from interlocal.partnerships.law.queries import is_law_chosen, law_book, law_of
from interlocal.partnerships.law.rules import Permission

__all__ = [
    "NEUTRAL",
    "Filing",
    "Ground",
    "Holidays",
    "Key",
    "Law",
    "LawBook",
    "Pack",
    "PackInvalid",
    "Permission",
    "Place",
    "Rule",
    "choose_pack",
    "end_own_rule",
    "ground_words",
    "grounds_in_words",
    "is_law_chosen",
    "law_book",
    "law_of",
    "pack_of_state",
    "packs",
    "procedures_of",
    "read_pack",
    "set_own_rule",
    "states_in",
]
