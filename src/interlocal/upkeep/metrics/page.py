"""All numbers as Prometheus reads them, from every process of the web server."""

import os

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from interlocal.upkeep.metrics.gauges import Installation

CONTENT_TYPE = CONTENT_TYPE_LATEST
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def forget_process(number: int) -> None:
    """Let go of what a process that has ended measured of itself; its counts stay in the sum."""
    mark_process_dead(number)  # type: ignore[no-untyped-call]


def metrics_text() -> bytes:
    """Return the numbers. Several processes keep theirs in one folder, which the web server names."""
    whole = CollectorRegistry()
    if FOLDER in os.environ:
        MultiProcessCollector(whole)  # type: ignore[no-untyped-call]
        counted = generate_latest(whole)
    else:
        counted = generate_latest(REGISTRY)
    measured = CollectorRegistry()
    measured.register(Installation())
    return counted + generate_latest(measured)
