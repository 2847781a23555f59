"""What the workers of the crash tests run, and the steps that each need a process of their own."""

import multiprocessing
import os
import sys
import time
from pathlib import Path

TASK = "tests.foundation.jobs.crash_tasks.count"


def count(job):
    """Have one effect, slowly enough to be killed before, in and after it; and note every run in a file."""
    runs = Path(os.environ["CRASH_RUNS"])
    with runs.open("a") as file:
        file.write(f"{job.key}\n")
    time.sleep(0.01)
    from interlocal.foundation.audit.public import Ref, act

    with job.once("counted") as is_first:
        if is_first:
            with act(by=None, action="tests.count", subject=Ref("tests.job", job.key), now=job.now):
                time.sleep(0.005)
    time.sleep(0.01)


def enqueue_all(first: int, last: int) -> None:
    """Queue jobs, each in a transaction of its own."""
    from interlocal.foundation.jobs.public import enqueue
    from interlocal.kernel import clock

    for number in range(first, last):
        enqueue(TASK, key=f"crash:{number}", now=clock.now())


def enqueue_together(processes: int, last: int) -> None:
    """Queue the same jobs from several processes at once."""
    context = multiprocessing.get_context("fork")
    line = context.Barrier(processes)
    writers = [context.Process(target=_enqueue_after, args=(line, last)) for _ in range(processes)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    sys.exit(max(writer.exitcode or 0 for writer in writers))


def _enqueue_after(line, last: int) -> None:
    line.wait()
    enqueue_all(0, last)


def main(step: str, *arguments: str) -> None:
    import django

    django.setup()
    {"enqueue": enqueue_all, "enqueue_together": enqueue_together}[step](*map(int, arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
