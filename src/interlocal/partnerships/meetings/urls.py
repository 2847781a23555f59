"""Addresses of the room, below /meetings/."""

from django.urls import path

from interlocal.partnerships.meetings.views import (
    agendas,
    arranging,
    bodies,
    calendars,
    facilities,
    minutes,
    notices,
    packets,
    proposals,
    reading,
    seats,
)
from interlocal.partnerships.meetings.views.live import page as live

app_name = "meetings"
BODY, SEAT = "bodies/<slug:public_id>/", "bodies/<slug:public_id>/members/<slug:seat_id>/"
PROPOSAL = "bodies/<slug:public_id>/proposals/<slug:proposal_id>/"
MEETING, ITEM = "<slug:public_id>/", "<slug:public_id>/items/<slug:item_id>/"

urlpatterns = [
    path("", reading.meetings, name="list"),
    path("export.csv", reading.export, name="export"),
    path("month/", reading.month, name="month"),
    path("calendars/", calendars.addresses, name="calendars"),
    path("calendars/<slug:feed_id>/end/", calendars.end_address, name="end-calendar"),
    path("calendar/<str:token>.ics", calendars.calendar, name="calendar"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add/", bodies.add_body, name="add-body"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}change/", bodies.change_body, name="change-body"),
    path(f"{BODY}minute-texts/", minutes.texts, name="minute-texts"),
    path(f"{BODY}shares/set/", bodies.set_threshold, name="set-threshold"),
    path(f"{BODY}local-rules/add/", bodies.add_local_rule, name="add-local-rule"),
    path(f"{BODY}local-rules/<slug:rule_id>/end/", bodies.end_local_rule, name="end-local-rule"),
    path(f"{BODY}members/add/", seats.seat_member, name="seat-member"),
    path(f"{SEAT}substitute/", seats.name_substitute, name="name-substitute"),
    path(f"{SEAT}end/", seats.end_seat, name="end-seat"),
    path(f"{BODY}meetings/add/", arranging.schedule, name="schedule"),
    path(f"{BODY}series/add/", arranging.begin_series, name="begin-series"),
    path(f"{BODY}series/<slug:series_id>/plan/", arranging.plan_series, name="plan-series"),
    path(f"{BODY}propose/", proposals.propose, name="propose"),
    path(f"{PROPOSAL}take/", proposals.take, name="take-proposal"),
    path(f"{PROPOSAL}decline/", proposals.decline, name="decline-proposal"),
    path(f"{PROPOSAL}withdraw/", proposals.withdraw, name="withdraw-proposal"),
    path("buildings/add/", facilities.add_facility, name="add-facility"),
    path("buildings/<slug:public_id>/", facilities.facility, name="facility"),
    path("buildings/<slug:public_id>/closed-days/add/", facilities.close_facility, name="close-facility"),
    path(MEETING, reading.detail, name="detail"),
    path(f"{MEETING}change/", arranging.change, name="change"),
    path(f"{MEETING}cancel/", arranging.cancel, name="cancel"),
    path(f"{MEETING}answers/add/", calendars.bring_reply, name="bring-reply"),
    path(f"{MEETING}packets/make/", packets.ask, name="ask-packet"),
    path(f"{MEETING}packets/<int:version>/", packets.packet, name="packet"),
    path(f"{MEETING}items/add/", agendas.add_item, name="add-item"),
    path(f"{ITEM}change/", agendas.change_item, name="change-item"),
    path(f"{ITEM}move/", agendas.move_item, name="move-item"),
    path(f"{ITEM}remove/", agendas.remove_item, name="remove-item"),
    path(f"{ITEM}papers/add/", agendas.add_paper, name="add-paper"),
    path(f"{ITEM}papers/<slug:paper_id>/", agendas.paper, name="paper"),
    path(f"{ITEM}papers/<slug:paper_id>/remove/", agendas.remove_paper, name="remove-paper"),
    path(f"{MEETING}live/", live.live, name="live"),
    path(f"{MEETING}screen/", live.screen, name="screen"),
    path(f"{MEETING}minutes/", minutes.minutes, name="minutes"),
    path(f"{MEETING}minutes/pdf/", minutes.printed, name="minutes-pdf"),
    path(f"{MEETING}minutes/draft/", minutes.draft, name="draft-minutes"),
    path(f"{MEETING}minutes/propose/", minutes.propose, name="propose-minutes"),
    path(f"{MEETING}minutes/publish/", minutes.publish, name="publish-minutes"),
    path(f"{MEETING}minutes/blocks/<str:block>/", minutes.correct, name="correct-minutes"),
    path(f"{MEETING}minutes/blocks/<str:block>/add/", minutes.add, name="add-paragraph"),
    path(f"{MEETING}minutes/versions/<int:version>/", minutes.minutes, name="minutes-version"),
    path(f"{MEETING}notices/post/", notices.post, name="post-notice"),
    path(f"{MEETING}notices/<int:number>/", notices.notice, name="notice"),
    path(f"{MEETING}notices/<int:number>/evidence/", notices.evidence, name="notice-evidence"),
]
