"""What was destroyed by rule, written down so that a certificate can be read from it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from interlocal.foundation.audit.actions import act
from interlocal.foundation.audit.refs import Ref

CERTIFY = "audit.certify_destruction"
# The name that entries of programs bore before rooms certified too.
CERTIFYING = (CERTIFY, "programkit.certify_destruction")


@dataclass(frozen=True)
class Destroyed:
    """Records of one kind that a rule destroyed: what they are called, how many, and the rule in words.

    In the audit's own language, and naming nobody.
    """

    kind: str
    called: str
    records: int
    rule: str


def certify_destruction(
    *, by: None = None, kept_in: Ref, destroyed: Sequence[Destroyed], now: datetime
) -> None:
    """Write down what was destroyed in the same transaction; nothing where nothing was.

    ``kept_in`` is the room or program, labelled as people call it. Call it once a night, with all kinds.
    """
    series = [asdict(one) for one in destroyed if one.records]
    if series:
        with act(by=by, action=CERTIFY, subject=kept_in, now=now, destroyed=series):
            pass
