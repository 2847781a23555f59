"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.partnerships.initiatives.actions.participations import end_participation, record_participation
from interlocal.partnerships.initiatives.actions.programs import (
    add_link,
    add_program,
    change_program,
    publish_program,
    report_outcome,
    withdraw_program,
)

__all__ = [
    "add_link",
    "add_program",
    "change_program",
    "end_participation",
    "publish_program",
    "record_participation",
    "report_outcome",
    "withdraw_program",
]
