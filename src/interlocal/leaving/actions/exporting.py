"""Writing down that records were taken along."""

from datetime import datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit import public as audit
from interlocal.leaving.writing import Written
from interlocal.partnerships.jurisdictions.public import Jurisdiction, the_partnership


def record_export(*, by: User | None, made: Written, city: Jurisdiction | None, now: datetime) -> None:
    """Write down that records were taken along: whose, how many, and the digest that the archive bears."""
    subject = city or the_partnership()
    manifest = made.manifest
    with audit.act(by=by, action="leaving.export", subject=subject, now=now) as act:
        act.record(records=manifest.records, files=len(manifest.files), sha256=made.seal)
