"""Procedures, their versions, and how two versions differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.foundation.accounts.public import User
from interlocal.kernel.permissions import Role
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import (
    DueKind,
    Procedure,
    ProcedureRun,
    ProcedureVersion,
    Step,
    Visibility,
)
from interlocal.partnerships.commitments.queries.sources import record_name
from interlocal.web.dates import short


@dataclass(frozen=True)
class StepWords:
    """A step as a person reads it."""

    key: str
    number: int
    title: str
    who: str
    after: str
    due: str
    evidence: str
    sign_in: str
    source: str
    is_unconfirmed: bool
    records: str = ""
    votes: str = ""

    @property
    def doubt(self) -> str:
        """Whether somebody has confirmed the step, in a word."""
        return _("no") if self.is_unconfirmed else _("yes")


@dataclass(frozen=True)
class Difference:
    """How a step differs between two versions: added, removed, or changed (label, before, after)."""

    title: str
    is_added: bool = False
    is_removed: bool = False
    changes: tuple[tuple[str, str, str], ...] = ()


def procedures_with_counts() -> QuerySet[Procedure]:
    """Return the procedures with ``newest`` (the number in force), ``drafts`` and ``run_count``."""
    published = Q(versions__published_at__isnull=False)
    counted = Procedure.objects.select_related("jurisdiction").annotate(
        newest=Max("versions__number", filter=published),
        drafts=Count("versions", filter=Q(versions__published_at=None), distinct=True),
        run_count=Count("runs", distinct=True),
    )
    return counted.order_by("title", "pk")


def procedure_by(slug: str) -> Procedure:
    """Return the procedure of this short name, or raise ``Http404``."""
    procedure = Procedure.objects.select_related("jurisdiction").filter(slug=slug).first()
    if procedure is None:
        raise Http404
    return procedure


def procedure_to_edit(user: User, slug: str) -> Procedure:
    """Return the procedure of this short name if ``user`` may edit it, or raise ``Http404``."""
    procedure = procedure_by(slug)
    if not rules.may_edit_procedure(user, procedure):
        raise Http404
    return procedure


def version_of(procedure: Procedure, number: int) -> ProcedureVersion:
    """Return one version, or raise ``Http404``."""
    version = procedure.versions.select_related("created_by").filter(number=number).first()
    if version is None:
        raise Http404
    return version


def current_version(slug: str) -> ProcedureVersion | None:
    """Return the newest published version of the procedure with this short name."""
    versions = ProcedureVersion.objects.filter(procedure__slug=slug, published_at__isnull=False)
    return versions.select_related("procedure").order_by("-number").first()


def run_for(user: User, public_id: str) -> ProcedureRun:
    """Return a run that ``user`` may see, or raise ``Http404``."""
    reach = user.reach(rules.Permission.READ)
    runs = ProcedureRun.objects.select_related("version", "procedure", "jurisdiction", "started_by")
    run = runs.filter(public_id=public_id).first()
    if run is None or not reach:
        raise Http404
    if run.visibility != Visibility.PARTNERSHIP and not reach.covers(run.jurisdiction.scope):
        raise Http404
    return run


def role_choices() -> list[tuple[str, str]]:
    """Return the roles of this installation: slug and title."""
    roles: Sequence[type[Role]] = import_string(settings.INTERLOCAL_ROLES)
    return [(role.slug, str(role.title)) for role in roles]


def in_words(steps: Sequence[Step]) -> list[StepWords]:
    """Return ``steps`` as a person reads them."""
    titles = {step.key: step.title for step in steps}
    roles = dict(role_choices())
    return [_in_words(step, number, titles, roles) for number, step in enumerate(steps, start=1)]


def differences(before: Sequence[Step], after: Sequence[Step]) -> list[Difference]:
    """Return what differs between two versions, in the order of ``after``, what is gone at the end."""
    old = {words.key: words for words in in_words(before)}
    new = in_words(after)
    found = []
    for words in new:
        if words.key not in old:
            found.append(Difference(words.title, is_added=True))
        elif changes := _changes(old[words.key], words):
            found.append(Difference(words.title, changes=changes))
    kept = {words.key for words in new}
    gone = [Difference(words.title, is_removed=True) for key, words in old.items() if key not in kept]
    return found + gone


def _changes(before: StepWords, after: StepWords) -> tuple[tuple[str, str, str], ...]:
    labels = {
        "title": _("What"),
        "who": _("Who"),
        "after": _("After"),
        "due": _("Due"),
        "evidence": _("Evidence"),
        "sign_in": _("Sign-in"),
        "source": _("Source"),
        "records": _("Takes down"),
        "votes": _("Votes that carry it"),
        "doubt": _("Confirmed"),
    }
    pairs = ((label, getattr(before, name), getattr(after, name)) for name, label in labels.items())
    return tuple((label, old or "–", new or "–") for label, old, new in pairs if old != new)


def _in_words(step: Step, number: int, titles: dict[str, str], roles: dict[str, str]) -> StepWords:
    return StepWords(
        key=step.key,
        number=number,
        title=step.title,
        who=step.office or roles.get(step.role, step.role),
        after=", ".join(titles[key] for key in step.after),
        due=_due_in_words(step, titles),
        evidence=", ".join(str(kind.label) for kind in step.evidence),
        sign_in=_("needed") if step.requires_sign_in else _("not needed"),
        source=step.source,
        is_unconfirmed=step.is_unconfirmed,
        records=record_name(step.records),
        votes=str(step.votes_needed) if step.votes_needed else "",
    )


def _due_in_words(step: Step, titles: dict[str, str]) -> str:
    due = step.due
    if due.kind == DueKind.NONE:
        return _("no date")
    if due.kind == DueKind.FIXED:
        return short(due.on) if due.on else ""
    is_weekdays = due.kind in (DueKind.WEEKDAYS_AFTER, DueKind.WEEKDAYS_BEFORE)
    days = (
        ngettext("%(n)d weekday", "%(n)d weekdays", due.days)
        if is_weekdays
        else ngettext("%(n)d day", "%(n)d days", due.days)
    )
    values = {"days": days % {"n": due.days}, "step": titles.get(due.of, "")}
    if due.kind in (DueKind.DAYS_BEFORE, DueKind.WEEKDAYS_BEFORE):
        return _("%(days)s before the target date") % values
    if due.of:
        return _("%(days)s after “%(step)s”") % values
    return _("%(days)s after it can begin") % values
