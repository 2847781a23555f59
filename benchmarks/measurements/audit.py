"""Verifying the audit book: entries a second, beside what reading the same rows costs."""

from bench import Bench
from figures import Figure

VERIFY = """
import time
from interlocal.foundation.audit.models import AuditEntry
from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, verify_book
started = time.perf_counter()
for entry in AuditEntry.objects.select_related("detail").order_by("seq").iterator(chunk_size=1000):
    pass
read = time.perf_counter()
outcome = verify_book(PARTNERSHIP_BOOK)
ended = time.perf_counter()
assert outcome.is_whole, outcome.faults[:3]
print(outcome.entries, read - started, ended - read)
"""


def measure(bench: Bench) -> list[Figure]:
    assert bench.data
    bench.say("verifying the audit book")
    entries, read, verified = map(float, bench.data.python(VERIFY).split())
    return [
        Figure(
            "audit",
            f"`verify` over {entries:,.0f} audit entries",
            entries / verified,
            "entries/s",
            read / verified,
            "reading the rows",
        )
    ]
