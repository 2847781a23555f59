"""The setup code."""

import secrets
from datetime import datetime

from interlocal.foundation.audit import public as audit
from interlocal.founding import rules
from interlocal.founding.models import SetupCode
from interlocal.partnerships.jurisdictions.public import the_partnership


def make_code(*, now: datetime) -> str:
    """Make a setup code and return it; it is kept nowhere, and earlier ones open nothing any more.

    Raises ``Refusal`` when there is a partnership.
    """
    code = secrets.token_urlsafe(24)
    made = SetupCode(digest=rules.digest_of(code), made_at=now)
    with audit.act(by=None, action="founding.make_code", subject=made, now=now):
        rules.refuse_founded(the_partnership())
        SetupCode.objects.filter(used_at=None, replaced_at=None).update(replaced_at=now)
        made.save(force_insert=True)
    return code
