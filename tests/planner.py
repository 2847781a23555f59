"""What PostgreSQL knows of its tables."""

from django.db import connection


def refresh_statistics() -> None:
    """Do what autovacuum does in a running installation.

    Without it the planner takes tables that a test has just filled for empty ones, and joins them row by row.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
