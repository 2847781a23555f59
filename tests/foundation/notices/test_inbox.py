from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import UserFactory
from tests.factories.audit import entries
from tests.factories.notices import NOW, NoticeFactory

from interlocal.foundation.notices.actions import mark_read, purge
from interlocal.foundation.notices.models import MailPreference, Notice
from interlocal.foundation.notices.public import mail_choice_of, unread_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def client(ada) -> Client:
    signed_in = Client()
    signed_in.force_login(ada)
    return signed_in


def test_unread_notices_stand_first_then_the_newest(client, ada):
    old_read = NoticeFactory(recipient=ada, is_read=True)
    old, new = NoticeFactory(recipient=ada), NoticeFactory(recipient=ada)
    new_read = NoticeFactory(recipient=ada, read_at=NOW + timedelta(days=9))
    NoticeFactory()
    context = client.get("/inbox/").context
    assert [notice for notice, _subject in context["rows"]] == [new, old, new_read, old_read]
    assert {subject for _notice, subject in context["rows"]} == {"Inbox: Fleet repair"}
    assert (context["unread"], unread_count(ada)) == (2, 2)


def test_an_empty_inbox_says_what_comes_here(client):
    assert "When something needs you" in client.get("/inbox/").content.decode()


def test_opening_one_marks_it_read_and_goes_there(client, ada):
    notice = NoticeFactory(recipient=ada, path="/statements/abc/")
    response = client.get(f"/inbox/{notice.public_id}/")
    assert (response.status_code, response["Location"]) == (302, "/statements/abc/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_reading_again_keeps_the_first_moment(ada):
    notice = NoticeFactory(recipient=ada)
    mark_read(by=ada, notice=notice, now=NOW)
    mark_read(by=ada, notice=notice, now=NOW + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_one_that_leads_nowhere_is_shown(client, ada):
    notice = NoticeFactory(recipient=ada, path="", context={"title": "<b>Fleet</b>"})
    page = client.get(f"/inbox/{notice.public_id}/").content.decode()
    assert "Ada, &lt;b&gt;Fleet&lt;/b&gt; &amp; more." in page


def test_a_link_made_for_the_mailbox_is_not_shown_here(client, ada):
    notice = NoticeFactory(recipient=ada, path="", signed_path="/account/password/reset/abc/")
    page = client.get(f"/inbox/{notice.public_id}/").content.decode()
    assert "/account/password/reset/" not in page
    assert "This was sent to you by mail" in page


def test_nobody_opens_the_notice_of_another(client):
    notice = NoticeFactory()
    assert client.get(f"/inbox/{notice.public_id}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_can_be_marked_read_at_once(client, ada):
    NoticeFactory.create_batch(3, recipient=ada)
    other = NoticeFactory()
    page = client.post("/inbox/read/", follow=True)
    assert "3 notices marked as read." in page.content.decode()
    assert (unread_count(ada), unread_count(other.recipient)) == (0, 1)
    assert client.get("/inbox/read/").status_code == 405


@pytest.mark.parametrize("path", ["/inbox/", "/inbox/settings/", f"/inbox/{'a' * 16}/"])
def test_the_inbox_is_behind_the_sign_in(path):
    response = Client().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")


def test_the_same_queries_for_one_row_and_for_three_thousand(client, ada):
    counts = []
    for more in (1, 2, 2997):
        Notice.objects.bulk_create(NoticeFactory.build_batch(more, recipient=ada))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/inbox/").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert len(client.get("/inbox/?page=60").context["rows"]) == 50


def test_a_choice_is_kept_and_audited(client, ada):
    assert mail_choice_of(ada) == "at_once"
    response = client.post("/inbox/settings/", {"language": "es", "choice": "weekly"}, follow=True)
    assert '<html lang="es">' in response.content.decode()
    ada.refresh_from_db()
    assert (ada.language, mail_choice_of(ada)) == ("es", "weekly")
    detail = entries()[-1].detail
    assert (detail.action, detail.values) == (
        "notices.set_preferences",
        {"language": "es", "choice": "weekly"},
    )
    client.post("/inbox/settings/", {"language": "en", "choice": "duties"})
    assert MailPreference.objects.get().choice == "duties"


@pytest.mark.parametrize("values", [{}, {"language": "tlh", "choice": "weekly"}, {"language": "es"}])
def test_a_choice_that_is_none_changes_nothing(client, ada, values):
    response = client.post("/inbox/settings/", values)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode() or response.context["form"].errors
    ada.refresh_from_db()
    assert (ada.language, MailPreference.objects.count(), entries()) == ("en", 0, [])


def test_read_notices_go_after_half_a_year_and_unread_ones_after_two(ada):
    read, unread = NoticeFactory(recipient=ada, read_at=NOW), NoticeFactory(recipient=ada)
    assert purge(now=NOW + timedelta(days=180)) == 0
    assert purge(now=NOW + timedelta(days=180, seconds=1)) == 1
    assert list(Notice.objects.all()) == [unread]
    assert purge(now=NOW + timedelta(days=731)) == 1
    assert read not in Notice.objects.all()


def test_sample_mail_goes_after_a_month(mail_folder):
    import os

    mail_folder.mkdir()
    old, fresh, other = (mail_folder / name for name in ("old.eml", "fresh.eml", "notes.txt"))
    for file, days in ((old, 0), (fresh, 2), (other, 0)):
        file.write_text("x")
        os.utime(file, times=((NOW + timedelta(days=days)).timestamp(),) * 2)
    purge(now=NOW + timedelta(days=31))
    assert sorted(file.name for file in mail_folder.iterdir()) == ["fresh.eml", "notes.txt"]
