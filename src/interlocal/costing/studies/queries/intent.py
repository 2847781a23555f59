"""Polls of intent, and what of their answers a person may see."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import (
    AnswerKind,
    AnswerRule,
    IntentAnswer,
    IntentPoll,
    PollCity,
    Study,
)
from interlocal.costing.studies.queries.studies import led_study_for, studies_for, study_for
from interlocal.costing.studies.queries.terms import paid_by, still_stands
from interlocal.costing.studies.rules import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor

ANSWERS = [kind for kind in AnswerKind if kind.is_answer]
ANSWERED = Q(asked__answers__replaced_at=None, asked__answers__kind__in=ANSWERS)


@dataclass(frozen=True)
class AskedCity:
    """A city of a poll. ``answers`` are those that the person may see, the standing one first.

    That it has answered, or said that it cannot yet, is open to all who read the study.
    """

    asked: PollCity
    has_answered: bool
    answers: tuple[IntentAnswer, ...]
    pays: int | None
    saves: int | None
    may_answer: bool
    cannot_say: bool

    @property
    def name(self) -> str:
        """The name of the city."""
        return self.asked.city.jurisdiction.name

    @property
    def answer(self) -> IntentAnswer | None:
        """What stands, if the person may see it."""
        return next((one for one in self.answers if one.replaced_at is None), None)


@dataclass(frozen=True)
class Rest:
    """What one city pays as asked, and when those who said no stay out; in cents a year."""

    city: str
    asked: int
    rest: int

    @property
    def more(self) -> int:
        """By how much it pays more."""
        return self.rest - self.asked


@dataclass(frozen=True)
class PollRead:
    """A poll as one person sees it.

    ``counts`` is empty while any answer is hidden from them. ``rest`` says what the others would pay if
    those who said no stayed out, ``rest_refusal`` why nobody can say.
    """

    poll: IntentPoll
    rows: tuple[AskedCity, ...]
    are_open: bool
    stands: bool
    counts: tuple[tuple[AnswerKind, int], ...] = ()
    leaving: tuple[str, ...] = ()
    rest: tuple[Rest, ...] = ()
    rest_refusal: str = ""

    @property
    def answered(self) -> int:
        """How many cities have answered."""
        return sum(row.has_answered for row in self.rows)

    @property
    def staying(self) -> tuple[str, ...]:
        """The public ids of the cities that have not said no."""
        return tuple(row.asked.city.public_id for row in self.rows if row.name not in self.leaving)


def polls_of(study: Study) -> QuerySet[IntentPoll]:
    """Return the polls of a study, the newest first, with how many cities are asked and have answered."""
    inside = Q(asked__city__left_at=None)
    return study.intentpolls.annotate(
        asked_count=Count("asked", filter=inside, distinct=True),
        answered_count=Count("asked", filter=inside & ANSWERED, distinct=True),
    ).order_by("-pk")


def poll_for(user: Actor, public_id: str, poll_id: str) -> IntentPoll:
    """Return a poll of a study that ``user`` may read, or raise ``Http404``."""
    study = study_for(user, public_id)
    rows = study.intentpolls.select_related("study", "opened_by", "closed_by")
    return get_object_or_404(rows, public_id=poll_id)


def led_poll_for(user: Actor, public_id: str, poll_id: str) -> IntentPoll:
    """Return a poll of a study that ``user`` may keep, or raise ``Http404``."""
    led_study_for(user, public_id)
    return poll_for(user, public_id, poll_id)


def asked_for(user: Actor, asked_id: str) -> PollCity:
    """Return a city of a poll of a study that ``user`` may read, or raise ``Http404``."""
    rows = PollCity.objects.filter(poll__study__in=studies_for(user), city__left_at=None)
    return get_object_or_404(rows.select_related("poll__study", "city__jurisdiction"), public_id=asked_id)


def standing_answer(asked: PollCity) -> IntentAnswer | None:
    """Return what a city answers now."""
    return asked.answers.filter(replaced_at=None).first()


def asked_of(poll: IntentPoll) -> list[PollCity]:
    """Return the cities of a poll that are in the study, with all their answers, the newest first."""
    answers = IntentAnswer.objects.select_related("answered_by").order_by("-pk")
    rows = poll.asked.filter(city__left_at=None).select_related("city__jurisdiction", "city__study")
    return list(rows.prefetch_related(Prefetch("answers", queryset=answers, to_attr="all_answers")))


def taking_of(poll: IntentPoll) -> set[str]:
    """Return the public ids of the cities that were asked: what they pay was worked out for them together."""
    return set(poll.asked.values_list("city__public_id", flat=True))


def all_have_answered(poll: IntentPoll) -> bool:
    """Has every city of a poll answered what was asked?"""
    return all(map(_stands, asked_of(poll)))


def read_poll(user: Actor, poll: IntentPoll) -> PollRead:
    """Return what ``user`` may see of a poll."""
    asked = asked_of(poll)
    done = {one.pk for one in asked if _stands(one)}
    own = {one.pk for one in asked if _is_own(user, one)}
    seen = rules.are_open(
        AnswerRule(poll.rule),
        is_collecting=user.may(Permission.COLLECT),
        has_answered=bool(own & done),
        is_complete=poll.complete_at is not None or len(done) == len(asked),
        is_closed=poll.closed_at is not None,
    )
    rows = tuple(_row(user, one, is_seen=seen or one.pk in own, has_answered=one.pk in done) for one in asked)
    stands = still_stands(poll, taking_of(poll))
    read = PollRead(poll, rows, seen, stands)
    return _with_counts(read) if seen else read


def _stands(asked: PollCity) -> bool:
    return any(
        one.replaced_at is None and one.says.is_answer
        for one in asked.all_answers  # type: ignore[attr-defined]
    )


def _is_own(user: Actor, asked: PollCity) -> bool:
    city = asked.city.jurisdiction
    return not user.reach(Permission.FILL).everywhere and (
        rules.may_fill(user, city) or rules.may_speak(user, city)
    )


def _row(user: Actor, asked: PollCity, *, is_seen: bool, has_answered: bool) -> AskedCity:
    name = asked.city.jurisdiction.name
    terms = asked_terms(asked, name)
    return AskedCity(
        asked=asked,
        has_answered=has_answered,
        answers=tuple(asked.all_answers) if is_seen else (),  # type: ignore[attr-defined]
        pays=terms[0],
        saves=terms[1],
        may_answer=rules.may_speak(user, asked.city.jurisdiction),
        cannot_say=any(
            one.replaced_at is None and not one.says.is_answer
            for one in asked.all_answers  # type: ignore[attr-defined]
        ),
    )


def asked_terms(asked: PollCity, name: str) -> tuple[int | None, int | None]:
    """Return what a city would pay and save a year by the terms of its poll, in cents."""
    row = asked.poll.by_city.get(name)
    if row is None:
        return None, None
    return int(str(row["pays_a_year"])), int(str(row["saves_a_year"]))


def _with_counts(read: PollRead) -> PollRead:
    answers = [row.answer for row in read.rows if row.answer is not None]
    found = Counter(one.says for one in answers)
    leaving = tuple(row.name for row in read.rows if row.answer and row.answer.says is AnswerKind.NO)
    rest, refusal = _rest(read.poll, leaving) if leaving else ((), "")
    counts = tuple((kind, found[kind]) for kind in AnswerKind if found[kind])
    return PollRead(read.poll, read.rows, read.are_open, read.stands, counts, leaving, rest, refusal)


def _rest(poll: IntentPoll, leaving: Sequence[str]) -> tuple[tuple[Rest, ...], str]:
    stay = tuple(row["city"] for row in poll.cities if row["takes_part"] and row["city"] not in leaving)
    try:
        pays = paid_by(poll.file, poll.option_name, poll.share_name, stay)
    except Refusal as refusal:
        return (), str(refusal)
    asked = {row["city"]: row["pays_a_year"] for row in poll.cities}
    return tuple(Rest(city, asked[city], pays[city]) for city in stay), ""


def unanswered(user: Actor) -> list[PollCity]:
    """Return the cities for which ``user`` speaks and that an open poll still waits for."""
    reach = user.reach(Permission.SPEAK)
    if reach.everywhere or not reach:
        return []
    answered = IntentAnswer.objects.filter(replaced_at=None, kind__in=ANSWERS)
    rows = PollCity.objects.filter(
        poll__closed_at=None, city__left_at=None, city__jurisdiction__public_id__in=reach.jurisdictions
    ).exclude(pk__in=answered.values("asked"))
    return list(rows.select_related("poll__study", "city__jurisdiction").order_by("poll__due_on", "pk"))
