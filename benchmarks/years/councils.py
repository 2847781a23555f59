"""What the cities' own councils have on record, as brought in from their systems."""

from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, CouncilMeeting, CouncilVote
from years.span import COUNCIL_MEETINGS, Span, write

ITEMS, MEMBERS = 3, 7
COUNTS = {f"{what}_{told}": 0 for what in ("meetings", "items") for told in ("new", "changed", "same")} | {
    "votes": 0
}


def add_councils(span: Span) -> None:
    """Four meetings a year of each council, with the three items that concern other cities."""
    brought = {
        city.pk: CouncilImport(
            jurisdiction=city,
            source="csv",
            address="votes.csv",
            state="saved",
            counts=COUNTS,
            saved_at=span.now,
            created_at=span.now,
        )
        for city in span.cities
    }
    write(brought.values())
    meetings = write(
        CouncilMeeting(
            jurisdiction=city,
            brought_with=brought[city.pk],
            source="csv",
            source_id=f"synthetic-{place}",
            body="City Council",
            on=day,
            created_at=span.now,
        )
        for city in span.cities
        for place, day in enumerate(span.days(COUNCIL_MEETINGS))
    )
    items = write(
        CouncilItem(
            meeting=meeting,
            brought_with=meeting.brought_with,
            source_id=f"{place}",
            position=place + 1,
            number=f"{meeting.on:%y}-{place + 1:03}",
            title=f"AN ORDINANCE on a service shared with neighbouring cities, part {place + 1}",
            result="Passed",
            created_at=span.now,
        )
        for meeting in meetings
        for place in range(ITEMS)
    )
    write(
        CouncilVote(item=item, person=f"Member {place + 1}", choice="Yea", created_at=span.now)
        for item in items
        for place in range(MEMBERS)
    )
