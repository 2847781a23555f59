"""Addresses of the first-run page and the guide."""

from django.urls import path

from interlocal.founding import views

app_name = "founding"
urlpatterns = [
    path("setup/<str:code>/", views.first_run, name="first-run"),
    path("getting-started/", views.guide, name="guide"),
    path("getting-started/close/", views.close, name="close-guide"),
]
