"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from interlocal.partnerships.commitments.views import (
    changing,
    closing,
    link,
    opening,
    pasted,
    procedures,
    reading,
    runs,
)

app_name = "commitments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("commitments/", reading.commitments, name="list"),
    path("commitments/export.csv", reading.export, name="export"),
    path("commitments/open/", opening.open_by_hand, name="open"),
    path("commitments/lists/", pasted.paste, name="paste"),
    path("commitments/lists/<slug:list_id>/", pasted.pasted, name="pasted"),
    path("commitments/lists/<slug:list_id>/columns/", pasted.point, name="pasted-columns"),
    path("commitments/lists/<slug:list_id>/save/", pasted.save, name="pasted-save"),
    path("commitments/lists/<slug:list_id>/undo/", pasted.undo, name="pasted-undo"),
    path("commitments/lists/<slug:list_id>/discard/", pasted.discard, name="pasted-discard"),
    path("commitments/<str:public_id>/", reading.detail, name="detail"),
    path("commitments/<str:public_id>/evidence/", reading.evidence, name="evidence"),
    path("commitments/<str:public_id>/done/", closing.record_done, name="record-done"),
    path("commitments/<str:public_id>/review/", closing.record_review, name="record-review"),
    path("commitments/<str:public_id>/withdraw/", closing.withdraw, name="withdraw"),
    path("commitments/<str:public_id>/reopen/", closing.reopen, name="reopen"),
    path("commitments/<str:public_id>/owner/", changing.assign, name="assign"),
    path("commitments/<str:public_id>/date/", changing.move_date, name="move-date"),
    path("commitments/<str:public_id>/comment/", changing.comment, name="comment"),
    path("commitments/<str:public_id>/hours/", changing.hours, name="hours"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/add/", procedures.add, name="add-procedure"),
    path("procedures/runs/<str:public_id>/", runs.run, name="run"),
    path("procedures/runs/<str:public_id>/skip/<slug:step_key>/", runs.skip, name="skip-step"),
    path("procedures/runs/<str:public_id>/resume/<slug:step_key>/", runs.resume, name="resume-step"),
    path("procedures/runs/<str:public_id>/target/", runs.move_target, name="move-target"),
    path("procedures/<slug:slug>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:slug>/draft/", procedures.edit_draft, name="edit-draft"),
    path("procedures/<slug:slug>/draft/make/", procedures.make_draft, name="make-draft"),
    path("procedures/<slug:slug>/confirm/", procedures.confirm, name="confirm-steps"),
    path("procedures/<slug:slug>/compare/", procedures.compare, name="compare-versions"),
    path("procedures/<slug:slug>/<int:number>/", procedures.version, name="version"),
    path("do/<str:public_id>/<str:signature>/", link.answer_link, name="answer-link"),
]
