"""Mail on its way: into a folder, and to a real SMTP server."""

import os
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from tests.factories.accounts import UserFactory
from tests.factories.notices import NOW, NoticeFactory
from tests.foundation.notices.smtp_receiver import smtp_receiver

from interlocal.foundation.jobs.public import Job, run_due
from interlocal.foundation.notices.actions import send
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import Correspondent, notify, refused_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings):
    with smtp_receiver() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server


def tell(to):
    context = {"title": "Fleet"}
    return notify(to=to, kind="tests.news", key="a", template="tests/mail/news", context=context, now=NOW)


def test_a_message_is_one_file_that_only_its_owner_reads(mail_folder):
    notice = NoticeFactory()
    send(notice=notice, now=NOW)
    (file,) = mail_folder.iterdir()
    assert file.name == f"{notice.public_id}@interlocal.example.org.eml"
    assert (file.stat().st_mode & 0o777, mail_folder.stat().st_mode & 0o777) == (0o600, 0o700)
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (parsed["Subject"], parsed.defects) == ("Inbox: Fleet repair", [])


def test_a_worker_killed_between_sending_and_marking_sends_the_same_message(mail_folder, monkeypatch):
    tell(UserFactory())
    job = Job.objects.get()
    writes = Notice.objects.filter

    class Killed(BaseException):
        pass

    def be_killed(*args, **kwargs):
        if "pk" in kwargs:
            raise Killed
        return writes(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Notice.objects, "filter", be_killed)
        with pytest.raises(Killed):
            run_due(now=NOW)
    job.refresh_from_db()
    assert (job.state, len(list(mail_folder.iterdir()))) == ("running", 1)
    before = message_from_bytes(next(mail_folder.iterdir()).read_bytes())["Message-ID"]

    assert run_due(now=NOW + timedelta(minutes=2)) == 1
    (file,) = mail_folder.iterdir()
    assert message_from_bytes(file.read_bytes())["Message-ID"] == before
    assert Notice.objects.get().mailed_at == NOW + timedelta(minutes=2)


def test_a_writer_killed_half_way_leaves_no_broken_message(tmp_path):
    code = """
import os, signal, sys
from pathlib import Path
from interlocal.foundation.notices import mail_folder
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
mail_folder._write(Path(sys.argv[1]), "a@example.org.eml", b"half")
"""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", code, tmp_path], env=environ, check=False)
    assert done.returncode == -9
    assert list(tmp_path.glob("[!.]*")) == []


def test_smtp_carries_the_message_whole(receiver):
    notice = NoticeFactory(
        recipient=UserFactory(name="Zoë", email="zoe@example.org", language="es"),
        context={"title": ".a line that starts with a dot"},
    )
    send(notice=notice, now=NOW)
    ((sender, recipients, letter),) = receiver.letters
    parsed = message_from_bytes(letter, policy=policy.default)
    assert sender.startswith("<interlocal@example.org>")
    assert recipients == ["<zoe@example.org>"]
    assert parsed["Message-ID"] == f"<{notice.public_id}@interlocal.example.org>"
    assert "Zoë, .a line that starts with a dot" in parsed.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("answer", "state", "error", "refusals"),
    [
        (
            "550 no such mailbox",
            "failed",
            "The mail server refused the recipient's address (550).",
            {"ada@example.org": NOW},
        ),
        ("450 try later", "waiting", "The mail server refused the recipient's address (450).", {}),
    ],
)
def test_a_refused_recipient_is_told_to_the_coordinator_without_the_address(
    receiver, answer, state, error, refusals
):
    receiver.recipient_answer = answer
    tell(Correspondent(name="Ada", email="ada@example.org"))
    run_due(now=NOW)
    job = Job.objects.get()
    assert (job.state, job.last_error) == (state, error)
    assert Notice.objects.get().mailed_at is None
    assert refused_addresses(["ada@example.org", "bo@example.org"]) == refusals


def test_an_address_is_refused_until_a_later_mail_gets_through():
    later = NOW + timedelta(days=1)
    NoticeFactory(recipient=None, to_email="ada@example.org", mailed_at=NOW)
    again = NoticeFactory(recipient=None, to_email="ada@example.org", refused_at=later)
    NoticeFactory(recipient=None, to_email="bo@example.org", mailed_at=NOW)
    assert refused_addresses(["ada@example.org", "bo@example.org"]) == {"ada@example.org": later}
    NoticeFactory(recipient=None, to_email="ada@example.org", mailed_at=again.refused_at + timedelta(hours=1))
    assert refused_addresses(["ada@example.org"]) == {}


def test_somebody_without_an_account_is_told_by_mail_in_their_language(mail_folder):
    ada = Correspondent(name="Ada\nByron", email="ada@example.org", language="es")
    tell(ada)
    tell(ada)
    run_due(now=NOW)
    (file,) = mail_folder.iterdir()
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (parsed["To"], parsed["Content-Language"]) == ("Ada Byron <ada@example.org>", "es")
    assert parsed["List-Unsubscribe"] is None
    text = parsed.get_body(("plain",)).get_content()
    assert "Ada Byron, Fleet" in text
    assert "/inbox/" not in text


def test_a_message_that_the_server_cannot_take_now_is_tried_again(receiver):
    receiver.message_answer = "451 disk full"
    tell(UserFactory())
    run_due(now=NOW)
    job = Job.objects.get()
    assert (job.state, job.last_error) == ("waiting", "The mail server refused the message (451).")
    receiver.message_answer = "250 OK"
    run_due(now=job.due_at)
    first, second = (message_from_bytes(letter)["Message-ID"] for _, _, letter in receiver.letters)
    assert first == second
    assert Notice.objects.get().mailed_at == job.due_at


def test_a_server_that_is_down_is_waited_for(settings, receiver):
    receiver.server_close()
    tell(UserFactory(email="ada@example.org"))
    settings.EMAIL_PORT = 1
    run_due(now=NOW)
    job = Job.objects.get()
    assert (job.state, job.last_error.partition(" at ")[0]) == (
        "waiting",
        "ConnectionRefusedError: Connection refused",
    )


def test_no_address_reaches_the_log(receiver, caplog):
    receiver.recipient_answer = "550 no such mailbox: ada@example.org"
    tell(UserFactory(email="ada@example.org", name="Ada Lovelace"))
    run_due(now=NOW)
    assert [record.getMessage() for record in caplog.records] == ["try failed"]
    formatted = [_formatted(record) for record in caplog.records]
    assert "ada@example.org" not in str(formatted)
    assert "Lovelace" not in str(formatted)


def _formatted(record):
    from interlocal.config.logs import JsonFormatter

    return JsonFormatter().format(record)
