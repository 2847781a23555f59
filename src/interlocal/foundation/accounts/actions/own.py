"""What people change about themselves."""

from datetime import datetime
from typing import Any

from django.utils.crypto import constant_time_compare

from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.audit import public as audit


def change_profile(*, by: User, name: str, language: str, now: datetime) -> User:
    """Change one's own name and language."""
    with audit.act(by=by, action="accounts.change_profile", subject=by, now=now) as act:
        act.record(language=language, name_changed=by.name != name.strip())
        by.name, by.language = name.strip(), language
        by.save(update_fields=["name", "language"])
    return by


def note_security(*, user: User, action: str, now: datetime, **values: Any) -> None:
    """Write into the audit book what a person changed about their sign-in on allauth's pages."""
    with audit.act(by=user, action=action, subject=user, now=now, **values):
        pass


def end_sign_in(*, user: User, handle: str, now: datetime) -> bool:
    """Sign ``user`` out of the one session with this ``handle``; return whether there was such a session."""
    with audit.act(by=user, action="accounts.end_sign_ins", subject=user, now=now) as act:
        theirs = SignIn.objects.select_for_update().filter(user=user)
        ended = [row.delete() for row in theirs if constant_time_compare(row.handle, handle)]
        act.record(sessions_ended=len(ended))
    return bool(ended)


def end_other_sign_ins(*, user: User, keep: str, now: datetime) -> int:
    """Sign ``user`` out of every session but the one whose key is ``keep``; return how many there were."""
    with audit.act(by=user, action="accounts.end_sign_ins", subject=user, now=now) as act:
        ended, _by_model = SignIn.objects.filter(user=user).exclude(session_key=keep).delete()
        act.record(sessions_ended=ended)
    return ended
