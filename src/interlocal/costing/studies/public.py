"""The door of the room: what other rooms may use."""

from interlocal.costing.studies.actions import (
    add_cell,
    add_line,
    answer_question,
    ask_about_cell,
    ask_city,
    begin_study,
    freeze_baseline,
    save_cells,
)
from interlocal.costing.studies.actions.cells import Typed
from interlocal.costing.studies.models import CityStand, DraftRule, LineKind, Study
from interlocal.costing.studies.queries import (
    WantedCell,
    load_engine,
    searched,
    studies_panel,
    synthetic_among,
)
from interlocal.costing.studies.rules import Permission

__all__ = [
    "CityStand",
    "DraftRule",
    "LineKind",
    "Permission",
    "Study",
    "Typed",
    "WantedCell",
    "add_cell",
    "add_line",
    "answer_question",
    "ask_about_cell",
    "ask_city",
    "begin_study",
    "freeze_baseline",
    "load_engine",
    "save_cells",
    "searched",
    "studies_panel",
    "synthetic_among",
]
