"""Addresses of the room, below /initiatives/."""

from django.urls import path

from interlocal.partnerships.initiatives.views import (
    case,
    gates,
    initiatives,
    pain_points,
    pipeline,
    programs,
    staff,
    taking_part,
    yearly,
)

app_name = "initiatives"
PROGRAMS = [
    path("programs/", programs.programs, name="programs"),
    path("programs/add/", programs.add_program, name="add-program"),
    path("programs/<slug:public_id>/", programs.program, name="program"),
    path("programs/<slug:public_id>/change/", programs.change_program, name="change-program"),
    path("programs/<slug:public_id>/parts/add/", programs.record_participation, name="record-participation"),
    path(
        "programs/<slug:public_id>/parts/<slug:participation_id>/end/",
        programs.end_participation,
        name="end-participation",
    ),
    path("programs/<slug:public_id>/outcomes/add/", programs.report_outcome, name="report-outcome"),
    path("programs/<slug:public_id>/links/add/", programs.add_link, name="add-link"),
    path("programs/<slug:public_id>/publish/", programs.publish_program, name="publish-program"),
]
PAIN_POINTS = [
    path("pain-points/", pain_points.pain_points, name="pain-points"),
    path("pain-points/state/", pain_points.state_pain_point, name="state-pain-point"),
    path("pain-points/group/", pain_points.group_pain_points, name="group-pain-points"),
    path("pain-points/<slug:public_id>/", pain_points.pain_point, name="pain-point"),
    path(
        "pain-points/<slug:public_id>/withdraw/", pain_points.withdraw_pain_point, name="withdraw-pain-point"
    ),
    path("groups/<slug:public_id>/start/", pain_points.start_initiative, name="start"),
    path("groups/<slug:public_id>/dissolve/", pain_points.dissolve_group, name="dissolve-group"),
]
PIPELINE = [
    path("pipeline/", pipeline.pipeline, name="pipeline"),
    path("pipeline/draft/", pipeline.make_draft, name="draft-pipeline"),
    path("pipeline/edit/", pipeline.edit_pipeline, name="edit-pipeline"),
]
HOURS = [
    path("hours/", staff.hours, name="hours"),
    path("hours/<slug:public_id>/<int:year>/<int:month>/", staff.say_hours, name="say-hours"),
    path("answer/<slug:public_id>/<str:signature>/", staff.answer_ask, name="answer-ask"),
]
REPORTS = [
    path("reports/", yearly.reports, name="reports"),
    path("reports/<slug:public_id>/<int:year>/", yearly.report, name="report"),
    path("reports/<slug:public_id>/<int:year>/pdf/", yearly.report_pdf, name="report-pdf"),
]
INITIATIVES = [
    path("", initiatives.initiatives, name="list"),
    path("export/", initiatives.export, name="export"),
    path("add/", initiatives.add_initiative, name="add"),
    path("<slug:public_id>/", initiatives.initiative, name="initiative"),
    path("<slug:public_id>/change/", initiatives.change_initiative, name="change"),
    path("<slug:public_id>/gate/", gates.pass_gate, name="pass-gate"),
    path("<slug:public_id>/move/", gates.move, name="move"),
    path("<slug:public_id>/decide/", gates.record_decision, name="record-decision"),
    path("<slug:public_id>/needs/<slug:need_key>/met/", gates.say_met, name="say-met"),
    path("<slug:public_id>/needs/<slug:need_key>/take-back/", gates.take_back_met, name="take-back-met"),
    path("<slug:public_id>/take-part/", taking_part.take_part, name="take-part"),
    path("<slug:public_id>/invite/", taking_part.invite_guest, name="invite-guest"),
    path("<slug:public_id>/guests/<slug:guest_id>/end/", taking_part.end_guest, name="end-guest"),
    path("<slug:public_id>/programs/", taking_part.link_program, name="link-program"),
    path("<slug:public_id>/staff/", staff.assign, name="assign"),
    path("<slug:public_id>/staff/<slug:assignment_id>/end/", staff.end_assignment, name="end-assignment"),
    path("<slug:public_id>/add/<slug:kind>/", case.add_part, name="add-part"),
    path("<slug:public_id>/results/<slug:part_id>/", case.record_result, name="record-result"),
    path("<slug:public_id>/documents/<slug:part_id>/", case.document, name="document"),
    path("<slug:public_id>/off/<slug:kind>/<slug:part_id>/", case.withdraw_part, name="withdraw-part"),
]
urlpatterns = [*PROGRAMS, *PAIN_POINTS, *PIPELINE, *HOURS, *REPORTS, *INITIATIVES]
