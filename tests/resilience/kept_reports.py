"""What a house holds of the reports whose receipts stand in a file: run as a module, prints JSON."""

import json
import sys
from collections import Counter
from pathlib import Path

import django


def main() -> None:
    """Open each receipt, and count what belongs to each report."""
    django.setup()
    from interlocal.foundation.audit.models import AuditEntry
    from interlocal.kernel import clock
    from interlocal.programs.hotline.models import Entry, Report, Wrap
    from interlocal.programs.hotline.queries.entries import entries_for_reporter
    from interlocal.programs.hotline.readings import open_reading, read
    from interlocal.programs.hotline.rules.receipt import read_receipt

    receipts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    now, opened = clock.now(), {}
    for what, receipt in receipts.items():
        reading = read(open_reading(read_receipt(receipt), now=now) or "", now=now)
        opened[what] = [one["what"] for one in entries_for_reporter(reading)] if reading else None
    reports = set(Report.objects.filter(is_rehearsal=False).values_list("pk", flat=True))
    books = Counter(
        AuditEntry.objects.filter(book__name__startswith="hotline:").values_list("book", flat=True)
    )
    found = {
        "opened": opened,
        "reports": len(reports),
        "entries": Entry.objects.filter(report__in=reports).count(),
        "readable": Wrap.objects.filter(report__in=reports).values("report").distinct().count(),
        "audited": list(books.values()),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
