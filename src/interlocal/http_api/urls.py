"""Addresses of the API."""

from django.urls import URLPattern, URLResolver, path

from interlocal.http_api.views.api import guarded

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [path("v1/", (guarded(), "v1", "v1"))]
