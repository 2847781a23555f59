"""What each of several processes writes through the house's own actions; at the end it says what it wrote."""

import json
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta

TASK = "interlocal.foundation.jobs.tasks.purge"  # named alone: nobody runs it here
SHARED = 40


def prepare() -> None:
    """Make the records that the writers share: a city each, and commitments that all try to close."""
    from tests.factories.commitments import CommitmentFactory
    from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

    PartnershipFactory.create()
    cities = [JurisdictionFactory.create(name=f"City {number}") for number in range(8)]
    for number in range(SHARED):
        CommitmentFactory.create(owed_by=cities[number % 8], key=f"shared:{number}")


class Writer:
    """One process: what it was told that it had written, by kind."""

    def __init__(self, number: int) -> None:
        from interlocal.partnerships.jurisdictions.models import Jurisdiction

        self.number = number
        self.city = Jurisdiction.objects.get(name=f"City {number}")
        self.acts: Counter[str] = Counter()
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.instruments: list[str] = []
        self.jobs: list[str] = []

    def turn(self, turn: int) -> None:
        """Do a little of everything."""
        own = self.open(f"own:{self.number}:{turn}")
        self.acts["commitments.open"] += 1
        self.opened.append(own.key)
        if turn % 2:
            self.close(own)
        self.open(f"same:{turn}")  # as all the others do: one of them opens it
        self.close_shared((turn * 7 + self.number) % SHARED)
        self.add_instrument(turn)
        self.enqueue(f"job:{self.number}:{turn}")
        self.enqueue(f"job:same:{turn}")

    def open(self, key):
        from interlocal.kernel import clock
        from interlocal.partnerships.commitments.public import open_commitment

        return open_commitment(by=None, title="Report hours", owed_by=self.city, key=key, now=clock.now())

    def close(self, commitment) -> None:
        from interlocal.kernel import clock
        from interlocal.partnerships.commitments.public import close_commitment

        yesterday = clock.today() - timedelta(days=1)
        close_commitment(by=None, commitment=commitment, now=clock.now(), done_on=yesterday)
        self.acts["commitments.close"] += 1
        self.closed.append(commitment.key)

    def close_shared(self, number: int) -> None:
        from interlocal.kernel.exceptions import Refusal
        from interlocal.partnerships.commitments.models import Commitment

        with suppress(Refusal):  # another was faster
            self.close(Commitment.objects.get(key=f"shared:{number}"))

    def add_instrument(self, turn: int) -> None:
        from interlocal.kernel import clock
        from interlocal.partnerships.instruments.public import correct_instrument, record_instrument

        facts = {"title": "A resolution", "number": f"{self.number}-{turn}", "source_title": "Register"}
        added = record_instrument(
            by=None, jurisdiction=self.city, statement=None, facts=facts, now=clock.now()
        )
        correct_instrument(by=None, instrument=added, facts={"title": "Corrected"}, now=clock.now())
        self.acts["instruments.record_instrument"] += 1
        self.acts["instruments.correct_instrument"] += 1
        self.instruments.append(facts["number"])

    def enqueue(self, key: str) -> None:
        from interlocal.foundation.jobs.public import enqueue
        from interlocal.kernel import clock

        enqueue(TASK, key=key, now=clock.now())
        self.jobs.append(key)

    def told(self) -> str:
        names = ("acts", "opened", "closed", "instruments", "jobs")
        return json.dumps({name: getattr(self, name) for name in names})


def found() -> str:
    """Return what stands in the database."""
    from interlocal.foundation.audit.models import AuditDetail
    from interlocal.foundation.jobs.models import Job
    from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent
    from interlocal.partnerships.commitments.models import Commitment
    from interlocal.partnerships.instruments.models import Instrument

    commitments = Commitment.objects.exclude(key__startswith="same:")
    return json.dumps(
        {
            "acts": Counter(AuditDetail.objects.values_list("action", flat=True)),
            "opened": list(commitments.filter(key__startswith="own:").values_list("key", flat=True)),
            "same": list(Commitment.objects.filter(key__startswith="same:").values_list("key", flat=True)),
            "closed": list(commitments.filter(outcome="done").values_list("key", flat=True)),
            "instruments": list(
                Instrument.objects.filter(title="Corrected").values_list("number", flat=True)
            ),
            "jobs": list(Job.objects.filter(task=TASK).values_list("key", flat=True)),
            "events": Counter(
                name.rpartition(".")[2] for name in OutboxEvent.objects.values_list("name", flat=True)
            ),
            "deliveries": OutboxDelivery.objects.count(),
            "delivery_jobs": Job.objects.exclude(task=TASK).count(),
        }
    )


def main(step: str, *arguments: str) -> None:
    """Take one step in a process of its own."""
    import django

    django.setup()
    if step == "prepare":
        prepare()
    elif step == "found":
        sys.stdout.write(found())
    else:
        writer = Writer(int(arguments[0]))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()  # all begin together
        ends_at = time.monotonic() + float(arguments[1])
        turn = 0
        while time.monotonic() < ends_at:
            writer.turn(turn)
            turn += 1
        sys.stdout.write(writer.told())


if __name__ == "__main__":
    main(*sys.argv[1:])
