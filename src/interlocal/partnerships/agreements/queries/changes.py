"""Joinings and withdrawals: where each stands, what it will change, who is next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, ref_to
from interlocal.kernel.periods import in_force
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import (
    Agreement,
    ChangeState,
    NoticeAct,
    NoticeRule,
    Party,
    PartyChange,
)
from interlocal.partnerships.agreements.terms import Anchor, deadline
from interlocal.partnerships.commitments.public import (
    Commitment,
    ProcedureRun,
    RunState,
    State,
    commitments_about,
    commitments_for,
    run_states,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction


@dataclass(frozen=True)
class Standing:
    """Where one change stands: its state, how many steps are settled, and the commitments that are next."""

    change: PartyChange
    state: ChangeState
    run: RunState | None
    next: tuple[Commitment, ...]

    @property
    def settled(self) -> int:
        """How many steps are done or skipped."""
        steps = self.run.steps if self.run else ()
        return sum(step.state in {State.DONE, State.SKIPPED} for step in steps)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.run.steps) if self.run else 0


def changes_for(user: Actor) -> QuerySet[PartyChange]:
    """Return the joinings and withdrawals that ``user`` may see, the latest first."""
    rows = PartyChange.objects.select_related("jurisdiction", "agreement", "notice_rule")
    reach = user.reach(rules.Permission.READ)
    return rows if reach.everywhere else rows.filter(jurisdiction__public_id__in=reach.jurisdictions)


def change_for(user: Actor, public_id: str) -> PartyChange:
    """Return one joining or withdrawal; raises ``Http404`` when there is none that ``user`` may see."""
    return get_object_or_404(changes_for(user), public_id=public_id)


def change_to_lead(user: Actor, public_id: str) -> PartyChange:
    """Return one that ``user`` may move, enter or call off, or raise ``Http404``."""
    found = change_for(user, public_id)
    if not rules.may_edit_for(user, found.jurisdiction):
        raise Http404
    return found


def locked_change(change: PartyChange) -> PartyChange:
    """Return the change as it is now, and nobody else's until the transaction ends."""
    locked = PartyChange.objects.select_for_update(of=("self",))
    return locked.select_related("jurisdiction", "agreement", "notice_rule").get(pk=change.pk)


def open_changes(user: User, today: date) -> tuple[Standing, ...]:
    """Return the changes that are under way or take effect later, each with where it stands."""
    upcoming = Q(entered_at=None) | Q(effective_on__gte=today)
    rows = list(
        changes_for(user)
        .filter(upcoming, called_off_at=None)
        .order_by(F("effective_on").asc(nulls_last=True), "pk")
    )
    return _standings(rows, user, today)


def standing_of(change: PartyChange, user: User, today: date) -> Standing:
    """Return where one change stands."""
    return _standings([change], user, today)[0]


def _standings(changes: list[PartyChange], user: User, today: date) -> tuple[Standing, ...]:
    refs = [ref_to(change) for change in changes]
    runs = run_states(refs, today=today, user=user)
    by_ref: dict[Ref, list[Commitment]] = {}
    if refs:
        rows = (
            commitments_for(user)
            .still_owed()
            .filter(source_kind=refs[0].kind, source_id__in=[ref.public_id for ref in refs])
        )
        for row in rows:
            by_ref.setdefault(Ref(row.source_kind, row.source_id), []).append(row)
    return tuple(
        Standing(
            change,
            change.state_on(today),
            runs.get((ref, change.jurisdiction.public_id)),
            tuple(by_ref.get(ref, ())),
        )
        for change, ref in zip(changes, refs, strict=True)
    )


def run_of(change: PartyChange) -> ProcedureRun | None:
    """Return the run of the change's procedure."""
    ref = ref_to(change)
    runs = ProcedureRun.objects.select_related("version", "procedure", "jurisdiction")
    return runs.filter(subject_kind=ref.kind, subject_id=ref.public_id).first()


def unsettled_steps(run: ProcedureRun) -> list[str]:
    """Return the keys of the steps that are neither done nor skipped, in order."""
    done = set(run.commitments.filter(outcome="done").values_list("step_key", flat=True))
    skipped = set(run.skipped.values_list("step_key", flat=True))
    return [step.key for step in run.version.read() if step.key not in done | skipped]


def running_party(jurisdiction: Jurisdiction, agreement: Agreement) -> Party | None:
    """Return the party that has not left yet."""
    parties = agreement.parties.select_related("jurisdiction", "agreement")
    return parties.filter(jurisdiction=jurisdiction, left_on=None).first()


def belongs(jurisdiction: Jurisdiction, agreement: Agreement | None) -> bool:
    """Does it belong to the agreement, or to the partnership, without an end in sight?"""
    if agreement is not None:
        return running_party(jurisdiction, agreement) is not None
    return jurisdiction.memberships.filter(ends_on=None).exists()


def end_rule_of(agreement: Agreement | None) -> NoticeRule | None:
    """Return the window under which one withdraws from the agreement: the latest on record."""
    if agreement is None:
        return None
    windows = agreement.notice_rules.filter(act=NoticeAct.END, replaced_at=None)
    return windows.order_by("-pk").first()


def obligations_of(change: PartyChange, user: User, today: date) -> QuerySet[Commitment]:
    """Return what the jurisdiction still owes apart from the steps of this change, as ``user`` may see it."""
    own = commitments_about(ref_to(change)).values("pk")
    owed = commitments_for(user).still_owed().filter(owed_by=change.jurisdiction).exclude(pk__in=own)
    return owed.with_state(today)


def notice_words(change: PartyChange) -> str:
    """Return in one sentence how the notice of a withdrawal stands to the agreement's window."""
    if change.notice_on is None:
        return ""
    rule, agreement = change.notice_rule, change.agreement
    if rule is None or agreement is None:
        return _("No notice window is on record, so nothing was checked.")
    if change.late_reason:
        return _("The notice is later than %(section)s allows.") % {"section": rule.section}
    if rule.anchor == Anchor.ANY_TIME:
        return _("%(section)s allows notice at any time.") % {"section": rule.section}
    by = deadline(rule.window, agreement.last_day)
    if by is None:
        return _("Nobody knows when the term ends, so %(section)s could not be checked.") % {
            "section": rule.section
        }
    return _("In time: %(section)s asks for it by %(day)s.") % {
        "section": rule.section,
        "day": rules.name_day(by),
    }


def what_it_changes(change: PartyChange, on: date) -> tuple[str, ...]:
    """Return in sentences what will be different once it takes effect, and what will not."""
    name = change.jurisdiction.name
    day = rules.name_day(change.effective_on) if change.effective_on else _("a day not set yet")
    values = {"name": name, "day": day, "title": change.agreement.title if change.agreement else ""}
    if change.agreement is not None and change.is_joining:
        return (_("%(name)s is a party to “%(title)s” from %(day)s.") % values,)
    if change.agreement is not None:
        return (
            _("%(name)s is a party to “%(title)s” until %(day)s.") % values,
            _("The agreement goes on among the other parties."),
        )
    if change.is_joining:
        return (
            _("%(name)s is a member of the partnership from %(day)s.") % values,
            _("It becomes a party to no agreement by that: each is joined on its own."),
        )
    count = Party.objects.filter(
        in_force(on, "joined_on", "left_on"), jurisdiction=change.jurisdiction
    ).count()
    return (
        _("%(name)s is a member of the partnership until %(day)s; its history stays.") % values,
        _("Its agreements stay until it withdraws from each: %(count)d.") % {"count": count},
    )
