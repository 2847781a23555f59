"""Reads of notices."""

from interlocal.foundation.notices.queries.inbox import (
    inbox_of,
    mail_choice_of,
    notice_for,
    refused_addresses,
    unread_count,
)
from interlocal.foundation.notices.queries.outgoing import letters_waiting
from interlocal.foundation.notices.queries.texts import Texts, body_of, one_line, subject_of, texts_of

__all__ = [
    "Texts",
    "body_of",
    "inbox_of",
    "letters_waiting",
    "mail_choice_of",
    "notice_for",
    "one_line",
    "refused_addresses",
    "subject_of",
    "texts_of",
    "unread_count",
]
