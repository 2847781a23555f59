"""Counts of requests by the name of the view: no address, no id, no person, and nothing of sealed rooms."""

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from interlocal.upkeep.metrics.sealed import room_of, sealed_rooms

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNKNOWN = "none"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5.0, 10.0)

requests_total = Counter(
    "interlocal_requests_total", "Requests answered, by view.", ["view", "method", "status"]
)
request_seconds = Histogram(
    "interlocal_request_seconds", "How long an answer took, by view.", ["view"], buckets=BUCKETS
)


def count_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count a request, unless its view belongs to a sealed room."""
    match = request.resolver_match
    if match is not None and room_of(match.func) in sealed_rooms():
        return
    view = (match.view_name if match else "") or UNKNOWN
    method = request.method if request.method in METHODS else UNKNOWN
    requests_total.labels(view, method, str(response.status_code)).inc()
    request_seconds.labels(view).observe(seconds)
