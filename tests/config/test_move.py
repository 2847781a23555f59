"""From SQLite to PostgreSQL: every row compared, counters set, and the house goes on there."""

import psycopg
import pytest
from tests.foundation.backups.installations import Installation, database_at, sample

from interlocal.foundation.backups.rows.loading import NOT_PEOPLES

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]
SPOIL = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("UPDATE accounts_user SET name = 'x' || char(0) || 'y' WHERE id = 1")
"""
ADD = """
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel import clock
with act(by=None, action="tests.write", subject=Ref("tests.note", "1"), now=clock.now()):
    pass
"""


@pytest.fixture
def address(postgresql_url):
    with database_at(postgresql_url) as made:
        yield made


def test_every_row_is_there_and_writing_goes_on(tmp_path, address):
    source = sample(tmp_path)
    before = source.sums()
    said = source.does("move", INTERLOCAL_MOVE_TO=address)
    moved = Installation(source.data, address)
    after = moved.sums()
    assert after == before
    assert source.sums() == before
    rows = sum(count for count, _ in before["tables"].values())
    assert said.splitlines()[-2].startswith(f"{rows} rows of {len(before['tables'])} tables are in ")
    assert moved.does("maintenance", "status") == "Closed for maintenance (moved).\n"
    moved.does("maintenance", "off")
    # A counter that was not set would give a number that is taken.
    moved.runs(ADD)
    assert moved.sums()["audit"][0] == before["audit"][0] + 1
    assert "is whole" in moved.does("audit", "verify")
    with psycopg.connect(address) as connected:
        (last,) = connected.execute("SELECT MAX(id) FROM audit_auditentry").fetchone()
    assert last == before["counters"]["audit_auditentry"] + 1


def test_a_row_that_cannot_stand_there_is_said_and_both_are_as_they_were(tmp_path, address):
    """SQLite keeps a NUL character in a text, PostgreSQL none."""
    source = sample(tmp_path)
    source.runs(SPOIL)
    before = source.sums()
    said = source.does("move", code=1, INTERLOCAL_MOVE_TO=address)
    assert said.startswith("CommandError: A row of accounts_user cannot stand in this database: ")
    assert source.sums() == before
    assert source.does("maintenance", "status") == "Open.\n"
    with psycopg.connect(address) as connected:
        assert connected.execute("SELECT COUNT(*) FROM accounts_user").fetchone() == (0,)


def test_a_database_with_something_in_it_is_not_touched(tmp_path, address):
    source = sample(tmp_path)
    with psycopg.connect(address) as connected:
        connected.execute("CREATE TABLE others (words text)")
        connected.execute("INSERT INTO others VALUES ('ours')")
    said = source.does("move", code=1, INTERLOCAL_MOVE_TO=address)
    assert said.startswith("CommandError: The other database is not empty: there are rows in others.")
    with psycopg.connect(address) as connected:
        assert connected.execute("SELECT words FROM others").fetchall() == [("ours",)]
    assert "others" not in NOT_PEOPLES


def test_a_move_begun_again_empties_what_the_first_one_left(tmp_path, address):
    source = sample(tmp_path)
    before = source.sums()
    source.does("move", INTERLOCAL_MOVE_TO=address)
    source.does("maintenance", "off")
    with psycopg.connect(address) as connected:
        # As a move that was cut off leaves it: some rows are there, some are not.
        connected.execute("DELETE FROM kernel_outboxdelivery")
        connected.execute("DROP TABLE backups_backup")
    said = source.does("move", code=1, INTERLOCAL_MOVE_TO=address)
    assert "say --again, which empties it first" in said
    assert source.does("maintenance", "status") == "Open.\n"
    source.does("move", "--again", INTERLOCAL_MOVE_TO=address)
    assert Installation(source.data, address).sums() == before
    assert source.sums() == before
