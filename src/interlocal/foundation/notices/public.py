"""The door: tell people things, and check the links they were sent."""

from interlocal.foundation.notices.actions import notify
from interlocal.foundation.notices.actions.forgetting import forget_recipient
from interlocal.foundation.notices.models import Correspondent, MailChoice, Notice
from interlocal.foundation.notices.queries import (
    letters_waiting,
    mail_choice_of,
    refused_addresses,
    unread_count,
)
from interlocal.foundation.notices.rules import is_signed, sign_path

__all__ = [
    "Correspondent",
    "MailChoice",
    "Notice",
    "forget_recipient",
    "is_signed",
    "letters_waiting",
    "mail_choice_of",
    "notify",
    "refused_addresses",
    "sign_path",
    "unread_count",
]
