"""The partnership: what councils decided is shared; drafts, contacts, and what is between two, are not."""

from typing import Any

from django.db.models import Q

from interlocal.kernel.leaving import SHARED, WHOLE, Leaves, of, of_or, own, stays

_LINKS = stays("Links in mail that open one thing, once. They end with this installation.")
_ALL_MEMBERS = Q(visibility="partnership")


def without_closed(blocks: Any) -> Any:
    """Return the minutes without what was said in closed session."""
    return [block for block in blocks if not block.get("is_closed")]


_JURISDICTIONS = {
    "jurisdictions.Jurisdiction": SHARED,
    "jurisdictions.JurisdictionFigure": SHARED,
    "jurisdictions.Membership": SHARED,
    "jurisdictions.Partnership": SHARED,
    "jurisdictions.Representation": own("jurisdiction"),
}

_LAW = {"law.PackChoice": SHARED, "law.OwnRule": SHARED}

_COMMITMENTS = {
    "commitments.Procedure": SHARED,
    "commitments.ProcedureVersion": Leaves(
        city=of_or(Q(published_at__isnull=False), "procedure__jurisdiction")
    ),
    "commitments.ProcedureRun": Leaves(city=of_or(_ALL_MEMBERS, "jurisdiction")),
    "commitments.SkippedStep": SHARED,
    "commitments.Commitment": Leaves(city=of_or(_ALL_MEMBERS, "owed_by", "owed_to")),
    "commitments.Comment": SHARED,
    "commitments.DueDateChange": SHARED,
    "commitments.HoursEntry": SHARED,
    "commitments.ActionLink": _LINKS,
    "commitments.Reminder": WHOLE,
}

_INSTRUMENTS = {
    "instruments.ReturnedText": own("instrument__jurisdiction"),
    "instruments.Deviation": SHARED,
    "instruments.ReadingDraft": stays("A text that somebody is about to read in; forgotten after some days."),
    "instruments.Instrument": Leaves(city=of_or(~Q(standing="draft"), "jurisdiction")),
    "instruments.PacketTemplate": own("jurisdiction"),
    "instruments.PacketBatch": SHARED,
    "instruments.Packet": own("instrument__jurisdiction"),
    "instruments.Proceeding": SHARED,
    "instruments.Statement": SHARED,
}

_AGREEMENTS = {
    "agreements.Agreement": SHARED,
    "agreements.NoticeRule": SHARED,
    "agreements.PartyChange": SHARED,
    "agreements.Clause": SHARED,
    "agreements.AnnualAmount": SHARED,
    "agreements.AgreementDocument": SHARED,
    "agreements.Party": SHARED,
    "agreements.PartyInstrument": SHARED,
}

_MEETINGS = {
    "meetings.Facility": SHARED,
    "meetings.FacilityClosure": SHARED,
    "meetings.Body": SHARED,
    "meetings.BodyThreshold": SHARED,
    "meetings.LocalNoticeRule": SHARED,
    "meetings.BodyMember": SHARED,
    "meetings.MeetingSeries": SHARED,
    "meetings.Meeting": SHARED,
    "meetings.CalendarMessage": WHOLE,
    "meetings.AgendaProposal": own("jurisdiction"),
    "meetings.AgendaItem": SHARED,
    # Papers of an item that is to be closed are for those who sit there.
    "meetings.ItemDocument": Leaves(city=lambda _city: Q(item__grounds=[]) & ~Q(item__kind="closed")),
    "meetings.CalendarReply": WHOLE,
    "meetings.CalendarFeed": stays("Addresses that show a person's calendar to whoever knows them."),
    "meetings.CouncilImport": own("jurisdiction"),
    "meetings.CouncilMeeting": own("jurisdiction"),
    "meetings.CouncilItem": SHARED,
    "meetings.CouncilVote": SHARED,
    "meetings.CouncilEvidence": SHARED,
    "meetings.AttendanceEvent": SHARED,
    "meetings.Motion": Leaves(city=lambda _city: Q(is_closed=False)),
    "meetings.Vote": SHARED,
    "meetings.ClosedSession": SHARED,
    "meetings.RecordNote": Leaves(city=lambda _city: Q(is_closed=False)),
    "meetings.Minutes": Leaves(
        city=lambda _city: Q(published_at__isnull=False), city_sees={"blocks": without_closed}
    ),
    "meetings.Notice": SHARED,
    "meetings.Packet": WHOLE,
}

_INITIATIVES = {
    "initiatives.PainGroup": SHARED,
    "initiatives.PainPoint": SHARED,
    "initiatives.Initiative_programs": SHARED,
    "initiatives.Initiative": SHARED,
    "initiatives.Pressure": SHARED,
    "initiatives.PressureYear": SHARED,
    "initiatives.Expectation": SHARED,
    "initiatives.Practice": SHARED,
    "initiatives.Support": SHARED,
    "initiatives.PipelineVersion": Leaves(city=lambda _city: Q(published_at__isnull=False)),
    "initiatives.Stance": SHARED,
    "initiatives.Guest": SHARED,
    "initiatives.Risk": SHARED,
    "initiatives.Document": SHARED,
    "initiatives.MetByHand": SHARED,
    "initiatives.Decision": SHARED,
    "initiatives.ProgramRecord": SHARED,
    "initiatives.ProgramLink": SHARED,
    "initiatives.Outcome": SHARED,
    "initiatives.Participation": SHARED,
    "initiatives.Assignment": Leaves(city=of("jurisdiction", "commitment__owed_to")),
    "initiatives.MonthGiven": SHARED,
    "initiatives.HoursAsk": _LINKS,
}

PARTNERSHIPS = {
    **_JURISDICTIONS,
    **_LAW,
    **_COMMITMENTS,
    **_INSTRUMENTS,
    **_AGREEMENTS,
    **_MEETINGS,
    **_INITIATIVES,
}
