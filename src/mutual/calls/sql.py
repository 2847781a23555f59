"""DuckDB, opened so that it sees the files of one reading and nothing else."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from mutual.calls.refusal import CallsError

MEMORY = "300MB"


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    if "\0" in text:
        raise CallsError(f"{text!r} holds a zero byte.")
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Return texts as SQL lists them, in a fixed order; a list that holds nothing matches nothing."""
    return ", ".join(literal(text) for text in sorted(texts)) or "NULL"


def connect(folder: Path, *files: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that may read and write in a folder, and read some files, and nothing else.

    It loads no extension, keeps within ``memory`` and writes what does not fit into the folder.
    """
    connection = duckdb.connect()
    spill = folder / "spill"
    connection.execute(
        f"SET memory_limit = {literal(memory)}; SET temp_directory = {literal(str(spill))}; "
        "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; "
        "SET allow_community_extensions = false; SET TimeZone = 'UTC'; SET preserve_insertion_order = true; "
        "SET enable_progress_bar = false;"
    )
    paths = ", ".join(literal(str(file.resolve())) for file in files)
    connection.execute(f"SET allowed_directories = [{literal(str(folder.resolve()))}]")
    if files:
        connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection
