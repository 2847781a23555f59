"""What a link about a month's hours still opens."""

from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.initiatives.models import HoursAsk
from interlocal.partnerships.initiatives.rules.permissions import may_assign_staff


class AskState(StrEnum):
    """Where a link stands; only ``READY`` takes an answer."""

    USED = "used"
    LEFT = "left"
    EXPIRED = "expired"
    READY = "ready"


ASK_WORDS = {
    AskState.USED: _("This link was already used. Nothing was recorded a second time."),
    AskState.LEFT: _("You no longer answer for this city here. Nothing was recorded."),
    AskState.EXPIRED: _("This link has expired. Sign in to say the hours. Nothing was recorded."),
    AskState.READY: _("This link works."),
}


def ask_state(ask: HoursAsk, now: datetime) -> AskState:
    """Return where the link of ``ask`` stands at ``now``."""
    if ask.used_at is not None:
        return AskState.USED
    if not ask.person.is_active or not may_assign_staff(ask.person, ask.jurisdiction):
        return AskState.LEFT
    return AskState.EXPIRED if ask.expires_at <= now else AskState.READY
