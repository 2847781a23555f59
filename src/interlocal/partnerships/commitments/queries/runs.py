"""How far runs have come, for many subjects and jurisdictions at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref
from interlocal.kernel.permissions import Role
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import (
    Commitment,
    Outcome,
    ProcedureRun,
    SkippedStep,
    State,
    Step,
)


@dataclass(frozen=True)
class StepState:
    """One step of a run on a day. ``commitment`` is empty where it has not begun, or may not be read.

    ``who`` is its owner, or the office or role that it falls to; ``since_on`` the day on which it began.
    """

    key: str
    title: str
    state: State
    closed_on: date | None = None
    due_on: date | None = None
    overdue_days: int = 0
    evidence: str = ""
    commitment: str = ""
    is_unconfirmed: bool = False
    who: str = ""
    since_on: date | None = None
    records: str = ""


@dataclass(frozen=True)
class RunState:
    """One run: its steps in order, by key where wanted, and the day on which it finished."""

    run: str
    procedure: str
    version: int
    started_on: date
    finished_on: date | None
    steps: tuple[StepState, ...]
    stopped_on: date | None = None
    stop_reason: str = ""

    def step(self, key: str) -> StepState | None:
        """Return the step with this key, or ``None`` where the run's version has no such step."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True)
class RunProgress:
    """One run without its steps: the day on which it finished, or was stopped; is a step's day past?"""

    finished_on: date | None
    is_overdue: bool
    stopped_on: date | None = None

    @property
    def is_under_way(self) -> bool:
        """Is it neither finished nor stopped?"""
        return self.finished_on is None and self.stopped_on is None


def subjects_under_way(subjects: Sequence[Ref]) -> list[Ref]:
    """Return those of ``subjects``, all of one kind, about which a run is neither finished nor stopped."""
    runs = _runs_about(subjects).filter(finished_on=None, stopped_on=None)
    return [Ref(*subject) for subject in runs.order_by().values_list("subject_kind", "subject_id").distinct()]


def run_progress(subjects: Sequence[Ref], *, today: date) -> dict[tuple[Ref, str], RunProgress]:
    """Return how far each of ``subjects`` has come, keyed as in ``run_states``, for who only counts.

    All subjects are of one kind. Two queries, and no record is loaded. The caller has made sure that the
    reader may see the subjects. Raises ``ValueError`` for subjects of several kinds.
    """
    runs = _newest_last(_runs_about(subjects)).values_list(
        "pk", "subject_kind", "subject_id", "jurisdiction__public_id", "finished_on", "stopped_on"
    )
    late = Commitment.objects.overdue(today).filter(run__in=_runs_about(subjects).values("pk"))
    overdue = set(late.order_by().values_list("run_id", flat=True).distinct())
    return {
        (Ref(kind, subject), council): RunProgress(finished_on, pk in overdue, stopped_on)
        for pk, kind, subject, council, finished_on, stopped_on in runs
    }


def run_states(
    subjects: Sequence[Ref], *, today: date, user: User, procedure: str = ""
) -> dict[tuple[Ref, str], RunState]:
    """Return how far each of ``subjects`` has come, by (subject, public id of the jurisdiction).

    All subjects are of one kind. Three queries, however many subjects, jurisdictions and steps there are. The
    caller has made sure that ``user`` may see the subjects; evidence and links of commitments that the person
    may not read are left out. ``procedure`` (a slug) narrows it to one; without it the newest run counts.
    Raises ``ValueError`` for subjects of several kinds.
    """
    if not subjects:
        return {}
    runs = _runs_about(subjects).select_related("version", "procedure", "jurisdiction")
    if procedure:
        runs = runs.filter(procedure__slug=procedure)
    found = list(_newest_last(runs))
    commitments = _commitments(found, user)
    skipped = _skipped(found)
    versions: dict[int, tuple[Step, ...]] = {}
    states = {}
    for run in found:
        if run.version_id not in versions:
            versions[run.version_id] = run.version.read()
        steps = tuple(
            _state_of(step, commitments[run.pk].get(step.key), skipped[run.pk].get(step.key), today)
            for step in versions[run.version_id]
        )
        states[Ref(run.subject_kind, run.subject_id), run.jurisdiction.public_id] = RunState(
            run=run.public_id,
            procedure=run.procedure.slug,
            version=run.version.number,
            started_on=run.started_on,
            finished_on=run.finished_on,
            steps=steps,
            stopped_on=run.stopped_on,
            stop_reason=run.stop_reason,
        )
    return states


def steps_left(run: ProcedureRun) -> tuple[Step, ...]:
    """Return the steps of ``run`` that are neither done nor skipped, in order."""
    done = run.commitments.filter(outcome=Outcome.DONE).values_list("step_key", flat=True)
    settled = {*done, *run.skipped.values_list("step_key", flat=True)}
    return tuple(step for step in run.version.read() if step.key not in settled)


def _runs_about(subjects: Sequence[Ref]) -> QuerySet[ProcedureRun]:
    kinds = {subject.kind for subject in subjects}
    if len(kinds) > 1:
        raise ValueError("The subjects are of several kinds.")
    return ProcedureRun.objects.filter(
        subject_kind__in=kinds, subject_id__in={subject.public_id for subject in subjects}
    )


def _newest_last(runs: QuerySet[ProcedureRun]) -> QuerySet[ProcedureRun]:
    """So that the newest of several runs of one subject in one place is the one that counts."""
    return runs.order_by("started_on", "pk")


def _commitments(runs: Sequence[ProcedureRun], user: User) -> Mapping[int, dict[str, Commitment]]:
    rows = Commitment.objects.filter(run__in=[run.pk for run in runs]).select_related(
        "evidence_file", "owed_by", "owed_to", "owner"
    )
    may_see = rules.reader_of(user)
    by_run: dict[int, dict[str, Commitment]] = defaultdict(dict)
    for row in rows.order_by():
        if not may_see(row):
            row.public_id, row.evidence_note, row.evidence_url, row.evidence_file = "", "", "", None
        by_run[row.run_id or 0][row.step_key] = row
    return by_run


def _skipped(runs: Sequence[ProcedureRun]) -> Mapping[int, dict[str, SkippedStep]]:
    by_run: dict[int, dict[str, SkippedStep]] = defaultdict(dict)
    for row in SkippedStep.objects.filter(run__in=[run.pk for run in runs]):
        by_run[row.run_id][row.step_key] = row
    return by_run


def _state_of(
    step: Step, commitment: Commitment | None, skipped: SkippedStep | None, today: date
) -> StepState:
    state, closed_on = State.SKIPPED, skipped.skipped_on if skipped else None
    if skipped is None and commitment is None:
        return StepState(
            step.key,
            step.title,
            State.WAITING,
            is_unconfirmed=step.is_unconfirmed,
            who=step.office or _role_title(step.role),
            records=step.records,
        )
    if skipped is None and commitment is not None:
        state, closed_on = commitment.state_on(today), commitment.done_on
    due_on = commitment.due_on if commitment else None
    return StepState(
        key=step.key,
        title=step.title,
        state=state,
        closed_on=closed_on,
        due_on=due_on,
        overdue_days=(today - due_on).days if state == State.OVERDUE and due_on else 0,
        evidence=_evidence(commitment) if commitment and commitment.outcome == Outcome.DONE else "",
        commitment=commitment.public_id if commitment else "",
        is_unconfirmed=step.is_unconfirmed,
        who=_who(step, commitment),
        since_on=rules.day_of(commitment.opened_at) if commitment else None,
        records=step.records,
    )


def _who(step: Step, commitment: Commitment | None) -> str:
    """The owner, where the reader may know, or else the office or role."""
    if commitment is not None and commitment.public_id and commitment.owner is not None:
        return str(commitment.owner)
    return step.office or _role_title(step.role)


def _role_title(slug: str) -> str:
    roles: Sequence[type[Role]] = import_string(settings.INTERLOCAL_ROLES)
    return next((str(role.title) for role in roles if role.slug == slug), slug)


def _evidence(commitment: Commitment) -> str:
    """A short label of what closed it: the note's first line, the file's name, or the link."""
    if commitment.evidence_note:
        return commitment.evidence_note.splitlines()[0][:80]
    if commitment.evidence_file is not None:
        return str(commitment.evidence_file)[:80]
    return f"{commitment.evidence_url:.80}"
