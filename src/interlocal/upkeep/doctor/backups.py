"""When the last good backup was made, and whether anybody could open it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from interlocal.foundation.backups.public import last_good_backup, recovery_key_in_use, unfinished_restore
from interlocal.upkeep.doctor.finding import Finding, broken, good, soon
from interlocal.upkeep.doctor.words import moment

# Backups are made every night; one night may fail and be made up for.
LATE = timedelta(hours=36)


def look_at_backups(now: datetime) -> Iterator[Finding]:
    """Say when the last one was made that was read back whole and is still there."""
    title = _("Backups")
    if unfinished_restore():
        yield broken(
            "restore",
            _("Restore"),
            _("A restore was cut off."),
            _("Run it again with the same file: interlocal restore"),
        )
    yield _last(now, title)


def _last(now: datetime, title: str) -> Finding:
    key, last = recovery_key_in_use(), last_good_backup()
    if key is None:
        return broken(
            "backups",
            title,
            _("No backup can be made: there is no recovery sheet."),
            _("Print one: interlocal backup key make"),
        )
    if last is None:
        return broken(
            "backups", title, _("There is no backup that was read back whole."), _("Run: interlocal backup")
        )
    if now - last.created_at > LATE:
        return broken(
            "backups",
            title,
            _("The last good backup was made %(when)s.") % {"when": moment(last.created_at)},
            _("Run: interlocal backup. Then see under Jobs why no other was made since."),
        )
    if key.checked_at is None:
        return soon(
            "backups",
            title,
            _("The last good backup was made %(when)s, but nobody has typed the recovery sheet in yet.")
            % {"when": moment(last.created_at)},
            _("Check that the sheet can be read: interlocal backup key check"),
        )
    return good(
        "backups", title, _("The last good backup was made %(when)s.") % {"when": moment(last.created_at)}
    )
