"""Peak memory of the web server and of the job worker, after both have worked."""

import processes
from bench import Bench
from figures import Figure
from measurements import jobs

MEGABYTE = 1024 * 1024
PARTS = (("Web server", "running.web"), ("Job worker", "running.worker"))


def measure(bench: Bench) -> list[Figure]:
    served, rivals, data = bench.served, bench.rivals, bench.data
    bench.say("memory, after pages and jobs")
    rivals.load("/query", seconds=bench.seconds)
    for path in (
        "/",
        "/home/",
        f"/instruments/statements/{data.statement}/matrix/",
        "/commitments/?show=all",
    ):
        served.load(path, cookie="" if path == "/" else data.manager, seconds=bench.seconds)
    jobs.work(bench)
    tree = processes.below(served.process.pid)
    figures = []
    rival = max(process.peak for process in processes.below(rivals.process.pid))
    for title, module in PARTS:
        ours = [process for process in tree if module in process.command]
        peak = max(process.peak for process in ours)
        together = sum(process.proportional for process in ours)
        figures += [
            Figure(
                "memory",
                f"{title}: peak of its largest process",
                peak / MEGABYTE,
                "MB",
                peak / rival,
                "a process of Django, one query",
            ),
            Figure("memory", f"{title}: its {len(ours)} processes together", together / MEGABYTE, "MB"),
        ]
    return figures
