"""Who is to be asked, and what was answered: counts of groups, small ones hidden, and no name.

A cohort's answers to a questionnaire are told once nobody can answer it any more. They never change after
that, so that no two looks at them differ by one answer. What is told of a course is the sum of what is told
of its cohorts, and gives nothing away beyond it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from interlocal.foundation.vault.public import keyed_digest
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Ask,
    Attendance,
    Cohort,
    CohortState,
    Course,
    Response,
    Session,
)
from interlocal.programs.training.questionnaires import (
    LEARNER_90,
    LEARNING,
    REACTION,
    SUPERVISOR_90,
    Question,
    Questionnaire,
    questionnaires,
)

ANSWER_WITHIN = timedelta(days=30)
ASKED_UP_TO = timedelta(days=14)  # after that a question comes too late to be asked at all
LATER = timedelta(days=90)
GROUPS = ("agree", "neither", "disagree")


@dataclass(frozen=True)
class Due:
    """Somebody to be asked."""

    application: Application
    form: str
    session: Session | None


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    """What was answered to one question: counts of three groups, ``None`` for one that is hidden."""

    words: str
    counts: tuple[int | None, int | None, int | None]

    @property
    def is_hidden(self) -> bool:
        """Is nothing of it told?"""
        return self.counts == (None, None, None)


@dataclass(frozen=True, kw_only=True)
class FormResult:
    """One questionnaire of one cohort: how many were asked and answered, and what."""

    questionnaire: Questionnaire
    title: str
    asked: int
    answered: int
    is_open: bool
    questions: tuple[QuestionResult, ...]
    remarks: tuple[str, ...]

    @property
    def rate(self) -> int:
        """Percent of those asked who answered, rounded down."""
        return 100 * self.answered // self.asked if self.asked else 0


def due_questions(now: datetime) -> Iterator[Due]:
    """Yield who is to be asked what at ``now`` and was not yet: only who attended something is."""
    yield from _reactions(now)
    yield from _at_the_end(now, LEARNING, timedelta(0))
    yield from _at_the_end(now, LEARNER_90, LATER)
    yield from _at_the_end(now, SUPERVISOR_90, LATER)


def ask_by(public_id: str) -> Ask | None:
    """Return what somebody was asked, with its cohort and course."""
    found = Ask.objects.filter(public_id=public_id)
    return found.select_related("application__learner", "application__cohort__course", "session").first()


def results_of_cohort(cohort: Cohort, *, now: datetime, language: str) -> list[FormResult]:
    """Return every questionnaire that was sent in ``cohort``, by level."""
    return _results([cohort], now, language).get(cohort.pk, [])


def results_of_course(course: Course, *, now: datetime, language: str) -> list[FormResult]:
    """Return each questionnaire over the cohorts of ``course``: the sum of what is told of each.

    A cohort of which a figure is hidden adds nothing to that figure.
    """
    found = _results(list(course.cohorts.select_related("course")), now, language)
    together: dict[str, list[FormResult]] = defaultdict(list)
    for results in found.values():
        for one in results:
            if not one.is_open:
                together[one.questionnaire.name].append(one)
    return [_summed(parts) for _name, parts in sorted(together.items(), key=_by_level)]


def _by_level(pair: tuple[str, list[FormResult]]) -> int:
    return pair[1][0].questionnaire.level


def _summed(parts: list[FormResult]) -> FormResult:
    first = parts[0]
    words = list(dict.fromkeys(q.words for part in parts for q in part.questions))
    return FormResult(
        questionnaire=first.questionnaire,
        title=first.title,
        asked=sum(part.asked for part in parts),
        answered=sum(part.answered for part in parts),
        is_open=False,
        questions=tuple(_summed_question(one, parts) for one in words),
        remarks=(),
    )


def _summed_question(words: str, parts: list[FormResult]) -> QuestionResult:
    told = [q.counts for part in parts for q in part.questions if q.words == words]
    sums = [_sum(counts[place] for counts in told) for place in range(3)]
    return QuestionResult(words=words, counts=(sums[0], sums[1], sums[2]))


def _sum(counts: Iterable[int | None]) -> int | None:
    told = [one for one in counts if one is not None]
    return sum(told) if told else None


def _results(cohorts: list[Cohort], now: datetime, language: str) -> dict[int, list[FormResult]]:
    by_key = {one.pk: one for one in cohorts}
    asks = (
        Ask.objects.filter(application__cohort__in=by_key)
        .values("application__cohort", "form")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            last=Max("created_at"),
        )
        .order_by()
    )
    answers = _answers(by_key)
    found: dict[int, list[FormResult]] = defaultdict(list)
    for row in asks:
        cohort = by_key[row["application__cohort"]]
        questionnaire = questionnaires()[row["form"]]
        is_open = _may_still_answer(cohort, row["form"], row["last"], now)
        told = [] if is_open else answers[cohort.pk, row["form"]]
        found[cohort.pk].append(
            FormResult(
                questionnaire=questionnaire,
                title=questionnaire.titled(language),
                asked=row["asked"],
                answered=row["answered"],
                is_open=is_open,
                questions=tuple(
                    _question(one, told, language)
                    for one in questionnaire.asked_about(cohort.course)
                    if one.kind == "scale"
                ),
                remarks=_remarks(questionnaire, told),
            )
        )
    for results in found.values():
        results.sort(key=lambda one: (one.questionnaire.level, one.questionnaire.name))
    return found


def _answers(cohorts: Collection[int]) -> dict[tuple[int, str], list[dict[str, Any]]]:
    """Return what was answered, by cohort and questionnaire."""
    answers: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for key, form, said in Response.objects.filter(cohort__in=cohorts).values_list(
        "cohort", "form", "answers"
    ):
        answers[key, form].append(said)
    return answers


def _may_still_answer(cohort: Cohort, form: str, last: datetime, now: datetime) -> bool:
    """Can an answer still come: from those asked, or from those who will be asked?"""
    if now <= last + ANSWER_WITHIN:
        return True
    is_over = cohort.state in {CohortState.CLOSED_OUT, CohortState.CANCELLED}
    return form == REACTION and not is_over


def _question(question: Question, said: list[dict[str, Any]], language: str) -> QuestionResult:
    counts = Counter(_group(one[question.key]) for one in said if question.key in one)
    return QuestionResult(
        words=question.in_language(language), counts=safe_counts(*(counts[name] for name in GROUPS))
    )


def safe_counts(agree: int, neither: int, disagree: int) -> tuple[int | None, int | None, int | None]:
    """Return the counts of a question with those hidden that would tell what few people answered.

    The rules are those of ``mutual.disclosure``: a count under five, one that leaves fewer than five, and
    whatever would let a hidden one be worked out. Among equals the choice follows from a secret of this
    installation, so that it is the same at every look.
    """
    from mutual.disclosure import CountTable, Rules, SecretSeed, safe_table

    if agree + neither + disagree < Rules().threshold:
        return (None, None, None)
    table = CountTable(("cohort",), GROUPS, [[agree, neither, disagree]])
    seed = SecretSeed(keyed_digest("training.evaluation", b"ties").encode())
    shown = safe_table(table, rules=Rules(cities=1, new_responses=0), known_by=(), seed=seed).shown[-1]
    return (shown[0], shown[1], shown[2])


def _group(answer: int) -> str:
    return "agree" if answer >= 4 else "neither" if answer == 3 else "disagree"


def _remarks(questionnaire: Questionnaire, said: list[dict[str, Any]]) -> tuple[str, ...]:
    """Free words, in the order of their letters, where at least five people wrote some."""
    from mutual.disclosure import Rules

    texts = {one.key for one in questionnaire.questions if one.kind == "text"}
    written = sorted(str(one[key]) for one in said for key in texts if key in one)
    return tuple(written) if len(written) >= Rules().threshold else ()


def _reactions(now: datetime) -> Iterator[Due]:
    """Who was present in a session that ended within two weeks."""
    there = Attendance.objects.filter(
        minutes__gt=0,
        session__cancelled_at=None,
        session__ends_at__lte=now,
        session__ends_at__gt=now - ASKED_UP_TO,
        application__state=ApplicationState.SEATED,
    ).select_related("application__learner", "application__cohort__course", "session")
    asked = set(
        Ask.objects.filter(form=REACTION, session__in=there.values("session")).values_list(
            "application_id", "session_id"
        )
    )
    for one in there.order_by("pk"):
        if (one.application_id, one.session_id) not in asked:
            yield Due(one.application, REACTION, one.session)


def _at_the_end(now: datetime, form: str, after: timedelta) -> Iterator[Due]:
    """Who attended something of a cohort that ended ``after`` ago, or within two weeks since."""
    ended = (
        Session.objects.filter(cancelled_at=None)
        .values("cohort")
        .annotate(last=Max("ends_at"))
        .filter(last__lte=now - after, last__gt=now - after - ASKED_UP_TO)
        .values("cohort")
    )
    people = (
        Application.objects.filter(cohort__in=ended, state=ApplicationState.SEATED, attendance__minutes__gt=0)
        .exclude(asks__form=form)
        .exclude(cohort__state=CohortState.CANCELLED)
        .select_related("learner", "cohort__course")
        .distinct()
    )
    for one in people.order_by("pk"):
        yield Due(one, form, None)
