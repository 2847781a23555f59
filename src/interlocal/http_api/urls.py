"""Addresses of the API."""

from django.urls import URLPattern, URLResolver

from interlocal.http_api.views.api import guarded

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [*guarded()]
