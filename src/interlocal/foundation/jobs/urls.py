"""Addresses of the room."""

from django.urls import path

from interlocal.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="list"),
    path("<slug:public_id>/", views.show_job, name="detail"),
    path("<slug:public_id>/retry/", views.retry, name="retry"),
]
