"""What is down is told from real errors of databases, disks and stores, and from nothing else."""

import errno
import json
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, OperationalError
from django.test import RequestFactory

from interlocal.config import errors
from interlocal.config.outages import Outage, outage_in
from interlocal.foundation.files.public import StoreUnavailable

NUMBER = "0123456789abcdef"


def sqlite_error(*statements, path=":memory:"):
    """Return what SQLite raises at the last statement, as Django passes it on."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    except sqlite3.Error as error:
        raised = OperationalError(str(error))
        raised.__cause__ = error
        return raised
    finally:
        connection.close()
    raise AssertionError("nothing was raised")


def full():
    return sqlite_error("PRAGMA max_page_count = 2", "CREATE TABLE a (b)", "CREATE TABLE c (d)")


def answer_to(error, path="/"):
    request = RequestFactory().get(path)
    request.id = NUMBER
    try:
        raise error
    except type(error):
        return errors.server_error(request)


def test_a_full_database_is_a_full_disk():
    assert outage_in(full()) is Outage.FULL


def test_a_locked_or_read_only_database_is_down(tmp_path):
    path = tmp_path / "db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("CREATE TABLE a (b)")
    holder.execute("BEGIN EXCLUSIVE")
    assert outage_in(sqlite_error("BEGIN IMMEDIATE", path=path)) is Outage.DATABASE
    holder.close()
    assert (
        outage_in(sqlite_error("PRAGMA query_only = 1", "INSERT INTO a VALUES (1)", path=path))
        is Outage.DATABASE
    )
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(tmp_path / "no" / "db")
    assert outage_in(raised.value) is Outage.DATABASE


def test_a_missing_table_is_a_fault_of_ours_and_no_outage():
    assert outage_in(sqlite_error("SELECT * FROM nowhere")) is None
    assert outage_in(DatabaseError("whatever")) is None
    assert outage_in(ValueError()) is None
    assert outage_in(OSError(errno.EACCES, "no")) is None
    assert outage_in(None) is None


def test_a_postgresql_that_nobody_hears_is_down():
    with pytest.raises(psycopg.Error) as raised:
        psycopg.connect("postgresql://interlocal@127.0.0.1:9/none")
    error = OperationalError("connection failed")
    error.__cause__ = raised.value
    assert outage_in(error) is Outage.DATABASE


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507, "There is no room to save this"),
        (full(), 507, "The disk of this site is full."),
        (StoreUnavailable(errno.EIO, "the bucket x cannot be used"), 503, "Files cannot be reached"),
        (ValueError("secret"), 500, "Something broke on our side"),
    ],
)
def test_the_page_says_what_is_down_and_nothing_of_the_machine(error, status, words):
    answer = answer_to(error)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert f"<code>{NUMBER}</code>" in page
    assert str(error) not in page
    assert answer.get("Retry-After") == (None if status == 500 else "120")


def test_a_program_is_told_too():
    answer = answer_to(StoreUnavailable(errno.EIO, "x"), "/api/v1/members")
    assert answer.status_code == 503
    assert json.loads(answer.content) == {
        "detail": "The place where files are kept does not answer. Try again in a few minutes.",
        "errors": [],
        "request": NUMBER,
    }


def test_the_cause_is_found_below_other_errors():
    error = RuntimeError("while rendering")
    error.__cause__ = OSError(errno.ENOSPC, "full")
    assert outage_in(error) is Outage.FULL
