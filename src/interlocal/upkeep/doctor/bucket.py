"""Whether the bucket for files works, for this installation and for nobody else."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from interlocal.foundation.files.public import Bucket, StoreUnavailable, Tried, files_bucket, try_bucket
from interlocal.upkeep.doctor.finding import Finding, broken, good, soon

LOCAL = {"localhost", "127.0.0.1", "::1"}
SLOW_SECONDS = 2


def look_at_bucket(_now: datetime) -> Iterator[Finding]:
    """Write, read and delete a little; ask for it as a stranger. Nothing where files lie in a folder."""
    bucket = files_bucket()
    if bucket is None:
        return
    name, title = "bucket", _("Bucket of files")
    try:
        tried = try_bucket(bucket)
    except StoreUnavailable as error:
        yield broken(
            name,
            title,
            _("Nothing can be kept: %(why)s.") % {"why": error.strerror},
            _("See whether the server runs, and whether its bucket and keys are those in INTERLOCAL_S3_*."),
        )
        return
    yield _told(bucket, tried)


def _told(bucket: Bucket, tried: Tried) -> Finding:
    """Say the worst of what was found."""
    name, title = "bucket", _("Bucket of files")
    endpoint = urlsplit(bucket.endpoint)
    if tried.is_open_to_strangers:
        return broken(
            name,
            title,
            _("Anybody on the network can read %(bucket)s.") % {"bucket": bucket},
            _("Close the bucket to everybody but the account of this site, at once."),
        )
    if endpoint.scheme == "http" and endpoint.hostname not in LOCAL:
        return soon(
            name,
            title,
            _("Files travel readable to %(bucket)s.") % {"bucket": bucket},
            _("Give the server a certificate, and set INTERLOCAL_S3_ENDPOINT to https://."),
        )
    if tried.keeps_deleted:
        return soon(
            name,
            title,
            _("%(bucket)s keeps older versions of what was deleted.") % {"bucket": bucket},
            _("Turn versions off, or let them end after a few days: what retention deletes must go."),
        )
    if tried.seconds > SLOW_SECONDS:
        return soon(
            name,
            title,
            _("%(bucket)s took %(seconds).1f seconds to take a few bytes and give them back.")
            % {"bucket": bucket, "seconds": tried.seconds},
            _("See whether the server or the line to it is busy."),
        )
    return good(name, title, _("%(bucket)s takes files, and gives them to nobody else.") % {"bucket": bucket})
