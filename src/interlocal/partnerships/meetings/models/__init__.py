"""The records of the room."""

from interlocal.partnerships.meetings.models.agenda import (
    AgendaItem,
    AgendaProposal,
    ItemDocument,
    ItemKind,
    ItemState,
    ProposalState,
)
from interlocal.partnerships.meetings.models.body import (
    Body,
    BodyKind,
    BodyThreshold,
    LocalNoticeRule,
    LocalRuleAsks,
    PublicStatus,
    QuorumKind,
    ThresholdBasis,
    TieRule,
    VotingKind,
)
from interlocal.partnerships.meetings.models.calendar import (
    CalendarFeed,
    CalendarReply,
    ReplyAnswer,
    ReplyStanding,
)
from interlocal.partnerships.meetings.models.council import (
    CouncilEvidence,
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
    CouncilVote,
    ImportSource,
    ImportState,
)
from interlocal.partnerships.meetings.models.facility import (
    Facility,
    FacilityClosure,
)
from interlocal.partnerships.meetings.models.meeting import (
    CalendarMessage,
    CalendarMethod,
    Meeting,
    MeetingSeries,
    MeetingState,
    Mode,
    Repeats,
)
from interlocal.partnerships.meetings.models.minutes import (
    Minutes,
    MinutesState,
)
from interlocal.partnerships.meetings.models.notice import (
    Notice,
    NoticeKind,
)
from interlocal.partnerships.meetings.models.packet import Packet, PacketState
from interlocal.partnerships.meetings.models.seat import (
    BodyMember,
    Office,
)
from interlocal.partnerships.meetings.models.session import (
    AttendanceEvent,
    AttendanceKind,
    Choice,
    ClosedSession,
    Motion,
    MotionKind,
    MotionState,
    RecordNote,
    Vote,
)

__all__ = [
    "AgendaItem",
    "AgendaProposal",
    "AttendanceEvent",
    "AttendanceKind",
    "Body",
    "BodyKind",
    "BodyMember",
    "BodyThreshold",
    "CalendarFeed",
    "CalendarMessage",
    "CalendarMethod",
    "CalendarReply",
    "Choice",
    "ClosedSession",
    "CouncilEvidence",
    "CouncilImport",
    "CouncilItem",
    "CouncilMeeting",
    "CouncilVote",
    "Facility",
    "FacilityClosure",
    "ImportSource",
    "ImportState",
    "ItemDocument",
    "ItemKind",
    "ItemState",
    "LocalNoticeRule",
    "LocalRuleAsks",
    "Meeting",
    "MeetingSeries",
    "MeetingState",
    "Minutes",
    "MinutesState",
    "Mode",
    "Motion",
    "MotionKind",
    "MotionState",
    "Notice",
    "NoticeKind",
    "Office",
    "Packet",
    "PacketState",
    "ProposalState",
    "PublicStatus",
    "QuorumKind",
    "RecordNote",
    "Repeats",
    "ReplyAnswer",
    "ReplyStanding",
    "ThresholdBasis",
    "TieRule",
    "Vote",
    "VotingKind",
]
