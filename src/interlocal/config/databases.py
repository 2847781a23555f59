"""The database's settings from its address."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_settings(url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for PostgreSQL at ``url``, or for SQLite in ``data`` when ``url`` is empty."""
    if not url:
        return {
            "ENGINE": "interlocal.config.sqlite",
            "NAME": data / "db.sqlite3",
            "CONN_MAX_AGE": 600,
            # Writers queue at BEGIN instead of failing when a reader wants to become a writer.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("INTERLOCAL_DATABASE_URL must start with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
