"""Numbers for Prometheus: how often views are asked, how long they take, how jobs and backups stand."""

from interlocal.upkeep.metrics.page import CONTENT_TYPE, metrics_text
from interlocal.upkeep.metrics.requests import count_request

__all__ = ["CONTENT_TYPE", "count_request", "metrics_text"]
