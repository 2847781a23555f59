"""What is answered while the installation is closed for maintenance."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from interlocal.config.errors import SAID
from interlocal.kernel.maintenance import is_under_maintenance

RETRY_SECONDS = "120"
ALIVE = "/health/live"


class MaintenanceMiddleware:
    """Answers 503 in place of every page, without a look at the database, which may be half changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == ALIVE or not is_under_maintenance():
            return self.get_response(request)
        answer = self._said(request)
        answer["Retry-After"] = RETRY_SECONDS
        answer["Cache-Control"] = "no-store"
        return answer

    def _said(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/health/"):
            return JsonResponse({"status": "under maintenance"}, status=503)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": SAID[503], "errors": []}, status=503)
        return render(request, "503.html", status=503)
