"""Reads of the room. What takes a user answers with what that person may see."""

from interlocal.partnerships.commitments.queries.balances import Balance, balance_of, balances
from interlocal.partnerships.commitments.queries.detail import (
    Place,
    hours_given,
    place_in_run,
    possible_owners,
)
from interlocal.partnerships.commitments.queries.links import action_link, evidence_asked
from interlocal.partnerships.commitments.queries.lists import (
    commitment_for,
    commitments_about,
    commitments_for,
    needs_you,
    overdue_for,
)
from interlocal.partnerships.commitments.queries.pasted import COLUMNS, Wish, fills, judge, obstacles
from interlocal.partnerships.commitments.queries.procedures import (
    Difference,
    StepWords,
    current_version,
    differences,
    in_words,
    procedure_by,
    procedure_to_edit,
    procedures_with_counts,
    role_choices,
    run_for,
    version_of,
)
from interlocal.partnerships.commitments.queries.reminders import due_reminders
from interlocal.partnerships.commitments.queries.runs import (
    RunProgress,
    RunState,
    StepState,
    run_progress,
    run_states,
    steps_left,
    subjects_under_way,
)
from interlocal.partnerships.commitments.queries.search import (
    NOBODY,
    Wanted,
    filter_places,
    source_kinds,
    wanted_commitments,
)
from interlocal.partnerships.commitments.queries.sources import (
    record_pages,
    record_step_url,
    record_url,
    source_name,
    source_url,
    step_records,
)

__all__ = [
    "COLUMNS",
    "NOBODY",
    "Balance",
    "Difference",
    "Place",
    "RunProgress",
    "RunState",
    "StepState",
    "StepWords",
    "Wanted",
    "Wish",
    "action_link",
    "balance_of",
    "balances",
    "commitment_for",
    "commitments_about",
    "commitments_for",
    "current_version",
    "differences",
    "due_reminders",
    "evidence_asked",
    "fills",
    "filter_places",
    "hours_given",
    "in_words",
    "judge",
    "needs_you",
    "obstacles",
    "overdue_for",
    "place_in_run",
    "possible_owners",
    "procedure_by",
    "procedure_to_edit",
    "procedures_with_counts",
    "record_pages",
    "record_step_url",
    "record_url",
    "role_choices",
    "run_for",
    "run_progress",
    "run_states",
    "source_kinds",
    "source_name",
    "source_url",
    "step_records",
    "steps_left",
    "subjects_under_way",
    "version_of",
    "wanted_commitments",
]
