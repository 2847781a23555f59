"""What is done to notices."""

from interlocal.foundation.notices.actions.notify import notify
from interlocal.foundation.notices.actions.preferences import set_preferences
from interlocal.foundation.notices.actions.purge import purge
from interlocal.foundation.notices.actions.reading import mark_all_read, mark_read
from interlocal.foundation.notices.actions.send import record_refusal, send

__all__ = ["mark_all_read", "mark_read", "notify", "purge", "record_refusal", "send", "set_preferences"]
