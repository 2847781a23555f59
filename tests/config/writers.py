"""Transactions one after another on the SQLite of an installation, in a process of its own."""

import sys
import time
from pathlib import Path


def main(folder: str, name: str, turns: str) -> None:
    """Write ``turns`` rows with ``name``, each in a transaction that takes two milliseconds."""
    from django.conf import settings

    from interlocal.config.databases import database_settings

    settings.configure(DATABASES={"default": database_settings("", Path(folder))})
    from django.db import connection, transaction

    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _turn in range(int(turns)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO turn (who) VALUES (%s)", [name])
            time.sleep(0.002)


if __name__ == "__main__":
    main(*sys.argv[1:])
