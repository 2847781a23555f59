"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.costing.studies.actions.cells import Saved, Typed, add_cell, save_cells, strike_cell
from interlocal.costing.studies.actions.freezing import begin_version, digest_of, freeze_baseline
from interlocal.costing.studies.actions.lines import add_line, change_line, withdraw_line
from interlocal.costing.studies.actions.questions import answer_question, ask_about_cell
from interlocal.costing.studies.actions.studies import (
    ask_city,
    begin_from_service,
    begin_study,
    change_study,
    set_stand,
    take_out_city,
)

__all__ = [
    "Saved",
    "Typed",
    "add_cell",
    "add_line",
    "answer_question",
    "ask_about_cell",
    "ask_city",
    "begin_from_service",
    "begin_study",
    "begin_version",
    "change_line",
    "change_study",
    "digest_of",
    "freeze_baseline",
    "save_cells",
    "set_stand",
    "strike_cell",
    "take_out_city",
    "withdraw_line",
]
