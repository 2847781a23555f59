"""Public meetings: what is coming, what came of it, who meets, and the same for machines."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.partnerships.meetings import public as meetings_room
from interlocal.portal import queries


@open_to_public
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings ahead as they were noticed, and those past with their minutes."""
    now = clock.now()
    context = {
        "ahead": meetings_room.published_meetings(now, is_past=False),
        "past": meetings_room.published_meetings(now, is_past=True),
        "bodies": meetings_room.published_bodies(clock.today()).prefetch_related(None),  # by name alone
    }
    return render(request, "portal/meetings.html", context)


@open_to_public
@require_safe
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a meeting: its notice as posted, how to observe, its packet, its minutes and votes."""
    found = meetings_room.published_meeting(public_id)
    context = {"one": found, "says": found.says, "motions": meetings_room.published_votes(found)}
    return render(request, "portal/meeting.html", context)


@open_to_public
@require_safe
def body(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a body that meets in public: what it is for, who sits on it, when it meets."""
    found, now = meetings_room.published_body(public_id, clock.today()), clock.now()
    context = {
        "body": found,
        "ahead": meetings_room.published_meetings(now, is_past=False, body=found),
        "past": meetings_room.published_meetings(now, is_past=True, body=found),
    }
    return render(request, "portal/body.html", context)


@open_to_public
@require_safe
def packet(_request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Hand out the packet that goes with the notice."""
    found = meetings_room.published_packet(public_id)
    assert found.file is not None
    return file_response(found.file, as_attachment=False)


@open_to_public
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Hand feed readers the notices and published minutes."""
    data = queries.atom_of_meetings(clock.now(), _address)
    return _fetched(request, data, "application/atom+xml; charset=utf-8")


@open_to_public
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Hand calendars all public meetings."""
    data = queries.calendar_of_meetings(clock.now(), _address)
    return _fetched(request, data, "text/calendar; charset=utf-8")


@open_to_public
@require_safe
def body_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand calendars the public meetings of one body."""
    found = meetings_room.published_body(public_id, clock.today())
    data = queries.calendar_of_meetings(clock.now(), _address, found)
    return _fetched(request, data, "text/calendar; charset=utf-8")


@open_to_public
@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand search engines a meeting as schema.org JSON-LD."""
    data = queries.event_of(meetings_room.published_meeting(public_id), _address)
    return _fetched(request, data.encode(), "application/ld+json")


@open_to_public
@require_safe
def civic_data(request: HttpRequest) -> HttpResponse:
    """Hand civic databases the bodies, people, meetings and votes as Open Civic Data JSON."""
    data = queries.civic_data_of(clock.now(), _address)
    return _fetched(request, json.dumps(data, ensure_ascii=False).encode(), "application/json")


def _address(name: str, *args: str) -> str:
    """The absolute address of a public page: what is fetched is read elsewhere."""
    return settings.INTERLOCAL_BASE_URL + reverse(f"portal:{name}", args=args)


def _fetched(request: HttpRequest, data: bytes, content_type: str) -> HttpResponse:
    """Return what machines fetch again and again; who holds it as it is gets told so (RFC 9110, 13.1.2)."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=content_type)
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=900"
    return response
