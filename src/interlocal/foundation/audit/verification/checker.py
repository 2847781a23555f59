"""The checks themselves: one row after another, with what has to be remembered between them."""

from collections.abc import Callable, Mapping, Sequence

from interlocal.foundation.audit.chain import commitment_to, entry_digest
from interlocal.foundation.audit.heads import Head
from interlocal.foundation.audit.verification.findings import Fault, FaultKind
from interlocal.foundation.audit.verification.rows import Row, Unreadable

FAULTS_KEPT = 200


class Checker:
    """Follows one book from ``expected`` on. ``previous`` is the digest before it, ``None`` when unknown."""

    def __init__(
        self,
        book: str,
        *,
        expected: int,
        previous: str | None,
        heads: Sequence[Head] = (),
        redacted_by: Callable[[int], int | None] = lambda _seq: None,
        commitment_of: Callable[[int, str], str] = lambda _seq, recorded: recorded,
    ) -> None:
        self.book = book
        self.expected = expected
        self.previous = previous
        self.heads: Mapping[int, list[Head]] = _by_seq(heads)
        self.redacted_by = redacted_by
        self.commitment_of = commitment_of
        self.faults: list[Fault] = []
        self.fault_count = 0
        self.entries = 0
        self.redacted = 0
        self.last_seq = expected - 1
        self.last_digest = previous or ""

    def see(self, row: Row | Unreadable) -> None:
        """Check one row."""
        self.entries += 1
        if not isinstance(row.seq, int):
            self.add(Fault(FaultKind.UNREADABLE, self.expected))
            return
        follows = self._check_place(row)
        self.expected = max(self.expected, row.seq) + 1
        self.last_seq = row.seq
        if isinstance(row, Unreadable):
            self.add(Fault(FaultKind.UNREADABLE, row.seq))
            self.previous = None
            return
        try:
            is_sound = self._check_row(row, follows=follows)
        except (AttributeError, TypeError, ValueError):
            self.add(Fault(FaultKind.UNREADABLE, row.seq))
            is_sound = False
        # What follows a changed row is judged by itself: one fault is reported once.
        self.previous = row.digest if is_sound else None
        self.last_digest = row.digest

    def add(self, fault: Fault) -> None:
        """Note a fault; the first few hundred are kept, all are counted."""
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)

    def _check_place(self, row: Row | Unreadable) -> bool:
        if row.seq == self.expected:
            return True
        at = row.at if isinstance(row, Row) else None
        if row.seq < self.expected:
            self.add(Fault(FaultKind.INSERTED, row.seq, at, other=self.expected))
        else:
            self.add(Fault(FaultKind.REMOVED, self.expected, other=row.seq))
        return False

    def _check_row(self, row: Row, *, follows: bool) -> bool:
        self._check_details(row)
        due = entry_digest(
            book=self.book, seq=row.seq, at=row.at, commitment=row.commitment, previous=row.previous
        )
        for head in self.heads.get(row.seq, ()):
            if head.digest != row.digest:
                self.add(Fault(FaultKind.REWRITTEN, row.seq, row.at, origin=origin_of(head)))
        if due != row.digest:
            self.add(Fault(FaultKind.CHANGED, row.seq, row.at))
            return False
        if follows and self.previous is not None and row.previous != self.previous:
            self.add(Fault(FaultKind.REPLACED, row.seq, row.at, other=row.seq - 1))
        return True

    def _check_details(self, row: Row) -> None:
        redacted_by = self.redacted_by(row.seq)
        if row.salt is None:
            if redacted_by is None:
                self.add(Fault(FaultKind.DETAILS_REMOVED, row.seq, row.at))
            self.redacted += 1
        elif commitment_to(row, bytes(row.salt)) != self.commitment_of(row.seq, row.commitment):
            self.add(Fault(FaultKind.DETAILS_CHANGED, row.seq, row.at))
        elif redacted_by is not None:
            self.add(Fault(FaultKind.DETAILS_BACK, row.seq, row.at, other=redacted_by))


def origin_of(head: Head) -> str:
    """Say in words where a head comes from."""
    return f"the head of {head.on.isoformat()}"


def _by_seq(heads: Sequence[Head]) -> dict[int, list[Head]]:
    found: dict[int, list[Head]] = {}
    for head in heads:
        found.setdefault(head.seq, []).append(head)
    return found
