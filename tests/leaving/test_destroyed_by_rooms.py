"""What rooms outside the programs destroy by their own rules has a certificate too, once a night."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.utils.module_loading import import_string
from tests.factories.accounts import InvitationFactory, UserFactory, person_with
from tests.factories.files import stored_file
from tests.factories.instruments import ReadingDraftFactory
from tests.factories.jobs import JobFactory
from tests.factories.jurisdictions import PartnershipFactory
from tests.factories.meetings import CouncilImportFactory
from tests.factories.notices import NoticeFactory
from tests.factories.studies import CallFileFactory

from interlocal.config.wiring import SCHEDULES
from interlocal.foundation.accounts.models import SignIn
from interlocal.foundation.audit.public import verify_book
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.lists.models import ListState, PastedList
from interlocal.foundation.notices.actions import purge
from interlocal.foundation.notices.models import Notice
from interlocal.leaving.queries.destructions import destruction_of, destructions_for
from interlocal.partnerships.meetings.models import CouncilImport

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
NAME = "Mae Westfall"


@dataclass
class Night:
    """What a task asks of its job."""

    now: datetime

    def progress(self, done, total, label=""):
        """Tell nobody."""


def night(now=NOW):
    """Run everything that deletes at night."""
    for schedule in SCHEDULES:
        if schedule.name.endswith(("-expiry", "-purge", "-calls", "-retention")):
            import_string(schedule.task)(Night(now))


@pytest.fixture
def auditor():
    PartnershipFactory.create()
    return person_with("auditor")


def old(days):
    return NOW - timedelta(days=days)


def old_notices():
    person = UserFactory.create(name=NAME)
    NoticeFactory.create(recipient=person, created_at=old(200), read_at=old(181), context={"title": NAME})
    NoticeFactory.create(recipient=person, created_at=old(731))
    NoticeFactory.create(recipient=person, created_at=old(200), read_at=old(179))


def old_invitation():
    invited = UserFactory.create(name=NAME, is_active=False, joined_at=old(105))
    InvitationFactory.create(user=invited, invited_at=old(105), expires_at=old(91))


def old_draft():
    ReadingDraftFactory.create(by=UserFactory.create(name=NAME), file_name=NAME, created_at=old(31))


def old_council_record():
    CouncilImportFactory.create(waiting=True, address=f"{NAME}.csv", created_at=old(15))


def old_lists():
    person = UserFactory.create(name=NAME)
    given = {"by": person, "sheets": [[[NAME]]], "purpose": "tests.list", "created_at": old(100)}
    PastedList.objects.create(**given, changed_at=old(15), state=ListState.DRAFT)
    PastedList.objects.create(
        **given, key="saved", changed_at=old(91), saved_at=old(91), state=ListState.SAVED
    )


def old_calls():
    stored = stored_file(name=f"{NAME}.pdf", sealed=True, purpose="studies.calls")
    CallFileFactory.create(stored=stored, read_at=old(31), created_at=old(32))


CERTIFIED = [
    (
        old_notices,
        "Notices",
        [("notice to a person", 2, "180 days after it was read; 2 years where nobody read it.")],
    ),
    (
        old_invitation,
        "People",
        [
            (
                "name and address of somebody who was invited",
                1,
                "90 days after the last invitation ended, where nobody accepted it.",
            )
        ],
    ),
    (
        old_draft,
        "Agreements and texts",
        [
            (
                "draft of a text that was being read in",
                1,
                "30 days after it was brought, where nobody finished it.",
            )
        ],
    ),
    (
        old_council_record,
        "Meetings",
        [
            (
                "record of a council that was read in and not saved",
                1,
                "14 days after it was read, where nobody saved it.",
            )
        ],
    ),
    (
        old_lists,
        "Lists brought in",
        [
            ("list that nobody saved", 1, "14 days after its last change."),
            ("pasted cells of a saved list", 1, "90 days after it was saved."),
        ],
    ),
    (
        old_calls,
        "Studies",
        [("file of calls", 1, "30 days after it was read, or brought and left unread.")],
    ),
]


@pytest.mark.parametrize(("make", "kept_in", "series"), CERTIFIED)
def test_what_a_room_destroys_by_rule_is_certified_once_and_names_nobody(
    auditor, time_machine, make, kept_in, series
):
    time_machine.move_to(NOW, tick=False)
    make()
    night()
    (entry,) = destructions_for(auditor)
    told = destruction_of(entry)
    assert told.kept_in == kept_in
    assert [(one.called, one.records, one.rule) for one in told.series] == series
    assert NAME not in entry.told.values_json + entry.told.subject_label + entry.told.actor_label
    assert verify_book().is_whole
    night()  # a job that was cut off after its work runs again
    assert destructions_for(auditor).count() == 1


def test_a_night_of_all_rooms_leaves_one_certificate_each_with_what_was_there(auditor, time_machine):
    time_machine.move_to(NOW, tick=False)
    for make, _kept_in, _series in CERTIFIED:
        make()
    night()
    told = [destruction_of(entry) for entry in destructions_for(auditor)]
    assert sorted(one.kept_in for one in told) == sorted(kept_in for _make, kept_in, _series in CERTIFIED)
    assert (Notice.objects.count(), StoredFile.objects.count()) == (1, 0)


def test_sessions_and_jobs_go_without_a_certificate(auditor, time_machine):
    time_machine.move_to(NOW, tick=False)
    SignIn.objects.create(session_key="k", session_data="", expire_date=old(1))
    JobFactory.create(is_done=True, finished_at=old(91))
    night()
    assert SignIn.objects.count() == 0
    assert destructions_for(auditor).count() == 0


def test_what_cannot_be_certified_is_not_destroyed(auditor, monkeypatch):
    old_notices()

    def broken(**_given):
        raise OSError("The disk is full.")

    monkeypatch.setattr(
        import_module("interlocal.foundation.notices.actions.purge"), "certify_destruction", broken
    )
    with pytest.raises(OSError, match="disk is full"):
        purge(now=NOW)
    assert Notice.objects.count() == 3


def test_a_night_in_which_everything_is_kept_has_no_certificate(auditor, time_machine):
    for make, _kept_in, _series in CERTIFIED:
        make()
    time_machine.move_to(old(20), tick=False)
    PastedList.objects.update(changed_at=old(21), saved_at=old(21))
    CouncilImport.objects.update(created_at=old(21))
    night(old(20))
    assert destructions_for(auditor).count() == 0
