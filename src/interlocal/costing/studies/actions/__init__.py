"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.costing.studies.actions.calls import (
    bring_calls,
    finish_reading,
    forget_call_files,
    place_calls,
    point_columns,
    put_staffing,
    withdraw_calls,
)
from interlocal.costing.studies.actions.cells import Saved, Typed, add_cell, save_cells, strike_cell
from interlocal.costing.studies.actions.clauses import send_cost_clause
from interlocal.costing.studies.actions.doubts import put_range, put_tie, withdraw_doubt
from interlocal.costing.studies.actions.exchanges import put_exchange, withdraw_exchange
from interlocal.costing.studies.actions.freezing import begin_version, digest_of, freeze_baseline
from interlocal.costing.studies.actions.intent import answer_poll, close_poll, open_poll
from interlocal.costing.studies.actions.lines import add_line, change_line, withdraw_line
from interlocal.costing.studies.actions.options import (
    put_group_costs,
    put_option,
    put_part,
    put_share,
    set_assumptions,
    withdraw,
)
from interlocal.costing.studies.actions.questions import answer_question, ask_about_cell
from interlocal.costing.studies.actions.runs import begin_run, finish_run, stop_run
from interlocal.costing.studies.actions.signing import (
    ask_for_sign_off,
    decline_result,
    end_sign_off,
    sign_result,
)
from interlocal.costing.studies.actions.studies import (
    ask_city,
    begin_from_service,
    begin_study,
    change_study,
    set_stand,
    take_out_city,
)
from interlocal.costing.studies.actions.talk import change_remark, close_question, say, withdraw_remark

__all__ = [
    "Saved",
    "Typed",
    "add_cell",
    "add_line",
    "answer_poll",
    "answer_question",
    "ask_about_cell",
    "ask_city",
    "ask_for_sign_off",
    "begin_from_service",
    "begin_run",
    "begin_study",
    "begin_version",
    "bring_calls",
    "change_line",
    "change_remark",
    "change_study",
    "close_poll",
    "close_question",
    "decline_result",
    "digest_of",
    "end_sign_off",
    "finish_reading",
    "finish_run",
    "forget_call_files",
    "freeze_baseline",
    "open_poll",
    "place_calls",
    "point_columns",
    "put_exchange",
    "put_group_costs",
    "put_option",
    "put_part",
    "put_range",
    "put_share",
    "put_staffing",
    "put_tie",
    "save_cells",
    "say",
    "send_cost_clause",
    "set_assumptions",
    "set_stand",
    "sign_result",
    "stop_run",
    "strike_cell",
    "take_out_city",
    "withdraw",
    "withdraw_calls",
    "withdraw_doubt",
    "withdraw_exchange",
    "withdraw_line",
    "withdraw_remark",
]
