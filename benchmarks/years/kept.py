"""What the house keeps by itself: notices with their mail, jobs that ran, sign-ins, and the audit."""

from datetime import timedelta

from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.audit.public import Ref, act, record_each
from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.notices.models import Notice
from years.span import AUDIT_ENTRIES, Span, write

NOTICES_A_PERSON, JOBS_A_CITY, DAYS_OF_JOBS = 20, 120, 30
ACTIONS = (
    "commitments.close",
    "meetings.note",
    "instruments.record_step",
    "training.seat",
    "accounts.sign_in",
)
CHUNK = 5_000


def add_notices(span: Span, more: list[User]) -> None:
    """Three months of them to everybody; ``more`` are told as much as forty people."""
    people = [person for listed in span.people.values() for person in listed]
    write(_notice(span, person, number) for person in people for number in range(NOTICES_A_PERSON))
    write(_notice(span, person, number) for person in more for number in range(40 * NOTICES_A_PERSON))


def _notice(span: Span, person: User, number: int) -> Notice:
    at = span.now - timedelta(hours=108 * (number % NOTICES_A_PERSON) + number)
    return Notice(
        recipient=person,
        kind="commitments.listed",
        key=f"synthetic:{person.pk}:{number}",
        template="commitments/mail/listed",
        context={"count": 3, "by": "Synthetic coordinator", "title": "Three things"},
        path="/commitments/",
        created_at=at,
        mailed_at=at,
        read_at=at if number % 4 else None,
    )


def add_jobs(span: Span) -> None:
    """Thirty days of finished jobs, which is how long they are kept; a few failed."""
    write(
        Job(
            task="interlocal.foundation.notices.tasks.send_mail",
            key=f"synthetic:{number}",
            state=State.FAILED if number % 997 == 0 else State.DONE,
            attempts=1,
            last_error="OSError at smtplib.py:255" if number % 997 == 0 else "",
            created_at=(at := span.now - timedelta(minutes=number % (DAYS_OF_JOBS * 24 * 60))),
            finished_at=at,
        )
        for number in range(JOBS_A_CITY * len(span.cities))
    )


def add_sign_ins(span: Span) -> None:
    """Every person is signed in on one device."""
    write(
        SignIn(
            session_key=f"synthetic{person.pk:012}",
            session_data="",
            expire_date=span.now + timedelta(days=7),
            user=person,
            device="Firefox on Windows",
            started_at=span.now - timedelta(days=1),
        )
        for people in span.people.values()
        for person in people
    )


def add_audit(span: Span) -> None:
    """The book of all those years; each day's entries stand in the order of their days."""
    many = AUDIT_ENTRIES * span.years * len(span.cities)
    people = [person for listed in span.people.values() for person in listed]
    for start in range(0, many, CHUNK):
        subject = Ref("benchmarks.year", f"{start:016}", "Synthetic years")
        with act(by=None, action="benchmarks.fill", subject=subject, now=span.now):
            for number in range(start, min(start + CHUNK, many), 500):
                at = span.moment(span.begun) + timedelta(days=365 * span.years * number / many)
                record_each(
                    by=people[number % len(people)],
                    action=ACTIONS[number // 500 % len(ACTIONS)],
                    now=at,
                    subjects=[
                        (Ref("benchmarks.record", f"{place:016}", f"Record {place}"), {"number": place})
                        for place in range(number, min(number + 500, many))
                    ],
                )
