"""Which details a book says were deleted under retention."""

import json
from bisect import bisect_right

from interlocal.foundation.audit.chain import commitment_to
from interlocal.foundation.audit.models import AuditEntry
from interlocal.foundation.audit.rules import REDACT


class Redactions:
    """Answers which entry, if any, records the deletion of another's details."""

    def __init__(self, book: str) -> None:
        spans: list[tuple[int, int, int]] = []
        recorded = AuditEntry.objects.filter(book__name=book, detail__action=REDACT).select_related("detail")
        for entry in recorded.order_by("seq").iterator(chunk_size=500):
            # One whose own details were altered proves nothing; the checks report it by itself.
            if commitment_to(entry.detail, bytes(entry.detail.salt)) == entry.commitment:
                listed = json.loads(entry.detail.values_json)["seqs"]
                spans += [(first, last, entry.seq) for first, last in listed if last < entry.seq]
        self._spans = sorted(spans)

    def __call__(self, seq: int) -> int | None:
        """Return the entry that records the deletion of the details of ``seq``."""
        at = bisect_right(self._spans, (seq, float("inf"), 0)) - 1
        # Spans never overlap: details are deleted once.
        if at >= 0 and self._spans[at][0] <= seq <= self._spans[at][1]:
            return self._spans[at][2]
        return None
