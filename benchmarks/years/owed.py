"""Commitments: most were done in their time, the last months' are open or late."""

from datetime import timedelta

from interlocal.partnerships.commitments.models import Comment, Commitment, HoursEntry
from years.span import COMMITMENTS, Span, write


def add_commitments(span: Span) -> None:
    rows = write(
        _commitment(span, place, number)
        for place in range(len(span.cities))
        for number in range(COMMITMENTS * span.years)
    )
    said = rows[::3]
    write(
        Comment(commitment=row, by=row.owner, at=row.opened_at + timedelta(days=3), text="Under way.")
        for row in said
    )
    write(
        HoursEntry(
            commitment=row,
            hours="2.50",
            worked_on=row.opened_at.date() + timedelta(days=5),
            by=row.owner,
            at=row.opened_at + timedelta(days=5),
        )
        for row in said
        if row.owner is not None
    )


def _commitment(span: Span, place: int, number: int) -> Commitment:
    city, many = span.cities[place], COMMITMENTS * span.years
    opened = span.begun + timedelta(days=(365 * span.years * number) // many)
    due_on = opened + timedelta(days=30)
    is_done = due_on < span.today - timedelta(days=21) and number % 40 != 0
    people = span.people[city.pk]
    return Commitment(
        title=f"Report the hours of crew {place:03}-{number:03}",
        owed_by=city,
        owed_to=span.cities[(place + 1) % len(span.cities)] if number % 2 else None,
        owner=people[number % len(people)] if number % 5 else None,
        due_on=None if number % 17 == 0 else due_on,
        key=f"synthetic:{city.public_id}:{number}",
        source_label="Synthetic agreement, Section 4",
        opened_at=span.moment(opened),
        outcome="done" if is_done else "",
        closed_at=span.moment(due_on) if is_done else None,
        closed_by=people[0] if is_done else None,
        done_on=due_on if is_done else None,
        evidence_note="Minutes" if is_done else "",
    )
