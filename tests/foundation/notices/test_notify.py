from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from tests.factories.accounts import UserFactory
from tests.factories.notices import NOW

from interlocal.foundation.jobs.public import Job, run_due
from interlocal.foundation.notices.models import MailChoice, MailPreference, Notice
from interlocal.foundation.notices.public import notify, unread_count

pytestmark = pytest.mark.django_db


def tell(to, **values):
    given = {"kind": "tests.news", "key": "a", "template": "tests/mail/news", "context": {"title": "Fleet"}}
    return notify(to=to, **{**given, **values}, now=NOW)


def test_a_notice_is_in_the_inbox_and_mailed():
    ada = UserFactory(name="Ada")
    notice = tell(ada)
    assert (unread_count(ada), mail.outbox) == (1, [])
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    assert [message.to for message in mail.outbox] == [[f"Ada <{ada.email}>"]]
    notice.refresh_from_db()
    assert notice.mailed_at == NOW + timedelta(minutes=1)
    assert notice.message_id == f"<{notice.public_id}@interlocal.example.org>"


def test_a_key_is_told_once():
    ada = UserFactory()
    assert tell(ada) == tell(ada, context={"title": "Other"})
    run_due(now=NOW)
    assert (Notice.objects.get().context, len(mail.outbox)) == ({"title": "Fleet"}, 1)


def test_the_mails_job_carries_no_personal_data():
    notice = tell(UserFactory())
    assert Job.objects.values("key", "payload").get() == {
        "key": f"notice:{notice.public_id}",
        "payload": {"notice": notice.public_id},
    }


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_work_rolled_back():
    ada = UserFactory()
    with transaction.atomic():
        tell(ada)
        transaction.set_rollback(True)
    run_due(now=NOW)
    assert (Notice.objects.count(), Job.objects.count(), mail.outbox) == (0, 0, [])


@pytest.mark.parametrize(
    ("kind", "signed_path", "at_once", "weekly", "duties"),
    [
        ("tests.news", "", True, False, False),
        ("tests.weekly", "", True, True, False),
        ("tests.duty", "", True, True, True),
        ("tests.security", "", True, True, True),
        ("tests.news", "/do/abc/", True, True, True),
    ],
)
def test_people_choose_what_is_mailed(kind, signed_path, at_once, weekly, duties):
    people = {choice: UserFactory() for choice in MailChoice}
    for choice, user in people.items():
        MailPreference.objects.create(user=user, choice=choice)
        tell(user, kind=kind, signed_path=signed_path, key=f"to:{choice}")
    run_due(now=NOW)
    mailed = {message.to[0] for message in mail.outbox}
    assert [f"{user.name} <{user.email}>" in mailed for user in people.values()] == [at_once, weekly, duties]
    assert all(unread_count(user) == 1 for user in people.values())


def test_somebody_suspended_gets_no_mail():
    tell(UserFactory(is_suspended=True), signed_path="/do/abc/")
    assert run_due(now=NOW) == 1
    assert mail.outbox == []


def test_somebody_invited_does():
    tell(UserFactory(is_invited=True), signed_path="/invitations/abc/1/")
    run_due(now=NOW)
    assert len(mail.outbox) == 1


def test_a_notice_deleted_before_its_mail_is_no_failure():
    tell(UserFactory()).delete()
    assert run_due(now=NOW) == 1
    assert (mail.outbox, Job.objects.get().state) == ([], "done")


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "home/"])
@pytest.mark.parametrize("field", ["path", "signed_path"])
def test_a_notice_leads_nowhere_but_here(field, path):
    with pytest.raises(ValueError, match="A notice leads to a path of this site"):
        tell(UserFactory(), **{field: path})
    assert not Notice.objects.exists()
