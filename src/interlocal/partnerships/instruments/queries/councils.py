"""Councils at the start of something: adoption, or the confirmation of what they owe."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from interlocal.foundation.audit.public import ref_to
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.commitments.public import ProcedureRun, ProcedureVersion
from interlocal.partnerships.instruments.models import Statement
from interlocal.partnerships.instruments.rules import Permission
from interlocal.partnerships.jurisdictions.public import Jurisdiction, jurisdictions_where

ADOPTION = "adoption"


def adoption_versions() -> QuerySet[ProcedureVersion]:
    """Return the newest published version of each adoption procedure."""
    published = ProcedureVersion.objects.filter(procedure__kind=ADOPTION).exclude(published_at=None)
    newest = published.filter(procedure=OuterRef("procedure")).order_by("-number").values("pk")[:1]
    return published.filter(pk=Subquery(newest)).select_related("procedure")


def councils_not_begun(statement: Statement, members: QuerySet[Jurisdiction]) -> QuerySet[Jurisdiction]:
    """Return those of ``members`` that have not begun to adopt ``statement``."""
    subject = ref_to(statement)
    runs = ProcedureRun.objects.filter(subject_kind=subject.kind, subject_id=subject.public_id)
    return members.exclude(pk__in=runs.values("jurisdiction"))


def council_to_confirm(person: Actor, public_id: str) -> Jurisdiction:
    """Return a council whose commitments ``person`` may confirm, or raise ``Http404``."""
    return get_object_or_404(jurisdictions_where(person, Permission.CONFIRM), public_id=public_id)
