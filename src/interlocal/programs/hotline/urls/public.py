"""Addresses of reporters, who sign in nowhere."""

from django.urls import path

from interlocal.programs.hotline.views.public import checking, door, filing, returning

urlpatterns = [
    path("report/", filing.report, name="report"),
    path("report/protection/", filing.protection, name="protection"),
    path("report/come-back/", returning.come_back, name="come-back"),
    path("report/mine/", returning.mine, name="mine"),
    path("report/proof/", checking.check_proof, name="check-proof"),
    path("report/<path:rest>", door.nowhere, name="nowhere"),
]
OPEN: frozenset[str] = frozenset({"report", "protection", "come-back", "mine", "check-proof", "nowhere"})
