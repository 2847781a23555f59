"""Addresses of the room, below /studies/."""

from django.urls import path

from interlocal.costing.studies.views import baselines, pasted, studies

app_name = "studies"
urlpatterns = [
    path("", studies.listing, name="list"),
    path("add/", studies.add, name="add"),
    path("services/", studies.service_list, name="services"),
    path("services/<slug:slug>/", studies.service, name="service"),
    path("baselines/<slug:city_id>/", baselines.baseline, name="baseline"),
    path("baselines/<slug:city_id>/figures/add/", baselines.add_cell, name="add-cell"),
    path(
        "baselines/<slug:city_id>/figures/<slug:cell_id>/strike/", baselines.strike_cell, name="strike-cell"
    ),
    path("baselines/<slug:city_id>/lines/<slug:line_id>/", baselines.line, name="line"),
    path("baselines/<slug:city_id>/questions/<slug:question_id>/", baselines.answer_question, name="answer"),
    path("baselines/<slug:city_id>/sign/", baselines.freeze, name="freeze"),
    path("baselines/<slug:city_id>/revise/", baselines.revise, name="revise"),
    path("baselines/<slug:city_id>/lists/", pasted.paste, name="paste"),
    path("baselines/<slug:city_id>/lists/<slug:list_id>/", pasted.pasted, name="pasted"),
    path("baselines/<slug:city_id>/lists/<slug:list_id>/columns/", pasted.point, name="pasted-columns"),
    path("baselines/<slug:city_id>/lists/<slug:list_id>/save/", pasted.save, name="pasted-save"),
    path("baselines/<slug:city_id>/lists/<slug:list_id>/undo/", pasted.undo, name="pasted-undo"),
    path("baselines/<slug:city_id>/lists/<slug:list_id>/discard/", pasted.discard, name="pasted-discard"),
    path("<slug:public_id>/", studies.detail, name="detail"),
    path("<slug:public_id>/change/", studies.change, name="change"),
    path("<slug:public_id>/baselines.csv", studies.export, name="export"),
    path("<slug:public_id>/cities/add/", studies.add_city, name="add-city"),
    path("<slug:public_id>/cities/<slug:city_id>/part/", studies.set_stand, name="set-stand"),
    path("<slug:public_id>/cities/<slug:city_id>/take-out/", studies.take_out_city, name="take-out-city"),
    path("<slug:public_id>/lines/add/", studies.add_line, name="add-line"),
    path("<slug:public_id>/lines/<slug:line_id>/", studies.change_line, name="change-line"),
    path("<slug:public_id>/lines/<slug:line_id>/withdraw/", studies.withdraw_line, name="withdraw-line"),
]
