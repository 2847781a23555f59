"""How far the adoption of each statement has come, counted: what Home and the register say in a line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import Ref, ref_to
from interlocal.partnerships.commitments.public import run_progress, subjects_under_way
from interlocal.partnerships.instruments.models import Instrument, Statement
from interlocal.partnerships.instruments.queries.matrix import is_adopted
from interlocal.partnerships.instruments.queries.records import statements_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True)
class AdoptionProgress:
    """One statement: how many councils have an instrument under it, have adopted it, and are late."""

    statement: Statement
    councils: int
    adopted: int
    late: int


def open_adoptions(user: "User", *, today: date) -> tuple[AdoptionProgress, ...]:
    """Return the statements whose adoption has begun and not ended everywhere, in the order of the register.

    Four queries, however many statements, councils and steps there are. The counts are those of the
    statement's matrix.
    """
    statements = {ref_to(statement): statement for statement in statements_for(user)}
    progress = run_progress(subjects_under_way(list(statements)), today=today)
    unfinished = {subject for (subject, _council), run in progress.items() if run.is_under_way}
    councils: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Instrument.objects.filter(statement__in=[statements[subject].pk for subject in unfinished])
    for statement, council, standing in rows.values_list(
        "statement_id", "jurisdiction__public_id", "standing"
    ).order_by():
        councils[statement].append((council, standing))

    def counted(subject: Ref, statement: Statement) -> AdoptionProgress:
        runs = [(progress.get((subject, council)), standing) for council, standing in councils[statement.pk]]
        return AdoptionProgress(
            statement=statement,
            councils=len(runs),
            adopted=sum(is_adopted(standing, run.finished_on if run else None) for run, standing in runs),
            late=sum(run is not None and run.is_overdue for run, _standing in runs),
        )

    return tuple(
        counted(subject, statement) for subject, statement in statements.items() if subject in unfinished
    )
