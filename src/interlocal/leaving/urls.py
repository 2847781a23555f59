"""Addresses of the room."""

from django.urls import path

from interlocal.leaving import views

app_name = "leaving"
urlpatterns = [
    path("destroyed/", views.list_destructions, name="destructions"),
    path("destroyed/certificates.pdf", views.certificates, name="certificates"),
    path("destroyed/<int:seq>.pdf", views.certificate, name="certificate"),
    path("schemas/", views.schemas, name="schemas"),
    path("schemas/<str:kind>/", views.schema, name="schema"),
]
