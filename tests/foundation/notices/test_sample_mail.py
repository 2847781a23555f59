"""The page that shows mail in demo mode."""

import os
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.notices import NOW, NoticeFactory

from interlocal.foundation.notices.actions import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_folder")]
HOSTILE = '<script>alert(1)</script><img src="http://evil.example/x" onerror="alert(1)">'


@pytest.fixture
def client() -> Client:
    return Client()


def write(name="a@example.org", subject="Hello", text="Text", html=""):
    message = EmailMultiAlternatives(
        subject, text, to=["ada@example.org"], headers={"Message-ID": f"<{name}>"}
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def paths(name):
    return [f"/dev/mail/{name}{tail}" for tail in ("/", "/html/", "/source/")]


def test_the_newest_message_stands_first(client, mail_folder):
    for number, name in enumerate(["old@example.org", "new@example.org", "between@example.org"]):
        write(name)
        moment = (NOW + timedelta(days=[0, 9, 5][number])).timestamp()
        os.utime(mail_folder / f"{name}.eml", (moment, moment))
    rows = client.get("/dev/mail/").context["rows"]
    assert [message.name for message in rows] == ["new@example.org", "between@example.org", "old@example.org"]


def test_an_empty_folder_says_what_to_do(client):
    assert "No mail yet" in client.get("/dev/mail/").content.decode()


def test_only_the_messages_on_the_page_are_read(client, mail_folder, monkeypatch):
    from interlocal.foundation.notices.queries import sample_mail

    for number in range(120):
        write(f"m{number}@example.org")
    read = []
    named = sample_mail.message_named
    monkeypatch.setattr(sample_mail, "message_named", lambda name: read.append(name) or named(name))
    response = client.get("/dev/mail/?page=3")
    assert (len(read), len(response.context["rows"])) == (20, 20)


def test_a_notice_is_shown_with_its_link(client):
    notice = NoticeFactory(recipient=UserFactory(name="Zoë"), signed_path="/do/abc/")
    send(notice=notice, now=NOW)
    (row,) = client.get("/dev/mail/").context["rows"]
    page = client.get(f"/dev/mail/{row.name}/").content.decode()
    assert "<h1>Inbox: Fleet repair</h1>" in page
    assert 'href="https://interlocal.example.org/do/abc/' in page
    assert f"<dd>&lt;{notice.public_id}@interlocal.example.org&gt;</dd>" in page


def test_hostile_messages_are_shown_as_text(client):
    write(subject=HOSTILE, text=f"{HOSTILE} javascript:alert(1)", html=HOSTILE)
    page = client.get("/dev/mail/a@example.org/")
    assert "<script>alert" not in page.content.decode()
    assert "<img" not in page.content.decode()
    assert 'href="javascript' not in page.content.decode()
    assert "<script>alert" not in client.get("/dev/mail/").content.decode()


def test_html_is_shown_in_a_sandbox_that_fetches_nothing(client):
    write(html=HOSTILE)
    response = client.get("/dev/mail/a@example.org/html/")
    assert response.content.decode().strip() == HOSTILE
    assert set(response["Content-Security-Policy"].split("; ")) == {"sandbox", "default-src 'none'"}


def test_the_source_is_handed_over_as_a_file(client, mail_folder):
    write()
    response = client.get("/dev/mail/a@example.org/source/")
    assert response.content == (mail_folder / "a@example.org.eml").read_bytes()
    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"] == 'attachment; filename="a@example.org.eml"'


@pytest.mark.parametrize("name", ["b@example.org", "..", ".hidden", "..%2F..%2Fsecret", "a b"])
def test_what_is_no_message_is_not_found(client, mail_folder, name):
    write()
    (mail_folder / ".hidden.eml").write_text("half")
    (mail_folder.parent / "secret.eml").write_text("Subject: secret\n\n")
    assert [client.get(path).status_code for path in paths(name)] == [404, 404, 404]


@pytest.mark.parametrize("path", ["/dev/mail/", *paths("a@example.org")])
def test_outside_demo_mode_there_is_no_such_page(client, settings, path):
    write(html="<p>x</p>")
    assert client.get(path).status_code == 200
    settings.INTERLOCAL_DEMO = False
    assert client.get(path).status_code == 404


def test_a_broken_file_is_shown_as_it_is(client, mail_folder):
    write()
    (mail_folder / "broken.eml").write_bytes(b"\xff\xfe no header\n\n\x00")
    assert client.get("/dev/mail/").status_code == 200
    assert client.get("/dev/mail/broken/").status_code == 200
