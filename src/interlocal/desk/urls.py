"""Addresses of Home, Search and Help."""

from django.urls import path

from interlocal.desk import views

app_name = "desk"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("search/", views.search, name="search"),
]
