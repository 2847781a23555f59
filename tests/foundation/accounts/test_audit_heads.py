"""The audit's head goes to those who read the audit."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.accounts import UserFactory, person_with

from interlocal.foundation.accounts.listeners import mail_head_to_auditors
from interlocal.foundation.audit.events import AuditHeadPublished
from interlocal.foundation.notices.public import Notice
from interlocal.kernel.outbox import Delivery

EVENT = AuditHeadPublished(book="partnership", seq=41, digest="ab" * 32, on=date(2026, 3, 10))


@pytest.mark.django_db
def test_each_auditor_gets_the_head_once_a_day() -> None:
    readers = {person_with("auditor"), person_with("coordinator")}
    person_with("city-manager", "raytown")
    UserFactory.create(is_suspended=True)
    for key in ("first", "again"):
        mail_head_to_auditors(EVENT, delivery=Delivery(key=key, now=datetime(2026, 3, 10, 11, 0, tzinfo=UTC)))
    notices = Notice.objects.all()
    assert {notice.recipient for notice in notices} == readers
    assert len(notices) == 2
    assert EVENT.digest in notices[0].context["line"]
