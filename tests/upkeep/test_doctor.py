"""Each thing that the doctor looks at, well and really broken."""

import datetime as dt
import json
import os
import socket
import sqlite3
import ssl
import struct
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from tests.factories.accounts import person_with
from tests.factories.audit import write_entries
from tests.factories.jobs import JobFactory
from tests.upkeep.mail_server import mail_server

from interlocal.foundation.backups.models import Backup, RecoveryKey
from interlocal.foundation.jobs.actions import queue_due_schedules
from interlocal.foundation.jobs.models import Job, ScheduleSlot, State
from interlocal.foundation.jobs.queries import wired_schedules
from interlocal.foundation.vault.public import encrypt, forget_keys
from interlocal.kernel import clock
from interlocal.upkeep.doctor import State as Health
from interlocal.upkeep.doctor import examine, write_letter
from interlocal.upkeep.doctor.backups import look_at_backups
from interlocal.upkeep.doctor.certificate import look_at_certificate
from interlocal.upkeep.doctor.clock import look_at_clock
from interlocal.upkeep.doctor.database import look_at_database, look_at_migrations
from interlocal.upkeep.doctor.disk import look_at_disk
from interlocal.upkeep.doctor.keys import look_at_keys
from interlocal.upkeep.doctor.mail import look_at_mail
from interlocal.upkeep.doctor.queue import look_at_queue, look_at_schedules
from interlocal.upkeep.doctor.switches import look_at_settings

pytestmark = pytest.mark.django_db
IDS = {"sqlite": "integer PRIMARY KEY AUTOINCREMENT", "postgresql": "serial PRIMARY KEY"}
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def look(at, now=NOW):
    """Return the names, states and words of what a look found."""
    return [(one.name, one.state, f"{one.says} {one.mend}") for one in at(now)]


def only(at, now=NOW):
    (found,) = look(at, now)
    return found


# The database and its tables


def test_database_is_well_or_says_what_it_lacks():
    name, state, says = only(look_at_database)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW fsync")
            if cursor.fetchone() == ("off",):  # as on a server for tests
                assert (state, "power cut" in says) == (Health.BROKEN, True)
                return
    assert (name, state) == ("database", Health.GOOD)
    assert "answers" in says


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_database_file_that_was_overwritten_is_damaged(tmp_path, monkeypatch):
    path = tmp_path / "broken.sqlite3"
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode = wal")
    made.execute("CREATE TABLE rows (words TEXT)")
    made.executemany("INSERT INTO rows VALUES (?)", [("x" * 300,)] * 200)
    made.commit()
    made.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    path.write_bytes(whole)
    ours = connections["default"]
    opened = type(ours)({**ours.settings_dict, "NAME": str(path)}, "default")
    monkeypatch.setattr("interlocal.upkeep.doctor.database.connection", opened)
    try:
        name, state, says = only(look_at_database)
    finally:
        opened.close()
    assert (name, state) == ("database", Health.BROKEN)
    assert "damaged" in says


def look_at_tables(_now):
    raise DatabaseError


def test_database_without_our_tables_stops_no_other_look():
    found = list(examine(NOW, (look_at_tables, look_at_disk)))
    assert (found[0].name, found[0].state, found[0].mend) == (
        "tables",
        Health.BROKEN,
        "Run: interlocal migrate",
    )
    assert len(found) > 1


def test_database_that_is_not_there_is_said(monkeypatch):
    ours = connections["default"]
    gone = type(ours)({**ours.settings_dict, "NAME": "/nowhere/at/all"}, "default")
    monkeypatch.setattr("interlocal.upkeep.doctor.round.connection", gone)
    (found,) = examine(NOW, (look_at_tables,))
    assert (found.state, "does not answer" in found.says) == (Health.BROKEN, True)


@pytest.fixture
def migrated(settings):
    """Note every migration as made, where the tables were made without; other tests note some, or none."""
    settings.MIGRATION_MODULES = {}
    if "django_migrations" not in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE django_migrations (id {IDS[connection.vendor]}, app varchar(255),"
                " name varchar(255), applied timestamp)"
            )
    recorder = MigrationRecorder(connection)
    for node in set(MigrationLoader(None).graph.nodes) - set(recorder.applied_migrations()):
        recorder.record_applied(*node)


def test_tables_that_wait_for_a_change_are_counted(migrated):
    assert only(look_at_migrations)[1] == Health.GOOD
    last = MigrationRecorder.Migration.objects.filter(app="jobs").order_by("-pk").first()
    last.delete()
    name, state, says = only(look_at_migrations)
    assert (name, state) == ("migrations", Health.BROKEN)
    assert "interlocal migrate" in says


def test_tables_of_a_newer_version_are_named(migrated):
    MigrationRecorder(connection).record_applied("jobs", "0999_from_tomorrow")
    name, state, says = only(look_at_migrations)
    assert (name, state) == ("migrations", Health.BROKEN)
    assert "jobs.0999_from_tomorrow" in says


# Keys


@pytest.fixture
def key_file(settings, tmp_path):
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "vault.key"
    forget_keys()
    encrypt("doctor", b"something")
    yield settings.INTERLOCAL_VAULT_KEY_FILE
    forget_keys()


def test_keys_that_open_are_counted(key_file):
    assert look(look_at_keys)[0][:2] == ("keys", Health.GOOD)


def test_key_file_that_is_gone_is_missed(key_file):
    key_file.unlink()
    forget_keys()
    name, state, says = only(look_at_keys)
    assert (name, state) == ("keys", Health.BROKEN)
    assert "recovery sheet" in says


# Disk


@pytest.fixture
def folders(settings, tmp_path):
    for name in ("INTERLOCAL_DATA", "INTERLOCAL_BACKUPS", "INTERLOCAL_AUDIT_HEADS"):
        folder = tmp_path / name
        folder.mkdir()
        setattr(settings, name, folder)
    settings.INTERLOCAL_DISK_FREE = 1
    return tmp_path


def states_of_disk():
    return {name: state for name, state, _says in look(look_at_disk)}


def test_folders_with_room_are_well(folders):
    assert set(states_of_disk().values()) == {Health.GOOD}
    assert len(states_of_disk()) == 4


def test_disk_that_is_getting_full_is_said_in_time(folders, settings):
    free = os.statvfs(folders).f_bavail * os.statvfs(folders).f_frsize
    settings.INTERLOCAL_DISK_FREE = free * 2
    assert set(states_of_disk().values()) == {Health.SOON}
    settings.INTERLOCAL_DISK_FREE = free * 20
    assert set(states_of_disk().values()) == {Health.BROKEN}


def test_folder_that_is_none_cannot_be_written(folders, settings):
    settings.INTERLOCAL_BACKUPS = folders / "file" / "backups"
    (folders / "file").touch()
    assert states_of_disk()["disk-backups"] == Health.BROKEN


def test_folder_in_which_nothing_can_be_made_cannot_be_written(folders, settings):
    settings.INTERLOCAL_BACKUPS = "/proc/self"
    assert states_of_disk()["disk-backups"] == Health.BROKEN


# Backups


@pytest.fixture
def backup(tmp_path):
    RecoveryKey.objects.create(
        created_at=NOW,
        fingerprint="AAAA-BBBB",
        public_key=b"",
        sealed_proof=b"",
        sealed_key_file=b"",
        checked_at=NOW,
    )
    (tmp_path / "one.backup").touch()
    return Backup.objects.create(
        created_at=NOW - timedelta(hours=13),
        file_name="one.backup",
        folder=str(tmp_path),
        fingerprint="AAAA-BBBB",
        size=1,
        tables=1,
        rows=1,
        files=0,
        verified_at=NOW,
    )


def test_backup_of_last_night_is_well(backup):
    assert only(look_at_backups)[:2] == ("backups", Health.GOOD)


def test_backups_that_stopped_are_said(backup):
    name, state, says = only(look_at_backups, NOW + timedelta(days=1))
    assert (name, state) == ("backups", Health.BROKEN)
    assert "2026-11-22 20:00" in says


def test_backup_whose_file_is_gone_is_none(backup, tmp_path):
    (tmp_path / "one.backup").unlink()
    assert only(look_at_backups)[1] == Health.BROKEN


def test_sheet_that_nobody_typed_in_wants_attention(backup):
    RecoveryKey.objects.update(checked_at=None)
    assert only(look_at_backups)[1] == Health.SOON


def test_installation_without_a_sheet_makes_no_backup():
    name, state, says = only(look_at_backups)
    assert (name, state) == ("backups", Health.BROKEN)
    assert "interlocal backup key make" in says


# Jobs


def test_jobs_that_nobody_takes_are_counted():
    assert look(look_at_queue) == [("queue", Health.GOOD, "The workers keep up; 0 jobs wait. ")]
    JobFactory(due_at=NOW - timedelta(minutes=5), state=State.QUEUED)
    name, state, says = only(look_at_queue)
    assert (name, state) == ("queue", Health.BROKEN)
    assert "1 wait" in says


def test_jobs_that_gave_up_want_attention():
    JobFactory(is_failed=True)
    assert [(name, state) for name, state, _says in look(look_at_queue)] == [
        ("queue", Health.GOOD),
        ("failed-jobs", Health.SOON),
    ]


def test_what_never_ran_by_itself_is_named():
    name, state, says = only(look_at_schedules)
    assert (name, state) == ("schedules", Health.BROKEN)
    assert "backups-daily" in says


def test_what_stopped_running_by_itself_is_named():
    queue_due_schedules(wired_schedules(), now=NOW)
    assert only(look_at_schedules)[1] == Health.GOOD
    ScheduleSlot.objects.filter(schedule="audit-heads").update(slot="2026-11-20")
    assert "audit-heads" in only(look_at_schedules)[2]


def test_what_ran_by_itself_and_failed_is_named():
    queue_due_schedules(wired_schedules(), now=NOW)
    tomorrow = NOW + timedelta(days=1)
    queue_due_schedules(wired_schedules(), now=tomorrow)
    assert only(look_at_schedules, tomorrow)[1] == Health.GOOD
    Job.objects.filter(key__startswith="jobs-purge:").update(state=State.FAILED)
    name, state, says = only(look_at_schedules, tomorrow)
    assert (name, state) == ("schedules", Health.BROKEN)
    assert "jobs-purge." in says


# Mail


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return settings


def test_mail_server_that_answers_is_well_and_gets_nothing(smtp):
    with mail_server() as server:
        smtp.EMAIL_PORT = server.server_address[1]
        assert only(look_at_mail)[:2] == ("mail", Health.GOOD)
        assert server.letters == []


def test_mail_server_that_is_not_there_is_said(smtp):
    with mail_server() as server:
        smtp.EMAIL_PORT = server.server_address[1]
    name, state, says = only(look_at_mail)
    assert (name, state) == ("mail", Health.BROKEN)
    assert "nothing listens there" in says


def test_mail_server_that_refuses_the_password_is_said_without_it(smtp):
    smtp.EMAIL_HOST_USER, smtp.EMAIL_HOST_PASSWORD = "house", "violet-umbrella"
    answers = {"EHLO": "250-mail.example.org\r\n250 AUTH PLAIN", "AUTH": "535 no"}
    with mail_server(**answers) as server:
        smtp.EMAIL_PORT = server.server_address[1]
        name, state, says = only(look_at_mail)
    assert (name, state) == ("mail", Health.BROKEN)
    assert "refuses the user or the password" in says
    assert "violet-umbrella" not in says


def test_mail_server_without_encryption_is_not_used_with_it(smtp):
    smtp.EMAIL_USE_TLS = True
    with mail_server() as server:
        smtp.EMAIL_PORT = server.server_address[1]
        assert "does not offer" in only(look_at_mail)[2]


def test_folder_of_mail_reaches_nobody(settings):
    settings.EMAIL_BACKEND = "interlocal.foundation.notices.mail_folder.MailFolder"
    assert only(look_at_mail)[1] == Health.BROKEN


def test_test_letter_is_sent_or_its_refusal_said(smtp):
    with mail_server() as server:
        smtp.EMAIL_PORT = server.server_address[1]
        assert write_letter("ada@example.org").state == Health.GOOD
        assert "Subject: A test letter" in server.letters
    with mail_server(RCPT="550 unknown") as server:
        smtp.EMAIL_PORT = server.server_address[1]
        refused = write_letter("ada@example.org")
    assert (refused.state, "refuses the address" in refused.says) == (Health.BROKEN, True)


# Clock


@contextmanager
def ntp_server(off: float):
    """Answer one question with a clock that is ``off`` seconds ahead."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer():
            _question, whom = server.recvfrom(48)
            told = time.time() + off + 2_208_988_800
            server.sendto(bytes(40) + struct.pack("!II", int(told), int(told % 1 * 2**32)), whom)

        threading.Thread(target=answer, daemon=True).start()
        yield f"ntp://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(("off", "state"), [(0, Health.GOOD), (90, Health.BROKEN), (-90, Health.BROKEN)])
def test_clock_is_compared_with_a_time_server(settings, off, state):
    with ntp_server(off) as settings.INTERLOCAL_TIME_SOURCE:
        assert only(look_at_clock)[:2] == ("clock", state)


def test_clock_is_compared_with_a_web_server(settings):
    class Late(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response_only(200)
            self.send_header("Date", format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True))
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Late) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        settings.INTERLOCAL_TIME_SOURCE = f"http://127.0.0.1:{server.server_address[1]}"
        name, state, says = only(look_at_clock)
    assert (name, state) == ("clock", Health.BROKEN)
    assert "It is 1.0 hours ahead of 127.0.0.1." in says


def test_time_server_that_is_silent_wants_attention(settings):
    settings.INTERLOCAL_TIME_SOURCE = "http://127.0.0.1:1/"
    assert only(look_at_clock)[1] == Health.SOON


def test_clock_that_was_set_back_is_found_in_the_audit():
    (entry,) = write_entries(1)
    name, state, says = only(look_at_clock, entry.at - timedelta(hours=2))
    # PostgreSQL has a clock to ask, which says that this one is right now.
    is_told = connection.vendor == "postgresql"
    assert (name, state) == ("clock", Health.SOON if is_told else Health.BROKEN)
    assert ("ran ahead before" if is_told else "set back") in says
    assert "set back" not in only(look_at_clock, entry.at + timedelta(hours=2))[2]


def test_clock_that_was_set_right_is_said_to_be_right(settings):
    (entry,) = write_entries(1)
    with ntp_server(0) as settings.INTERLOCAL_TIME_SOURCE:
        name, state, says = only(look_at_clock, entry.at - timedelta(hours=2))
    assert (name, state) == ("clock", Health.SOON)
    assert "The clock is right now. It ran ahead before" in says


# Certificate


def certificate(path, until: dt.datetime) -> None:
    """Write a certificate of 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    host = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(host, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))


@contextmanager
def secure_site(path):
    """Answer one connection with the certificate at ``path``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            plain, _whom = listener.accept()
            with plain:
                try:
                    context.wrap_socket(plain, server_side=True).close()
                except (ssl.SSLError, OSError):
                    return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        thread.join(5)


@pytest.mark.parametrize(
    ("days", "state", "word"),
    [(60, Health.GOOD, "good until"), (5, Health.SOON, "Renew"), (-1, Health.BROKEN, "expired")],
)
def test_certificate_is_told_by_its_end(settings, tmp_path, monkeypatch, days, state, word):
    now = datetime.now(UTC)
    path = tmp_path / "site.pem"
    certificate(path, now + timedelta(days=days))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with secure_site(path) as settings.INTERLOCAL_BASE_URL:
        name, found, says = only(look_at_certificate, now)
    assert (name, found) == ("certificate", state)
    assert word in says


def test_certificate_that_nobody_vouches_for_is_not_trusted(settings, tmp_path):
    path = tmp_path / "site.pem"
    certificate(path, datetime.now(UTC) + timedelta(days=60))
    with secure_site(path) as settings.INTERLOCAL_BASE_URL:
        name, state, says = only(look_at_certificate)
    assert (name, state) == ("certificate", Health.BROKEN)
    assert "do not trust" in says


def test_site_that_does_not_answer_is_said(settings):
    settings.INTERLOCAL_BASE_URL = "https://127.0.0.1:1"
    assert "does not answer" in only(look_at_certificate)[2]


# Settings


def test_settings_that_are_not_fit_for_others_are_named(settings):
    settings.DEBUG = True
    found = {name: state for name, state, _says in look(look_at_settings)}
    assert found["interlocal.E001"] == Health.BROKEN
    assert found["security.W018"] == Health.SOON
    assert found["interlocal.E002"] == Health.BROKEN
    assert not {"interlocal.E003", "security.W008"} & set(found)
    settings.INTERLOCAL_BASE_URL = "https://shared.example.gov"
    assert "security.W008" in {name for name, _state, _says in look(look_at_settings)}


# What is said, and to whom


def test_command_ends_with_1_when_something_is_broken(settings):
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=said)
    assert ended.value.code == 1
    assert "BROKEN  Backups: No backup can be made" in said.getvalue()
    assert "things are broken." in said.getvalue()


def test_command_speaks_to_programs_too():
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=said)
    found = json.loads(said.getvalue())
    assert {"name", "title", "state", "says", "mend"} == set(found[0])
    assert {one["state"] for one in found} >= {"good", "broken"}


def test_command_ends_with_0_when_nothing_is(monkeypatch):
    monkeypatch.setattr("interlocal.upkeep.management.commands.doctor.examine", look_at_queue)
    said = StringIO()
    call_command("doctor", stdout=said)
    assert said.getvalue().strip().endswith("Nothing is broken.")


def test_page_says_the_same_words():
    client = Client()
    client.force_login(person_with("coordinator"))
    page = client.get("/upkeep/").content.decode()
    for finding in examine(clock.now()):
        if finding.name not in {"disk-data", "disk-files", "disk-backups", "disk-audit-heads", "database"}:
            assert finding.title in page


@pytest.mark.parametrize("role", ["city-manager", "clerk", "auditor"])
def test_page_is_closed_to_others(role):
    client = Client()
    client.force_login(person_with(role, None if role == "auditor" else "0123456789abcdef"))
    assert client.get("/upkeep/").status_code == 404
