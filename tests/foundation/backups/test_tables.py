"""The tables that a restore makes in one step are those that all migrations leave behind."""

import re
import sqlite3
import subprocess

import pytest
from tests import postgresql, ready_made
from tests.foundation.backups.installations import Installation, database_at

pytestmark = pytest.mark.slow
MAKE = """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from interlocal.foundation.backups.rows import Loading
Loading(connection, tuple(sorted(MigrationLoader(None).graph.nodes))).make_tables()
"""


def shape_of(database):
    """Return every column, reference, check and index of a SQLite file, whatever their order."""
    found = set()
    with sqlite3.connect(database) as connected:
        rows = connected.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        for kind, name, sql in rows:
            if kind != "table":
                found.add((kind, name, sql))
                continue
            for column in connected.execute(f'PRAGMA table_xinfo("{name}")'):
                found.add((name, *column[1:]))
            for key in connected.execute(f'PRAGMA foreign_key_list("{name}")'):
                found.add((name, "references", *key[2:]))
            found |= {(name, check) for check in re.findall(r"CHECK \(.*?\)\)?", sql)}
            words = ("DEFERRABLE", "CHECK", "UNIQUE", "AUTOINCREMENT")
            found.add((name, *(sql.count(word) for word in words)))
    return found


def test_on_sqlite(tmp_path):
    ready_made.copy_migrated(tmp_path / "migrated")
    made = Installation(tmp_path / "made")
    made.data.mkdir()
    made.runs(MAKE)
    migrated = shape_of(tmp_path / "migrated" / "db.sqlite3")
    assert shape_of(made.data / "db.sqlite3") == migrated
    assert len(migrated) > 2000


def dumped(address):
    """Return the statements that make a PostgreSQL schema, a table's lines one by one."""
    program = postgresql.programs() / "pg_dump"
    said = subprocess.run(
        [program, "-s", "--no-comments", address], capture_output=True, text=True, check=True
    )
    text = "\n".join(line for line in said.stdout.splitlines() if not re.match(r"--|\\|$", line))
    found = set()
    for statement in text.split(";\n"):
        table = re.match(r"CREATE TABLE (\S+) \((.*)\)$", statement.strip(), re.DOTALL)
        lines = table[2].splitlines() if table else []
        found |= {f"{table[1]} {line.strip().rstrip(',')}" for line in lines if line.strip()}
        if not table:
            found.add(re.sub(r"\s+", " ", statement.strip()))
    return found


@pytest.mark.postgresql
def test_on_postgresql(tmp_path, postgresql_url):
    with database_at(postgresql_url) as one, database_at(postgresql_url) as other:
        Installation(tmp_path / "one", one).runs(MAKE)
        Installation(tmp_path / "other", other).does("migrate", "--verbosity", "0", "--skip-checks")
        migrated = dumped(other)
        assert dumped(one) == migrated
        assert len(migrated) > 2000
