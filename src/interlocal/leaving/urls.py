"""Addresses of the room."""

from django.urls import path

from interlocal.leaving.views import archives, destructions, schemas

app_name = "leaving"
urlpatterns = [
    path("archives/", archives.list_archives, name="archives"),
    path("archives/ask/", archives.ask, name="ask-archive"),
    path("archives/<slug:public_id>/", archives.show, name="archive"),
    path("archives/<slug:public_id>/show-again/", archives.show_again, name="archive-show-again"),
    path("archives/<slug:public_id>/download/", archives.download, name="archive-download"),
    path("archives/<slug:public_id>/delete/", archives.delete, name="archive-delete"),
    path("destroyed/", destructions.list_destructions, name="destructions"),
    path("destroyed/certificates.pdf", destructions.certificates, name="certificates"),
    path("destroyed/<int:seq>.pdf", destructions.certificate, name="certificate"),
    path("schemas/", schemas.schemas, name="schemas"),
    path("schemas/<str:kind>/", schemas.schema, name="schema"),
]
