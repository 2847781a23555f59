"""Who does the chunks of long work: this process, a pool of processes, or a Dask cluster."""

from mutual.finance.workers.cluster import DaskWorkers, ExtraMissing
from mutual.finance.workers.local import InProcess, ProcessWorkers, Workers, workers_for

__all__ = ["DaskWorkers", "ExtraMissing", "InProcess", "ProcessWorkers", "Workers", "workers_for"]
