"""Addresses of the room."""

from django.urls import path

from interlocal.upkeep import views

app_name = "upkeep"
urlpatterns = [path("", views.show_state, name="state")]
