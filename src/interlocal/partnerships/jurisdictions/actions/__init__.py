"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.partnerships.jurisdictions.actions.bodies import (
    add_jurisdiction,
    found_partnership,
    record_figure,
)
from interlocal.partnerships.jurisdictions.actions.memberships import (
    begin_membership,
    correct_membership,
    end_membership,
)
from interlocal.partnerships.jurisdictions.actions.representation import (
    end_representation,
    name_from_list,
    name_representative,
    name_substitute,
    take_back_representation,
)

__all__ = [
    "add_jurisdiction",
    "begin_membership",
    "correct_membership",
    "end_membership",
    "end_representation",
    "found_partnership",
    "name_from_list",
    "name_representative",
    "name_substitute",
    "record_figure",
    "take_back_representation",
]
