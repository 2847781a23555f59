"""A calendar message that goes with a notice's mail."""

from email import message_from_bytes, policy

import pytest
from django.core import mail
from tests.factories.accounts import UserFactory
from tests.factories.notices import NOW

from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.models import MailChoice, MailPreference
from interlocal.foundation.notices.public import notify

pytestmark = pytest.mark.django_db
LINES = ("BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:CANCEL", "X-NOTE:naïve", "END:VCALENDAR", "")
CALENDAR = "\r\n".join(LINES)


def sent(**values):
    person = UserFactory()
    MailPreference.objects.create(user=person, choice=values.pop("choice", MailChoice.AT_ONCE))
    notify(
        to=person,
        kind="tests.news",
        key="a",
        template="tests/mail/news",
        context={"title": "Fleet"},
        now=NOW,
        **values,
    )
    run_due(now=NOW)
    return [message_from_bytes(one.message().as_bytes(), policy=policy.default) for one in mail.outbox]


def test_calendar_is_the_last_alternative_and_names_its_method():
    (message,) = sent(calendar=CALENDAR)
    parts = list(message.iter_parts())
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    header = parts[-1]["Content-Type"]
    assert (header.params["method"], header.params["charset"].lower()) == ("CANCEL", "utf-8")
    assert parts[-1].get_content().splitlines() == CALENDAR.splitlines()


def test_calendar_reaches_whoever_wants_no_other_mail():
    assert len(sent(calendar=CALENDAR, choice=MailChoice.DUTIES)) == 1


def test_without_a_calendar_the_choice_counts():
    assert sent(choice=MailChoice.DUTIES) == []
