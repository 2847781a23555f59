"""What is said about a study, as a person reads it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Option, Remark, Study
from interlocal.costing.studies.queries.studies import studies_for
from interlocal.costing.studies.rules import Permission
from interlocal.kernel.permissions import Actor


@dataclass(frozen=True)
class Said:
    """A comment with what the person may do with it, and its answers, the oldest first."""

    remark: Remark
    may_change: bool
    may_withdraw: bool
    may_close: bool
    replies: tuple["Said", ...] = ()


def talk_about(study: Study, option: Option | None = None) -> QuerySet[Remark]:
    """Return the comments on a study, or on one option, the newest first, each with its answers."""
    known = Remark.objects.select_related("author", "spoken_for", "to_city__jurisdiction", "option")
    rows = known.filter(study=study, answers=None).order_by("-pk")
    if option is not None:
        rows = rows.filter(option=option)
    return rows.prefetch_related(Prefetch("replies", queryset=known.order_by("pk"), to_attr="all_replies"))


def said_to(user: Actor, remark: Remark, now: datetime) -> Said:
    """Return a comment of ``talk_about`` as ``user`` reads it."""
    return Said(
        remark,
        rules.may_change_remark(user, remark, now),
        rules.may_withdraw_remark(user, remark),
        rules.may_close_question(user, remark),
        tuple(said_to(user, reply, now) for reply in getattr(remark, "all_replies", ())),
    )


def remark_for(user: Actor, remark_id: str) -> Remark:
    """Return a comment on a study that ``user`` may read, or raise ``Http404``."""
    rows = Remark.objects.filter(study__in=studies_for(user))
    known = rows.select_related("study", "option", "author", "to_city__jurisdiction", "answers")
    return get_object_or_404(known, public_id=remark_id)


def own_remark_for(user: Actor, remark_id: str) -> Remark:
    """Return a comment that ``user`` wrote and has not withdrawn, or raise ``Http404``."""
    remark = remark_for(user, remark_id)
    if not rules.may_withdraw_remark(user, remark):
        raise Http404
    return remark


def question_to_close(user: Actor, remark_id: str) -> Remark:
    """Return an open question that ``user`` may close, or raise ``Http404``."""
    remark = remark_for(user, remark_id)
    if not rules.may_close_question(user, remark):
        raise Http404
    return remark


def talk_counts(study: Study) -> dict[str, int]:
    """Return how many comments there are on a study, and how many questions are open."""
    stands = Q(withdrawn_at=None)
    return Remark.objects.filter(study=study).aggregate(
        said=Count("pk", filter=stands),
        open=Count("pk", filter=stands & Q(to_city__isnull=False, closed_at=None)),
    )


def talk_by_option(study: Study) -> dict[int, int]:
    """Return how many comments there are on each option, by its key."""
    rows = (
        Remark.objects.filter(study=study, withdrawn_at=None, option__isnull=False)
        .order_by()
        .values("option")
    )
    return dict(rows.annotate(count=Count("pk")).values_list("option", "count"))


def questions_to(user: Actor) -> list[Remark]:
    """Return the open questions to the person's own cities."""
    reaches = [user.reach(one) for one in (Permission.FILL, Permission.SPEAK)]
    if any(reach.everywhere for reach in reaches):
        return []
    own = frozenset[str]().union(*(reach.jurisdictions for reach in reaches))
    rows = Remark.objects.filter(
        closed_at=None,
        withdrawn_at=None,
        to_city__left_at=None,
        to_city__jurisdiction__public_id__in=own,
    )
    return list(rows.select_related("study", "to_city__jurisdiction").order_by("pk")) if own else []
