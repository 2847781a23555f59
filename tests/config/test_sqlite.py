"""Writers on SQLite wait their turn, and not for ever."""

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import OperationalError

from interlocal.config.databases import database_settings
from interlocal.config.sqlite.base import DatabaseWrapper

WRITERS, TURNS = 4, 150


@pytest.fixture
def folder(tmp_path):
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE turn (id INTEGER PRIMARY KEY, who TEXT)")
    return tmp_path


@pytest.fixture
def connection(folder, django_db_blocker):
    found = database_settings("", folder)
    found["OPTIONS"]["timeout"] = 0.2
    settings = {"TIME_ZONE": None, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, **found}
    wrapper = DatabaseWrapper(settings, "another")
    with django_db_blocker.unblock():
        yield wrapper
        wrapper.close()


def test_a_writer_among_others_who_never_pause_is_let_in(folder):
    command = [sys.executable, "-m", "tests.config.writers", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen([*command, str(one), str(TURNS)], **pipes) for one in range(WRITERS)]
    assert [one.stdout.readline() for one in writers] == ["ready\n"] * WRITERS
    for one in writers:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.wait(120) for one in writers] == [0] * WRITERS
    for one in writers:
        one.stdin.close()
        one.stdout.close()
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        order = [who for (who,) in database.execute("SELECT who FROM turn ORDER BY id")]
    assert len(order) == WRITERS * TURNS
    # When the first of them was done, all the others were well under way.
    first_done = min(max(place for place, who in enumerate(order) if who == one) for one in set(order))
    assert min(order[: first_done + 1].count(one) for one in set(order)) > TURNS / 5


def test_who_is_not_let_in_is_told_in_the_end(folder, connection):
    with closing(sqlite3.connect(folder / "db.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        other.execute("ROLLBACK")
    connection.set_autocommit(True)
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO turn (who) VALUES ('me')")
        # A single statement waits as long as a transaction does.
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (200,)
    connection.commit()


def test_who_has_just_written_waits_behind_who_is_next(folder, connection):
    with (folder / "db.sqlite3-turn").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        with pytest.raises(OperationalError, match="others wait"):
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.set_autocommit(True)
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.commit()
    with (folder / "db.sqlite3-turn").open("w") as place:  # nobody who writes keeps it
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_an_error_that_is_no_lock_is_told_at_once(connection):
    connection.ensure_connection()
    connection.connection.execute("BEGIN")
    with pytest.raises(OperationalError, match="within a transaction"):
        connection._start_transaction_under_autocommit()
    connection.connection.execute("ROLLBACK")
