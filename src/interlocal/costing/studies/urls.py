"""Addresses of the room, below /studies/."""

from django.urls import path

from interlocal.costing.studies.views import baselines, intent, options, pasted, results, signing, studies

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
    path("asked/<slug:asked_id>/", intent.answer_poll, name="answer-poll"),
    path("signing/<slug:asked_id>/", signing.sign_result, name="sign-result"),
    path("signing/<slug:asked_id>/decline/", signing.decline_result, name="decline-result"),
    path("<slug:public_id>/", studies.detail, name="detail"),
    path("<slug:public_id>/change/", studies.change, name="change"),
    path("<slug:public_id>/baselines.csv", studies.export, name="export"),
    path("<slug:public_id>/cities/add/", studies.add_city, name="add-city"),
    path("<slug:public_id>/cities/<slug:city_id>/part/", studies.set_stand, name="set-stand"),
    path("<slug:public_id>/cities/<slug:city_id>/take-out/", studies.take_out_city, name="take-out-city"),
    path("<slug:public_id>/options/", options.options, name="options"),
    path("<slug:public_id>/options/add/", options.add_option, name="add-option"),
    path("<slug:public_id>/options/<slug:option_id>/", options.change_option, name="change-option"),
    path(
        "<slug:public_id>/options/<slug:option_id>/withdraw/",
        options.withdraw_option,
        name="withdraw-option",
    ),
    path("<slug:public_id>/options/<slug:option_id>/amounts/add/", options.add_part, name="add-part"),
    path(
        "<slug:public_id>/options/<slug:option_id>/amounts/<slug:part_id>/",
        options.change_part,
        name="change-part",
    ),
    path(
        "<slug:public_id>/options/<slug:option_id>/amounts/<slug:part_id>/withdraw/",
        options.withdraw_part,
        name="withdraw-part",
    ),
    path("<slug:public_id>/assumptions/", options.assumptions, name="assumptions"),
    path("<slug:public_id>/shares/add/", options.add_share, name="add-share"),
    path("<slug:public_id>/shares/<slug:share_id>/", options.change_share, name="change-share"),
    path("<slug:public_id>/shares/<slug:share_id>/withdraw/", options.withdraw_share, name="withdraw-share"),
    path("<slug:public_id>/result/", results.result, name="result"),
    path("<slug:public_id>/together/", intent.together, name="together"),
    path("<slug:public_id>/polls/open/", intent.open_poll, name="open-poll"),
    path("<slug:public_id>/polls/<slug:poll_id>/", intent.poll, name="poll"),
    path("<slug:public_id>/polls/<slug:poll_id>/close/", intent.close_poll, name="close-poll"),
    path("<slug:public_id>/sign-offs/ask/", signing.ask_for_sign_off, name="ask-for-sign-off"),
    path("<slug:public_id>/sign-offs/<slug:sign_off_id>/", signing.sign_off, name="sign-off"),
    path("<slug:public_id>/sign-offs/<slug:sign_off_id>/end/", signing.end_sign_off, name="end-sign-off"),
    path("<slug:public_id>/study.toml", results.file, name="file"),
    path("<slug:public_id>/runs/begin/", results.begin, name="begin-run"),
    path("<slug:public_id>/runs/<slug:run_id>/stop/", results.stop, name="stop-run"),
    path("<slug:public_id>/lines/add/", studies.add_line, name="add-line"),
    path("<slug:public_id>/lines/<slug:line_id>/", studies.change_line, name="change-line"),
    path("<slug:public_id>/lines/<slug:line_id>/withdraw/", studies.withdraw_line, name="withdraw-line"),
]
