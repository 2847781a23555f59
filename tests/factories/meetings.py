"""Bodies, meetings and their agendas for tests."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from tests.factories.accounts import UserFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.partnerships.meetings import models, rules

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
STARTS = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)


class FacilityFactory(factory.django.DjangoModelFactory):
    """A building that is open from Monday to Friday."""

    class Meta:
        model = models.Facility

    name = factory.Sequence(lambda n: f"Riverton Hall {n:04}")
    address = "1 Main Street"
    is_synthetic = True
    created_at = NOW


class BodyFactory(factory.django.DjangoModelFactory):
    """A formal public body; ``informal`` and ``closed`` are the other sorts."""

    class Meta:
        model = models.Body

    class Params:
        informal = factory.Trait(is_formal=False, public_status=models.PublicStatus.CLOSED)
        closed = factory.Trait(public_status=models.PublicStatus.CLOSED)

    name = factory.Sequence(lambda n: f"Steering Group {n:04}")
    kind = models.BodyKind.STEERING_GROUP
    facility = factory.SubFactory(FacilityFactory)
    posting_place = "Board at the main door"
    is_synthetic = True
    created_at = NOW


class BodyMemberFactory(factory.django.DjangoModelFactory):
    """A person of one jurisdiction on a body."""

    class Meta:
        model = models.BodyMember

    class Params:
        with_account = factory.Trait(name="", user=factory.SubFactory(UserFactory))

    body = factory.SubFactory(BodyFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    name = factory.Sequence(lambda n: f"Alex Rivera {n:04}")
    title = "City Manager"
    starts_on = date(2020, 1, 1)
    created_at = NOW


class MeetingSeriesFactory(factory.django.DjangoModelFactory):
    """Every third Thursday at nine."""

    class Meta:
        model = models.MeetingSeries

    body = factory.SubFactory(BodyFactory)
    title = "Regular meetings"
    repeats = models.Repeats.MONTHLY_BY_WEEKDAY
    ordinal = 3
    first_on = date(2026, 1, 15)
    starts_at_time = time(9, 0)
    place = "Council Chamber"
    created_at = NOW


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting nine days ahead of ``NOW``, for an hour."""

    class Meta:
        model = models.Meeting

    class Params:
        noticed = factory.Trait(state=models.MeetingState.NOTICED, agenda_published_at=NOW)
        in_session = factory.Trait(
            state=models.MeetingState.OPEN, opened_at=factory.SelfAttribute("starts_at")
        )
        adjourned = factory.Trait(
            state=models.MeetingState.ADJOURNED,
            opened_at=factory.SelfAttribute("starts_at"),
            adjourned_at=factory.SelfAttribute("ends_at"),
        )

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Regular meeting {n:04}")
    starts_at = STARTS
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=1))
    place = "Council Chamber"
    calendar_uid = factory.Sequence(lambda n: f"meeting-{n:06}@example.org")
    is_synthetic = True
    created_at = NOW


class AgendaItemFactory(factory.django.DjangoModelFactory):
    """An item of business; positions count up across all meetings, in the order of making."""

    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Fleet repair pilot {n:04}")
    created_at = NOW


class ItemDocumentFactory(factory.django.DjangoModelFactory):
    """A paper; its file is given, because it must lie in the store."""

    class Meta:
        model = models.ItemDocument

    item = factory.SubFactory(AgendaItemFactory)
    title = "Draft agreement"
    created_at = NOW


class NoticeFactory(factory.django.DjangoModelFactory):
    """The notice of a meeting, posted in time."""

    class Meta:
        model = models.Notice

    meeting = factory.SubFactory(MeetingFactory, noticed=True)
    number = 1
    posted_at = NOW
    due_at = factory.LazyAttribute(lambda notice: notice.meeting.starts_at - timedelta(days=1))
    place = "Board at the main door"
    says = factory.LazyAttribute(lambda notice: rules.wording_of(notice.meeting, []))
    reckoning = factory.LazyFunction(lambda: {"rule": "RSMo 610.020"})
    created_at = NOW


class LocalNoticeRuleFactory(factory.django.DjangoModelFactory):
    """Proposed agendas by noon on Tuesday of the week before."""

    class Meta:
        model = models.LocalNoticeRule

    body = factory.SubFactory(BodyFactory)
    asks = models.LocalRuleAsks.AGENDA
    weekday = 1
    at = time(12, 0)
    weeks_before = 1
    words = "Proposed agendas by noon the Tuesday before"
    is_synthetic = True
    created_at = NOW


class AgendaProposalFactory(factory.django.DjangoModelFactory):
    """Something that waits to be put on an agenda."""

    class Meta:
        model = models.AgendaProposal

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Shared fleet repair {n:04}")
    proposed_by = factory.SubFactory(UserFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    created_at = NOW


class MinutesFactory(factory.django.DjangoModelFactory):
    """A draft of two paragraphs."""

    class Meta:
        model = models.Minutes

    meeting = factory.SubFactory(MeetingFactory, adjourned=True)
    blocks = factory.LazyFunction(
        lambda: [
            {"key": "meeting", "kind": "meeting", "text": "They met.", "drafted": "They met."},
            {"key": "note:1", "kind": "note", "text": "They talked.", "drafted": "They talked."},
        ]
    )
    changed_at = NOW
    created_at = NOW


class RecordNoteFactory(factory.django.DjangoModelFactory):
    """A note of a meeting in session."""

    class Meta:
        model = models.RecordNote

    meeting = factory.SubFactory(MeetingFactory, in_session=True)
    text = "They talked about fleet repair."
    at = NOW
    key = factory.Sequence(lambda n: f"note-{n:06}")
    created_at = NOW


class MotionFactory(factory.django.DjangoModelFactory):
    """A motion that waits for a second."""

    class Meta:
        model = models.Motion

    meeting = factory.SubFactory(MeetingFactory, in_session=True)
    number = factory.Sequence(lambda n: n + 1)
    text = "To begin the fleet repair pilot."
    mover = factory.SubFactory(BodyMemberFactory, body=factory.SelfAttribute("..meeting.body"))
    moved_at = factory.SelfAttribute("meeting.starts_at")
    key = factory.Sequence(lambda n: f"motion-{n:06}")
    created_at = NOW


class PacketFactory(factory.django.DjangoModelFactory):
    """A packet that is ready; its file is given, because it must lie in the store."""

    class Meta:
        model = models.Packet

    meeting = factory.SubFactory(MeetingFactory)
    version = factory.Sequence(lambda n: n + 1)
    state = models.PacketState.READY
    fingerprint = "0" * 64
    page_count = 3
    made_at = NOW
    created_at = NOW


class CalendarFeedFactory(factory.django.DjangoModelFactory):
    """A calendar address of somebody, for all their meetings; what opens it is not known to anybody."""

    class Meta:
        model = models.CalendarFeed

    owner = factory.SubFactory(UserFactory)
    digest = factory.Sequence(lambda n: f"{n:064}")
    created_at = NOW


class CouncilImportFactory(factory.django.DjangoModelFactory):
    """A council's record that was read from a table and saved; ``waiting`` holds ``found`` until it is."""

    class Meta:
        model = models.CouncilImport

    class Params:
        waiting = factory.Trait(state=models.ImportState.READ, saved_at=None)
        by_hand = factory.Trait(source=models.ImportSource.HAND, address="")
        from_web = factory.Trait(
            source=models.ImportSource.LEGISTAR,
            address="https://webapi.example.org/v1/sample",
            since=date(2026, 3, 1),
            until=date(2026, 3, 31),
        )
        being_read = factory.Trait(from_web=True, state=models.ImportState.READING, saved_at=None)

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    source = models.ImportSource.CSV
    address = "votes.csv"
    state = models.ImportState.SAVED
    counts = factory.LazyFunction(
        lambda: (
            {f"{what}_{told}": 0 for what in ("meetings", "items") for told in ("new", "changed", "same")}
            | {"votes": 0}
        )
    )
    saved_at = NOW
    created_at = NOW


class CouncilMeetingFactory(factory.django.DjangoModelFactory):
    """A council's meeting that an import brought."""

    class Meta:
        model = models.CouncilMeeting

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    brought_with = factory.SubFactory(
        CouncilImportFactory, jurisdiction=factory.SelfAttribute("..jurisdiction")
    )
    source = factory.SelfAttribute("brought_with.source")
    source_id = factory.Sequence(lambda n: f"m{n}")
    body = "City Council"
    on = TODAY
    created_at = NOW


class CouncilItemFactory(factory.django.DjangoModelFactory):
    """An item of a council's meeting, from the import that brought the meeting."""

    class Meta:
        model = models.CouncilItem

    meeting = factory.SubFactory(CouncilMeetingFactory)
    brought_with = factory.SelfAttribute("meeting.brought_with")
    source_id = factory.Sequence(lambda n: f"i{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"AN ORDINANCE on a shared hotline {n:04}")
    created_at = NOW


class CouncilVoteFactory(factory.django.DjangoModelFactory):
    """How one member of a council voted."""

    class Meta:
        model = models.CouncilVote

    item = factory.SubFactory(CouncilItemFactory)
    person = factory.Sequence(lambda n: f"Member {n:04}")
    choice = "Yea"
    created_at = NOW
