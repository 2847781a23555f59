"""Addresses below /programs/equipment-lending/."""

from django.urls import path

from interlocal.programs._example import views

app_name = "equipment_lending"
urlpatterns = [
    path("", views.home, name="home"),
    path("lend/", views.lend, name="lend"),
    path("loans.csv", views.export, name="export"),
    path("<str:public_id>/", views.loan, name="loan"),
]
