"""Erasing the name of a person who left."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.events import PersonSuspended, RoleEnded
from interlocal.foundation.accounts.models import (
    ApiToken,
    AuthenticatorReset,
    Invitation,
    ProviderIdentity,
    RoleGrant,
    SignIn,
    User,
)
from interlocal.foundation.audit import public as audit
from interlocal.foundation.notices import public as notices

# In the audit's own language: what it says must not change with who reads it.
FORMER = "A former person"
KEEP_INVITED = timedelta(days=90)


def anonymise(*, by: User | None, user: User, now: datetime) -> User:
    """Erase name, address and every way to sign in of ``user``; their records name "a former person".

    Roles end, open invitations are withdrawn, notices to them are deleted, and the audit's kept values no
    longer name them: its chain still verifies. There is no way back. Raises ``Refusal`` when ``by`` may not,
    it is their own account, it is done already, or nobody would be left who can grant roles in the whole
    partnership.
    """
    with audit.act(by=by, action="accounts.anonymise", now=now) as act:
        locked: User = User.objects.select_for_update().get(pk=user.pk)
        rules.check_anonymising(by=by, user=locked, on=timezone.localdate(now))
        names = [locked.email, locked.name]
        _end_roles(locked, by=by, act=act)
        _forget_sign_in(locked, now)
        locked.email, locked.name = f"{locked.public_id.lower()}@former.invalid", ""
        locked.is_active, locked.anonymised_at = False, now
        locked.suspended_at = locked.suspended_at or now
        locked.set_unusable_password()
        locked.save()
        act.announce(PersonSuspended(user=locked.public_id))
        notices.forget_recipient(
            person=locked, without_name=lambda value: audit.without(value, names, FORMER)
        )
        changed = audit.forget_person(
            by=by,
            person=audit.ref_to(locked),
            names=names,
            instead=FORMER,
            reason="A person left, and the name was erased.",
            now=now,
        )
        act.subject = audit.Ref("accounts.user", locked.public_id, label=FORMER)
        act.record(details_restated=changed)
    return locked


def erase_never_accepted(*, now: datetime) -> int:
    """Erase who was invited, never accepted, and has had no open invitation for 90 days; return how many."""
    before = now - KEEP_INVITED
    recent = Invitation.objects.filter(
        Q(withdrawn_at=None, expires_at__gte=before) | Q(withdrawn_at__gte=before)
    )
    invited = User.objects.filter(
        is_active=False, suspended_at=None, anonymised_at=None, joined_at__lt=before
    )
    gone = list(invited.exclude(pk__in=recent.values("user")).order_by("pk"))
    erased = audit.Destroyed(
        User._meta.label_lower,
        "name and address of somebody who was invited",
        len(gone),
        f"{KEEP_INVITED.days} days after the last invitation ended, where nobody accepted it.",
    )
    kept_in = audit.Ref(User._meta.label_lower, "past-keeping", label="People")
    with transaction.atomic():
        for user in gone:
            anonymise(by=None, user=user, now=now)
        audit.certify_destruction(kept_in=kept_in, destroyed=[erased], now=now)
    return len(gone)


def _end_roles(user: User, *, by: User | None, act: audit.Act) -> None:
    today = timezone.localdate(act.now)
    for grant in RoleGrant.objects.select_for_update().filter(user=user, ended_on=None).order_by("pk"):
        grant.ended_on, grant.ended_at, grant.ended_by = today, act.now, by
        grant.save(update_fields=["ended_on", "ended_at", "ended_by"])
        act.announce(
            RoleEnded(
                user=user.public_id,
                role=grant.role,
                scope_kind=grant.scope_kind,
                scope_public_id=grant.scope_public_id,
            )
        )
    user.forget_grants()


def _forget_sign_in(user: User, now: datetime) -> None:
    theirs: dict[str, Any] = {"user": user}
    for model in (SignIn, Authenticator, EmailAddress, ApiToken, ProviderIdentity):
        model.objects.filter(**theirs).delete()
    AuthenticatorReset.objects.filter(**theirs).update(checked_how="")
    AuthenticatorReset.objects.filter(**theirs, done_at=None, refused_at=None).update(
        refused_at=now, approved_at=None
    )
    Invitation.objects.filter(**theirs, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
