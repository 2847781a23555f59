"""Certificates, evaluation and cost."""

from django.urls import URLPattern

OPEN: frozenset[str] = frozenset()
urlpatterns: list[URLPattern] = []
