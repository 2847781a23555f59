"""Courses, cohorts, sessions and seats: who runs training, and who nominates."""

from django.urls import path

from interlocal.programs.training.views import cohorts

OPEN: frozenset[str] = frozenset()
urlpatterns = [
    path("", cohorts.home, name="home"),
    path("applications.csv", cohorts.export, name="export"),
]
