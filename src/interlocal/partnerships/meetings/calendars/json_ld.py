"""A meeting for search engines: schema.org JSON-LD."""

import json

from .entry import Entry

_MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
    "electronic": "OnlineEventAttendanceMode",
}
# What would end a script element, or start a comment in it, is written as JavaScript escapes.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def event_json_ld(entry: Entry, *, body: str, body_url: str, mode: str, observe: str = "") -> str:
    """Return an ``Event`` as JSON that can stand in a page's script element. ``mode`` is the meeting's.

    ``observe`` says how the public observes it: an address becomes a virtual location.
    """
    status = "EventCancelled" if entry.is_cancelled else "EventScheduled"
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": entry.url,
        "name": entry.title,
        "startDate": entry.starts_at.astimezone(entry.zone).isoformat(timespec="seconds"),
        "endDate": entry.ends_at.astimezone(entry.zone).isoformat(timespec="seconds"),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[mode]}",
        "url": entry.url,
        "isAccessibleForFree": True,
        "organizer": {"@type": "GovernmentOrganization", "name": body, "url": body_url},
    }
    locations = _locations(entry, observe)
    if locations:
        event["location"] = locations[0] if len(locations) == 1 else locations
    if entry.description:
        event["description"] = entry.description
    return json.dumps(event, ensure_ascii=False).translate(_ESCAPES)


def _locations(entry: Entry, observe: str) -> list[dict[str, str]]:
    found = [{"@type": "Place", "name": entry.place, "address": entry.place}] if entry.place else []
    address = next((word for word in observe.split() if word.startswith("https://")), "")
    return [*found, {"@type": "VirtualLocation", "url": address.rstrip(".,;)")}] if address else found
