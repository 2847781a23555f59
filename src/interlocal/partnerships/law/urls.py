"""Addresses of the room, below /law/."""

from django.urls import path

from interlocal.partnerships.law import views

app_name = "law"
urlpatterns = [
    path("", views.home, name="home"),
    path("own/<slug:public_id>/end/", views.end, name="end"),
    path("<slug:place>/", views.rules_of, name="place"),
    path("<slug:place>/choose/", views.choose, name="choose"),
    path("<slug:place>/rules/<slug:key>/", views.set_own, name="set-own"),
]
