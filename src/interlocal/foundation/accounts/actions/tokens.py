"""Tokens for a person's programs: begun and revoked."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import ApiToken, User
from interlocal.foundation.accounts.token_store import PREFIX, digest_of
from interlocal.foundation.audit import public as audit
from interlocal.kernel.exceptions import Refusal

MOST = 20
LONGEST = timedelta(days=366)


def begin_token(
    *, by: User, name: str, may_write: bool, expires_at: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token of one's own; return it with its secret, which is kept nowhere.

    Raises ``Refusal`` when it has the name of another, would last longer than a year, or is one too many.
    """
    with audit.act(by=by, action="accounts.begin_token", subject=by, now=now, may_write=may_write) as act:
        User.objects.select_for_update().get(pk=by.pk)
        standing = ApiToken.objects.filter(user=by, revoked_at=None)
        if standing.filter(name=name).exists():
            raise Refusal(
                _("You have a token of this name. Choose another, or revoke that one."), field="name"
            )
        if standing.filter(expires_at__gt=now).count() >= MOST:
            raise Refusal(_("You have %(most)d tokens. Revoke one that nobody uses.") % {"most": MOST})
        if not now < expires_at <= now + LONGEST:
            raise Refusal(_("A token lasts a year at most."), field="days")
        secret = PREFIX + secrets.token_urlsafe(32)
        token = ApiToken.objects.create(
            user=by,
            name=name,
            digest=digest_of(secret),
            may_write=may_write,
            expires_at=expires_at,
            created_at=now,
        )
        act.record(token=token.public_id, until=expires_at.date().isoformat())
    return token, secret


def revoke_token(*, user: User, public_id: str, now: datetime) -> bool:
    """Let one's own token open nothing any more; return whether there was such a token."""
    with audit.act(by=user, action="accounts.revoke_token", subject=user, now=now, token=public_id) as act:
        rows = ApiToken.objects.filter(user=user, public_id=public_id, revoked_at=None)
        revoked = rows.update(revoked_at=now)
        act.record(revoked=revoked)
    return bool(revoked)
