"""Councils at the start of something: adoption, or the confirmation of what they owe."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Steps:
    """The steps that a council may follow: its own first, then those for everybody."""

    council: Jurisdiction
    versions: tuple[ProcedureVersion, ...]

    @property
    def first(self) -> ProcedureVersion | None:
        """What it follows when nobody chooses."""
        return self.versions[0] if self.versions else None


def steps_for(councils: Iterable[Jurisdiction], versions: Iterable[ProcedureVersion]) -> tuple[Steps, ...]:
    """Return for each council which of ``versions`` it may follow."""
    everybody = [one for one in versions if one.procedure.jurisdiction_id is None]
    own: dict[int, list[ProcedureVersion]] = defaultdict(list)
    for one in versions:
        if one.procedure.jurisdiction_id is not None:
            own[one.procedure.jurisdiction_id].append(one)
    return tuple(Steps(council, (*own[council.pk], *everybody)) for council in councils)


def run_of(statement: Statement, jurisdiction: Jurisdiction) -> ProcedureRun | None:
    """Return the run by which a council adopts ``statement``, by whatever steps."""
    subject = ref_to(statement)
    runs = ProcedureRun.objects.filter(
        subject_kind=subject.kind,
        subject_id=subject.public_id,
        jurisdiction=jurisdiction,
        procedure__kind=ADOPTION,
    )
    return runs.order_by("-pk").first()


def councils_not_begun(statement: Statement, members: QuerySet[Jurisdiction]) -> QuerySet[Jurisdiction]:
    """Return those of ``members`` that have not begun to adopt ``statement``."""
    subject = ref_to(statement)
    runs = ProcedureRun.objects.filter(subject_kind=subject.kind, subject_id=subject.public_id)
    return members.exclude(pk__in=runs.values("jurisdiction"))


def council_to_confirm(person: Actor, public_id: str) -> Jurisdiction:
    """Return a council whose commitments ``person`` may confirm, or raise ``Http404``."""
    return get_object_or_404(jurisdictions_where(person, Permission.CONFIRM), public_id=public_id)
