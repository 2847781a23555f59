"""Addresses of the web room."""

from django.urls import path

from interlocal.web import views

app_name = "web"
urlpatterns = [path("", views.gallery, name="gallery")]
