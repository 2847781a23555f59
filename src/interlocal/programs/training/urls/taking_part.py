"""Applying, nominating, agreeing, coming: learners, supervisors, instructors and training contacts."""

from django.urls import URLPattern

OPEN: frozenset[str] = frozenset()
urlpatterns: list[URLPattern] = []
