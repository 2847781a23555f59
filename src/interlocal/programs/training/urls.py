"""Addresses below /programs/training/."""

from django.urls import path

from interlocal.programs.training.views import cohorts

app_name = "training"
urlpatterns = [
    path("", cohorts.home, name="home"),
    path("applications.csv", cohorts.export, name="export"),
]
