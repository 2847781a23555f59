"""What Django's deployment checks and our own say of the settings."""

from collections.abc import Iterator
from datetime import datetime

from django.core.checks import ERROR, Tags, run_checks
from django.utils.translation import gettext as _

from interlocal.upkeep.doctor.finding import Finding, broken, good, soon

# Said by looks of their own.
SAID_ELSEWHERE = frozenset({"interlocal.E003", "interlocal.E004"})
# What follows from an address without https://, which is said once.
WITHOUT_HTTPS = "interlocal.E002"
FOLLOW_FROM_IT = frozenset(f"security.W0{number}" for number in ("04", "08", "10", "11", "12", "16"))


def look_at_settings(_now: datetime) -> Iterator[Finding]:
    """Say what an administrator must mend, or should know, before people of several cities come in."""
    title = _("Settings")
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    is_plain = any(message.id == WITHOUT_HTTPS for message in found)
    left_out = SAID_ELSEWHERE | (FOLLOW_FROM_IT if is_plain else frozenset())
    told = [message for message in found if message.id not in left_out and not message.is_silenced()]
    for message in told:
        say = broken if message.level >= ERROR else soon
        yield say(str(message.id), title, " ".join(str(message.msg).split()), str(message.hint or ""))
    if not told:
        yield good("settings", title, _("The settings are fit for people of several cities."))
