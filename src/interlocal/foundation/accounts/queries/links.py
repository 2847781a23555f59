"""The link of an invitation, for whoever runs the machine and has no mail server yet."""

from django.conf import settings

from interlocal.foundation.accounts.models import Invitation
from interlocal.foundation.notices import public as notices


def invitation_link(invitation: Invitation) -> str:
    """Return the address that the invitation's mail leads to: whoever has it can accept."""
    path = f"/invitations/{invitation.public_id}/{invitation.sent_count}/"
    return f"{settings.INTERLOCAL_BASE_URL}{path}{notices.sign_path(path)}/"
