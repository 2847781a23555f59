"""Which details a book says were deleted under retention, and which were restated without a name."""

import json
from bisect import bisect_right

from interlocal.foundation.audit.chain import commitment_to
from interlocal.foundation.audit.models import AuditEntry
from interlocal.foundation.audit.rules import REDACT


class Redactions:
    """Answers which entry, if any, records the deletion of another's details, and what restated ones are."""

    def __init__(self, book: str) -> None:
        self._spans: list[tuple[int, int, int]] = []
        self._restated: dict[int, str] = {}
        recorded = AuditEntry.objects.filter(book__name=book, detail__action=REDACT).select_related("detail")
        # The newest first: it may have restated an older listing, and what it says of an entry holds.
        for entry in recorded.order_by("-seq").iterator(chunk_size=500):
            # One whose own details were altered proves nothing; the checks report it by itself.
            due = self.commitment_of(entry.seq, entry.commitment)
            if commitment_to(entry.detail, bytes(entry.detail.salt)) == due:
                self._take(entry.seq, json.loads(entry.detail.values_json))
        self._spans.sort()

    def __call__(self, seq: int) -> int | None:
        """Return the entry that records the deletion of the details of ``seq``."""
        at = bisect_right(self._spans, (seq, float("inf"), 0)) - 1
        # Spans never overlap: details are deleted once.
        if at >= 0 and self._spans[at][0] <= seq <= self._spans[at][1]:
            return self._spans[at][2]
        return None

    def commitment_of(self, seq: int, recorded: str) -> str:
        """Return the commitment that details must give: as restated last, else as ``recorded``."""
        return self._restated.get(seq, recorded)

    def _take(self, at: int, listed: dict[str, list[list[int]]]) -> None:
        self._spans += [(first, last, at) for first, last in listed["seqs"] if last < at]
        for seq, commitment in listed.get("restated", ()):
            if seq < at:
                self._restated.setdefault(seq, str(commitment))
