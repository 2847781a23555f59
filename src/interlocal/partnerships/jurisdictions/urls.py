"""Addresses of the room, below /members/."""

from django.urls import path

from interlocal.partnerships.jurisdictions.views import bodies, members, memberships, pasted, representation

app_name = "jurisdictions"
urlpatterns = [
    path("", members.members, name="list"),
    path("export.csv", members.export, name="export"),
    path("representatives/", members.representatives, name="representatives"),
    path("lists/", pasted.paste, name="paste"),
    path("lists/<slug:list_id>/", pasted.pasted, name="pasted"),
    path("lists/<slug:list_id>/columns/", pasted.point, name="pasted-columns"),
    path("lists/<slug:list_id>/save/", pasted.save, name="pasted-save"),
    path("lists/<slug:list_id>/undo/", pasted.undo, name="pasted-undo"),
    path("lists/<slug:list_id>/discard/", pasted.discard, name="pasted-discard"),
    path("add/", bodies.add_jurisdiction, name="add"),
    path("<slug:public_id>/", members.detail, name="detail"),
    path("<slug:public_id>/figures/add/", bodies.record_figure, name="record-figure"),
    path("<slug:public_id>/memberships/begin/", memberships.begin_membership, name="begin-membership"),
    path(
        "<slug:public_id>/memberships/<slug:membership_id>/correct/",
        memberships.correct_membership,
        name="correct-membership",
    ),
    path(
        "<slug:public_id>/memberships/<slug:membership_id>/end/",
        memberships.end_membership,
        name="end-membership",
    ),
    path(
        "<slug:public_id>/representatives/name/",
        representation.name_representative,
        name="name-representative",
    ),
    path(
        "<slug:public_id>/representatives/<slug:representation_id>/substitute/",
        representation.name_substitute,
        name="name-substitute",
    ),
    path(
        "<slug:public_id>/representatives/<slug:representation_id>/end/",
        representation.end_representation,
        name="end-representation",
    ),
]
