"""Council records: what is there, what was brought in, and what bringing it in would do."""

from interlocal.partnerships.meetings.queries.councils.doubts import Doubt, doubts_of
from interlocal.partnerships.meetings.queries.councils.evidence import (
    Candidate,
    candidates_for,
    council_evidence,
    evidence_to_untie,
    instrument_to_tie,
    instruments_like,
    instruments_of,
    item_of_council,
    tied_to,
)
from interlocal.partnerships.meetings.queries.councils.planning import (
    ItemPlan,
    MeetingPlan,
    Plan,
    plan_of,
)
from interlocal.partnerships.meetings.queries.councils.reading import (
    ReadingProgress,
    council_meeting_for,
    council_meetings,
    council_meetings_for,
    current_items,
    earlier_tellings,
    import_for,
    imports_for,
    meeting_to_correct,
    reading_progress,
)
from interlocal.partnerships.meetings.queries.councils.undoing import Undoing, undoing_of

__all__ = [
    "Candidate",
    "Doubt",
    "ItemPlan",
    "MeetingPlan",
    "Plan",
    "ReadingProgress",
    "Undoing",
    "candidates_for",
    "council_evidence",
    "council_meeting_for",
    "council_meetings",
    "council_meetings_for",
    "current_items",
    "doubts_of",
    "earlier_tellings",
    "evidence_to_untie",
    "import_for",
    "imports_for",
    "instrument_to_tie",
    "instruments_like",
    "instruments_of",
    "item_of_council",
    "meeting_to_correct",
    "plan_of",
    "reading_progress",
    "tied_to",
    "undoing_of",
]
