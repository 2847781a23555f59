"""What runs every night."""

from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

from interlocal.foundation.accounts.actions.leaving import erase_never_accepted
from interlocal.foundation.accounts.models import SignIn
from interlocal.foundation.jobs.public import RunningJob


def forget_expired(job: RunningJob) -> None:
    """Delete expired sessions and counts of rate limits (which name network addresses).

    Who was invited and never accepted is erased.
    """
    erase_never_accepted(now=job.now)
    SignIn.objects.filter(expire_date__lt=job.now).delete()
    for cache in caches.all(initialized_only=False):
        if isinstance(cache, BaseDatabaseCache):
            table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]  # noqa: SLF001
            with connection.cursor() as cursor:
                expired = connection.ops.adapt_datetimefield_value(job.now.replace(microsecond=0))
                sql = f"DELETE FROM {table} WHERE expires < %s"  # noqa: S608  # nosec B608: our own table
                cursor.execute(sql, [expired])
