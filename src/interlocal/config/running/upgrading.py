"""An upgrade: look before, back up, migrate, look after; and the way back, whatever happened in between."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from interlocal.config.running import preparation
from interlocal.config.running.quiet import close_and_wait
from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, published_heads, verify_book
from interlocal.foundation.backups import public as backups
from interlocal.foundation.vault.public import forget_keys, require_keys
from interlocal.kernel.maintenance import end_maintenance

Told = Callable[[str], None]


class UpgradeStopped(Exception):
    """The upgrade did not happen; the message says why, what state all is in, and what to do."""


@dataclass(frozen=True)
class Found:
    """One thing that was looked at before: whether it is well, and in words."""

    is_well: bool
    words: str


def pending_migrations() -> list[str]:
    """Return the migrations that the code has and the database does not."""
    executor = MigrationExecutor(connection)
    return [
        f"{step.app_label}.{step.name}"
        for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def looked_at_before() -> Iterator[Found]:
    """Look at what an upgrade needs: the keys, a recovery sheet, room on the disks."""
    count = require_keys()
    yield Found(is_well=True, words=f"The vault's key file opens all {count} data keys.")
    key = backups.recovery_key_in_use()
    if key is None:
        yield Found(is_well=False, words="There is no recovery sheet. Make one: interlocal backup key make")
    else:
        yield Found(is_well=True, words=f"The recovery sheet in use is {key.fingerprint}.")
    needed = backups.estimated_size()
    for name, folder in (("backups", settings.INTERLOCAL_BACKUPS), ("data", settings.INTERLOCAL_DATA)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        yield Found(
            is_well=free > needed,
            words=f"The folder of {name} has {free / 1e6:,.0f} MB free of about {needed / 1e6:,.0f} needed.",
        )


def upgrade(*, now: datetime, told: Told) -> Path:
    """Back up, migrate and look after; return the backup. Raises ``UpgradeStopped``, with all as it was."""
    if not close_and_wait("upgrade"):
        end_maintenance()
        raise UpgradeStopped("A job is still running. Nothing was changed: try again when it has ended.")
    try:
        made = backups.write_backup(now=now)
    except backups.BackupFailed as error:
        end_maintenance()
        raise UpgradeStopped(f"{error} Nothing was changed.") from error
    told(f"Backup: {made.path}")
    _begun().write_text(json.dumps({"backup": str(made.path)}), encoding="utf-8")
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _look_after()
    except Exception as error:
        told("The upgrade failed; going back ...")
        go_back(now=now, told=told)
        raise UpgradeStopped(
            f"{type(error).__name__}: {error}\nThe database is as it was before. Put the previous version of "
            "Interlocal back and start it; it serves these data."
        ) from error
    backups.record_backup(made=made, is_automatic=True, now=now)
    _begun().unlink()
    preparation.prepare_static()
    end_maintenance()
    return made.path


def begun_upgrade() -> Path | None:
    """Return the backup of an upgrade that was cut off here."""
    with suppress(FileNotFoundError):
        return Path(json.loads(_begun().read_text(encoding="utf-8"))["backup"])
    return None


def go_back(*, now: datetime, told: Told) -> None:
    """Bring the backup of the upgrade back over what is there. Can be cut off and run again."""
    path = begun_upgrade()
    if path is None:
        raise UpgradeStopped("No upgrade was cut off here: there is nothing to go back from.")
    try:
        backups.restore_backup(path, secret=None, now=now, over=True, told=told)
    except (backups.BackupFailed, backups.BackupWrong, DatabaseError) as error:
        raise UpgradeStopped(
            f"{error}\nThe installation stays closed. The backup is {path}: mend the reason and run "
            "`interlocal upgrade --back` again, or restore it elsewhere."
        ) from error
    _begun().unlink()


def _look_after() -> None:
    """See that the new version works with these data; raises when it does not."""
    forget_keys()
    require_keys()
    if left := pending_migrations():
        raise UpgradeStopped(f"Not applied: {', '.join(left)}.")
    if not verify_book(PARTNERSHIP_BOOK, published_heads()).is_whole:
        raise UpgradeStopped("The audit book is not whole: see `interlocal audit verify`.")


def _begun() -> Path:
    return Path(settings.INTERLOCAL_DATA) / preparation.BEGUN
