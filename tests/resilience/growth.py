"""A partnership that grows by a row of everything at a time."""

from collections.abc import Sequence
from datetime import timedelta

from tests.factories import (
    audit,
    commitments,
    hotline,
    initiatives,
    instruments,
    jobs,
    jurisdictions,
    leaving,
    lists,
    meetings,
    notices,
    studies,
    training,
)
from tests.factories.accounts import InvitationFactory, RoleGrantFactory, UserFactory
from tests.planner import refresh_statistics

from interlocal.foundation.accounts.actions.tokens import MOST, begin_token
from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.audit.public import CERTIFY, Ref, ref_to
from interlocal.kernel import clock
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments.views.pasted import ACTIONS
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.meetings.models import Body
from interlocal.programs.hotline.models import Holder, Office, Recipient, YearlyFigures
from interlocal.programs.training.models import Decision

# What is under way at one time, and is therefore not broken into pages: adoptions, drafts and calendar
# addresses of one person.
UNDER_WAY = 60


def grow(house: Jurisdiction, viewers: Sequence[User], first: int, last: int) -> None:
    """Add rows ``first`` to ``last`` of everything that any page lists, each with records of its own."""
    for number in range(first, last):
        city = jurisdictions.JurisdictionFactory.create(member=True)
        person = UserFactory.create()
        RoleGrantFactory.create(user=person, role="clerk", scope=jurisdiction_scope(city.public_id))
        _add_to_city(city, person, number)
        _add_commitments(city, house, person)
        _add_instruments(city, number)
        _add_program(city)
        _add_meetings(number)
        _add_council_record(city, house)
        _add_study(city, house)
        _add_training(city, house, number)
        _add_hotline(city, person, number)
        for viewer in viewers:
            _add_to_viewer(house, viewer, number)
    refresh_statistics()


def _add_to_city(city: Jurisdiction, person: User, number: int) -> None:
    jurisdictions.JurisdictionFigureFactory.create(jurisdiction=city)
    jurisdictions.RepresentationFactory.create(jurisdiction=city, user=person, name="")
    InvitationFactory.create(role="clerk", scope=jurisdiction_scope(city.public_id))
    audit.write_entry(number + 1, by=person, subject=ref_to(city), number=number)
    destroyed = [{"called": "loan", "kind": "example.loan", "records": 1 + number, "rule": "Five years."}]
    audit.write_entry(number + 1, action=CERTIFY, destroyed=destroyed)
    leaving.ArchiveFactory.create(jurisdiction=city, asked_by=person)
    for trait in ("is_failed", "is_running", "is_waiting", "is_done"):
        jobs.JobFactory.create(**{trait: True})


def _add_commitments(city: Jurisdiction, house: Jurisdiction, person: User) -> None:
    today = clock.today()
    make = commitments.CommitmentFactory.create
    make(owed_by=city, owed_to=house, owner=person, due_on=today + timedelta(days=3), from_clause=True)
    make(owed_by=house, owner=None, due_on=None)
    make(owed_by=city, owner=person, done=True, done_on=today)


def _add_instruments(city: Jurisdiction, number: int) -> None:
    statement = instruments.StatementFactory.create(published=True)
    instrument = instruments.InstrumentFactory.create(jurisdiction=city, statement=statement, adopted=True)
    instruments.PacketFactory.create(instrument=instrument)
    if number >= UNDER_WAY:
        return
    version = commitments.published_procedure(slug=f"procedure-{number}")
    subject = Ref("instruments.statement", statement.public_id)
    commitments.actions.start_procedure(
        by=None,
        version=version,
        subject=subject,
        jurisdiction=city,
        now=commitments.NOW,
        starts_on=commitments.TODAY,
    )


def _add_program(city: Jurisdiction) -> None:
    record = initiatives.ProgramRecordFactory.create(published=True)
    initiatives.ParticipationFactory.create(program=record, jurisdiction=city)
    initiatives.OutcomeFactory.create(program=record)


def _add_council_record(city: Jurisdiction, house: Jurisdiction) -> None:
    """A meeting of the city's council with a vote, and one of the viewers' own council with one more item."""
    meetings.CouncilVoteFactory.create(item__meeting__jurisdiction=city)
    meetings.CouncilVoteFactory.create(item__meeting__jurisdiction=house)


def _add_meetings(number: int) -> None:
    """One body's meeting that was held, with a note and minutes, and one ahead with an item."""
    body = Body.objects.filter(name="Grown").first() or meetings.BodyFactory.create(name="Grown")
    held = meetings.MeetingFactory.create(body=body, adjourned=True)
    meetings.RecordNoteFactory.create(meeting=held)
    meetings.MinutesFactory.create(meeting=held)
    ahead = meetings.MeetingFactory.create(body=body, starts_at=clock.now() + timedelta(days=number + 1))
    meetings.AgendaItemFactory.create(meeting=ahead)


def _add_study(city: Jurisdiction, house: Jurisdiction) -> None:
    """A study of its own: a city that has signed and is polled, one that has not signed, and a question."""
    asked = studies.signed_city(city)
    studies.QuestionFactory.create(city=studies.city_of(study=asked.study))
    poll = studies.IntentPollFactory.create(study=asked.study)
    studies.PollCityFactory.create(city=asked, poll=poll)
    own = studies.city_of(house, study=asked.study)
    studies.PollCityFactory.create(city=own, poll=poll)
    studies.RemarkFactory.create(study=asked.study, to_city=own)
    studies.CostClauseFactory.create(study=asked.study)
    studies.CallFileFactory.create(study=asked.study)
    sign_off = studies.SignOffFactory.create(study=asked.study)
    for member in (asked, own):
        studies.SignOffCityFactory.create(city=member, sign_off=sign_off)


def _add_training(city: Jurisdiction, house: Jurisdiction, number: int) -> None:
    """A cohort of its own with a seat for the viewers' city and the grown one, and somebody who waits.

    The learner with a seat has a certificate that ends soon, and the viewers' city a year of staff figures.
    """
    today = clock.today()
    until = today + timedelta(days=9 if number < UNDER_WAY else -1)  # some take applications still
    cohort = training.CohortFactory.create(
        seats=3,
        shares={city: 1, house: 1},
        apply_from=today - timedelta(days=20),
        apply_until=until,
        release_on=today + timedelta(days=10),
        substitute_until=today + timedelta(days=20),
    )
    session = training.SessionFactory.create(cohort=cohort)
    training.ApplicationFactory.create(cohort=cohort, jurisdiction=city, waiting=True)
    seats = list(cohort.seats.all())
    training.ApplicationFactory.create(cohort=cohort, jurisdiction=city, seated=True, seat=seats[1])
    seated = training.ApplicationFactory.create(cohort=cohort, jurisdiction=house, seated=True, seat=seats[0])
    Decision.objects.create(
        cohort=cohort, application=seated, jurisdiction=house, kind="seated", created_at=training.NOW
    )
    training.AttendanceFactory.create(session=session, application=seated)
    training.CertificateFactory.create(application=seated, expires_on=today + timedelta(days=30))
    training.StaffFigureFactory.create(jurisdiction=house, year=2000 + number)


def _add_hotline(city: Jurisdiction, person: User, number: int) -> None:
    """A city's hotline with an office, its holder, a duty that waits, a category, and a published year."""
    body = hotline.CityHotlineFactory.create(jurisdiction=city)
    now = clock.now()
    office = Office.objects.create(jurisdiction=city, title="Finance", created_at=now)
    Holder.objects.create(office=office, name=f"Holder {number}", user=person, created_at=now)
    hotline.CategoryFactory.create()
    waiting = hotline.staff(body)
    Recipient.objects.filter(user=waiting).update(confirmed_by=None)
    YearlyFigures.objects.create(year=1000 + number, tables={}, published_on=clock.today())


def _add_to_viewer(house: Jurisdiction, viewer: User, number: int) -> None:
    overdue = clock.today() - timedelta(days=3)
    commitments.CommitmentFactory.create(owed_by=house, owner=viewer, due_on=overdue)
    if number < MOST:
        now = clock.now()
        later = now + timedelta(days=30)
        begin_token(by=viewer, name=f"Token {number}", may_write=False, expires_at=later, now=now)
    if number < UNDER_WAY:
        instruments.ReadingDraftFactory.create(by=viewer)
        meetings.CalendarFeedFactory.create(owner=viewer, body=meetings.BodyFactory.create())
    lists.bring(viewer, ACTIONS, ["Action", "City"], [f"Action {number}", house.name], now=clock.now())
    notices.NoticeFactory.create(recipient=viewer)
    notices.NoticeFactory.create(recipient=viewer, is_read=True)
    SignIn.objects.create(
        session_key=f"{viewer.pk}-{number}",
        session_data="",
        expire_date=clock.now() + timedelta(days=1),
        user=viewer,
        started_at=clock.now(),
    )
