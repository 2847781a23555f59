"""What must stand before a page can be served: folder, tables, sample, static files."""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from interlocal.config import sample
from interlocal.foundation.backups.public import unfinished_restore
from interlocal.foundation.vault import public as vault
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

STAMP = ".sources"
BEGUN = "upgrade.json"  # lies in the data folder from the first migration of an upgrade to its last look


def prepare_folder() -> None:
    """Make the data folder, closed to other people of this computer."""
    folder: Path = settings.INTERLOCAL_DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write to {folder} ({error.strerror}): make it writable, "
            "or name another folder in INTERLOCAL_DATA."
        ) from error


def prepare_database() -> None:
    """Bring the tables to what the code expects; not where a restore was cut off."""
    if unfinished_restore():
        raise ImproperlyConfigured(
            "A restore was cut off here, and the database is not whole: run `interlocal restore` with the "
            "same file again."
        )
    if (Path(settings.INTERLOCAL_DATA) / BEGUN).exists():
        raise ImproperlyConfigured("An upgrade was cut off here: run `interlocal upgrade` again.")
    if not settings.INTERLOCAL_DEMO and _is_older_and_in_use():
        raise ImproperlyConfigured(
            "The database is older than this version: run `interlocal upgrade`, which backs up first."
        )
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _is_older_and_in_use() -> bool:
    """Are there people in a database that this version would change?"""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with connection.cursor() as cursor:
        if "accounts_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")
        return cursor.fetchone() is not None


def prepare_keys() -> None:
    """Make the vault's key file at the first run; see later that it is there, and this database's."""
    try:
        vault.prepare_keys(now=clock.now())
    except vault.VaultError as error:
        raise ImproperlyConfigured(str(error)) from error


def needs_sample() -> bool:
    """Is the sample partnership missing, or loaded in part only, where nothing else is?"""
    return is_sample() and not sample.is_loaded(sample.LOAD_STEPS)


def is_sample() -> bool:
    """Is this installation the sample's, or nobody's yet?"""
    try:
        sample.refuse_other_data()
    except Refusal:
        return False
    return True


def load_sample() -> None:
    """Load the sample partnership, quietly."""
    call_command("load_sample", stdout=io.StringIO())


def prepare_static() -> None:
    """Collect static files into the data folder where a source changed since the last time."""
    digest = _static_digest()
    stamp = Path(settings.STATIC_ROOT) / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, encoding="ascii")


def _static_digest() -> str:
    total = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()
