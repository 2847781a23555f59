"""What the room does once a change of its own has been committed."""

from interlocal.kernel.outbox import Delivery
from interlocal.partnerships.meetings.actions.calendars import bring_calendars_up_to_date
from interlocal.partnerships.meetings.actions.packets import remake_packet
from interlocal.partnerships.meetings.events import AgendaChanged, MeetingEvent, SeatsChanged
from interlocal.partnerships.meetings.models import Meeting


def tell_calendars(event: MeetingEvent, *, delivery: Delivery) -> None:
    """Bring a meeting that was set up, changed or cancelled into its members' calendars."""
    meeting = Meeting.objects.filter(public_id=event.meeting).first()
    if meeting is not None:
        bring_calendars_up_to_date(meeting=meeting, now=delivery.now)


def tell_calendars_of_seats(event: SeatsChanged, *, delivery: Delivery) -> None:
    """Give a body's meetings ahead to who came, and take them from who left."""
    for meeting in Meeting.objects.filter(body__public_id=event.body, ends_at__gt=delivery.now):
        bring_calendars_up_to_date(meeting=meeting, now=delivery.now)


def remake_what_was_made(event: AgendaChanged | MeetingEvent, *, delivery: Delivery) -> None:
    """Make a packet anew where there is one and what it holds has changed."""
    meeting = Meeting.objects.filter(public_id=event.meeting).first()
    if meeting is not None:
        remake_packet(meeting=meeting, now=delivery.now)
