"""Addresses of the room, below /initiatives/."""

from django.urls import path

from interlocal.partnerships.initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("programs/", views.programs, name="programs"),
    path("programs/add/", views.add_program, name="add-program"),
    path("programs/<slug:public_id>/", views.program, name="program"),
    path("programs/<slug:public_id>/change/", views.change_program, name="change-program"),
    path("programs/<slug:public_id>/parts/add/", views.record_participation, name="record-participation"),
    path(
        "programs/<slug:public_id>/parts/<slug:participation_id>/end/",
        views.end_participation,
        name="end-participation",
    ),
    path("programs/<slug:public_id>/outcomes/add/", views.report_outcome, name="report-outcome"),
    path("programs/<slug:public_id>/links/add/", views.add_link, name="add-link"),
    path("programs/<slug:public_id>/publish/", views.publish_program, name="publish-program"),
]
