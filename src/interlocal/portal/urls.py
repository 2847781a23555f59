"""Addresses of the public pages."""

from django.urls import path

from interlocal.portal.views import meetings, pages

app_name = "portal"
MEETING = "public/meetings/<slug:public_id>/"
BODY = "public/bodies/<slug:public_id>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("statements/<slug:public_id>/", pages.statement, name="statement"),
    path("public/programs/<slug:public_id>/", pages.program, name="program"),
    path("public/agreements/", pages.agreements, name="agreements"),
    path("public/agreements/<slug:public_id>/", pages.agreement, name="agreement"),
    path("public/meetings/", meetings.meetings, name="meetings"),
    path("public/meetings.atom", meetings.atom, name="meetings-atom"),
    path("public/meetings.ics", meetings.calendar, name="meetings-calendar"),
    path("public/civic-data.json", meetings.civic_data, name="civic-data"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}event.jsonld", meetings.event, name="meeting-event"),
    path(f"{MEETING}packet.pdf", meetings.packet, name="meeting-packet"),
    path(BODY, meetings.body, name="body"),
    path(f"{BODY}calendar.ics", meetings.body_calendar, name="body-calendar"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
