"""What whoever runs the machine can do when nobody else can."""

import pytest
from django.core.management import CommandError, call_command
from tests.factories.accounts import UserFactory

from interlocal.foundation.accounts.models import AuthenticatorReset, Invitation
from interlocal.foundation.audit.models import AuditDetail

pytestmark = pytest.mark.django_db


def test_the_first_coordinator_is_invited_by_the_system() -> None:
    call_command("accounts", "invite", "First@Example.org", "--name", "First Person", "--language", "es")
    invitation = Invitation.objects.get()
    assert (invitation.user.email, invitation.role, invitation.invited_by) == (
        "first@example.org",
        "coordinator",
        None,
    )
    assert AuditDetail.objects.get().actor_id == ""
    with pytest.raises(CommandError):
        call_command("accounts", "invite", "first@example.org", "--name", "First Person")


def test_the_last_coordinator_gets_back_in_with_a_reason() -> None:
    user = UserFactory.create(email="only@example.org")
    call_command("accounts", "reset-authenticator", "only@example.org", "--because", "Sits next to me.")
    reset = AuthenticatorReset.objects.get()
    assert (reset.user, reset.decided_by, reset.checked_how) == (user, None, "Sits next to me.")
    for email, because in (("only@example.org", "no"), ("nobody@example.org", "Sits next to me.")):
        with pytest.raises(CommandError):
            call_command("accounts", "reset-authenticator", email, "--because", because)
