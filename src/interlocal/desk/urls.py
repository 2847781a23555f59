"""Addresses of Home and Search."""

from django.urls import path

from interlocal.desk import views

app_name = "desk"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("search/", views.search, name="search"),
]
