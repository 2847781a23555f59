"""Choose one's language and mail."""

from datetime import datetime

from interlocal.foundation.audit.public import Ref, act
from interlocal.foundation.notices.models import MailPreference
from interlocal.foundation.notices.rules import Recipient


def set_preferences(*, by: Recipient, language: str, choice: str, now: datetime) -> None:
    """Set the language of everything ``by`` is sent and shown, and which notices also come by mail."""
    with act(
        by=by,
        action="notices.set_preferences",
        subject=Ref("accounts.user", by.public_id),
        now=now,
        language=language,
        choice=choice,
    ):
        by.language = language
        by.save(update_fields=["language"])
        MailPreference.objects.update_or_create(user=by, defaults={"choice": choice})
