"""Addresses of the room."""

from django.urls import path

from interlocal.foundation.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="list"),
    path("<int:seq>/", views.entry, name="detail"),
    path("verification/", views.verification, name="verification"),
    path("verification/run/", views.verify, name="verify"),
    path("export.csv", views.export_csv, name="export-csv"),
    path("export.jsonl", views.export_lines, name="export-lines"),
]
