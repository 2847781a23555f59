"""Says which statements of the database take long: their text without values, and nothing of sealed rooms."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.upkeep.metrics.sealed import sealed_tables

LONGEST = 2000
_slow = logging.getLogger("interlocal.slow_queries")
# Values belong in parameters; one that somebody wrote into the text is left out all the same.
_WRITTEN_OUT = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")


def watch(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Time every statement on a connection that was just opened, where a limit is set."""
    if settings.INTERLOCAL_SLOW_QUERY_MS > 0 and _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)


def _timed(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 - Django's own order
    context: dict[str, Any],
) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = (time.perf_counter() - started) * 1000
        if taken >= settings.INTERLOCAL_SLOW_QUERY_MS:
            _say(str(sql), taken)


def _say(sql: str, taken: float) -> None:
    if any(table in sql for table in sealed_tables()):
        return
    fields = {"ms": round(taken, 1), "sql": _WRITTEN_OUT.sub("?", sql)[:LONGEST]}
    _slow.warning("slow query", extra={"fields": fields})
