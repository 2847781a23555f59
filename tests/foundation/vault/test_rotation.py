"""Rotation: nothing unreadable at any moment, and an interrupted one is finished by the next."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.factories.files import PDF, stored_file

from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import open_file
from interlocal.foundation.vault import rotation
from interlocal.foundation.vault.keyfile import add_master_key
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.public import (
    KeyMissing,
    KeyWrong,
    decrypt,
    encrypt,
    forget_keys,
    keyed_digest,
    rotate_data_key,
    rotate_master_key,
)
from interlocal.kernel.outbox import deliver, pending_deliveries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


def masters(key_file) -> list[str]:
    return [key["id"] for key in json.loads(key_file.read_text())["master_keys"]]


def test_a_new_master_key_wraps_every_data_key_and_the_old_one_is_gone(key_file):
    sealed = {purpose: encrypt(purpose, b"x") for purpose in ("one", "two", "three")}
    (old,) = masters(key_file)
    assert rotate_master_key(now=NOW) == 3
    (new,) = masters(key_file)
    assert new != old
    assert set(DataKey.objects.values_list("master_id", flat=True)) == {new}
    forget_keys()
    assert [decrypt(purpose, value) for purpose, value in sealed.items()] == [b"x"] * 3


@pytest.mark.parametrize("survived", [0, 1, 2])
def test_an_interrupted_master_rotation_reads_everything_and_is_finished(key_file, monkeypatch, survived):
    sealed = {purpose: encrypt(purpose, b"x") for purpose in ("one", "two", "three")}
    monkeypatch.setattr(rotation, "BATCH", 1)
    batches = iter(range(survived))
    original = rotation._rewrap_batch

    def until_killed(keys):
        if next(batches, None) is None:
            raise KeyboardInterrupt
        return original(keys)

    monkeypatch.setattr(rotation, "_rewrap_batch", until_killed)
    with pytest.raises(KeyboardInterrupt):
        rotate_master_key(now=NOW)
    assert len(masters(key_file)) == 2
    assert DataKey.objects.filter(master_id=masters(key_file)[1]).count() == survived
    forget_keys()
    assert [decrypt(purpose, value) for purpose, value in sealed.items()] == [b"x"] * 3
    encrypt("four", b"y")
    monkeypatch.setattr(rotation, "_rewrap_batch", original)
    new = masters(key_file)[1]
    assert rotate_master_key(now=NOW) == 4
    assert masters(key_file) == [new]
    forget_keys()
    assert [decrypt(purpose, value) for purpose, value in sealed.items()] == [b"x"] * 3


def test_a_key_made_between_the_last_batch_and_the_end_is_wrapped_too(key_file, monkeypatch):
    encrypt("one", b"x")
    stale = json.loads(key_file.read_text())
    original = rotation._rewrap_all

    def make_one_first(keys):
        whole = key_file.read_text()
        key_file.write_text(json.dumps(stale))
        late.append(encrypt("late", b"y"))
        key_file.write_text(whole)
        return original(keys)

    late: list[bytes] = []
    monkeypatch.setattr(rotation, "_rewrap_all", make_one_first)
    rotate_master_key(now=NOW)
    forget_keys()
    assert decrypt("late", late[0]) == b"y"


def test_a_rotation_that_could_not_open_everything_does_not_begin(key_file):
    encrypt("one", b"x")
    DataKey.objects.update(wrapped=b"y" * 72)
    before = key_file.read_text()
    with pytest.raises(KeyWrong):
        rotate_master_key(now=NOW)
    assert key_file.read_text() == before


def test_a_new_data_key_encrypts_the_columns_again_and_old_values_still_open(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    stored = [stored_file(f"{number}.pdf", sealed=True) for number in range(5)]
    loose = encrypt("files", b"kept by a room")
    old = DataKey.objects.get(purpose="files")
    assert rotate_data_key("files", now=NOW) == 5
    old.refresh_from_db()
    assert old.retired_at == NOW
    assert rotation.values_under_retired_keys("files") == 0
    forget_keys()
    assert [file.name for file in StoredFile.objects.order_by("pk")] == [file.name for file in stored]
    assert decrypt("files", loose) == b"kept by a room"
    assert encrypt("files", b"z")[1:17].hex() != old.key_id


def test_an_interrupted_re_encryption_is_finished(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    for number in range(5):
        stored_file(f"{number}.pdf", sealed=True)
    original = rotation._reencrypt_batch
    runs = iter([True])

    def once(*given):
        if next(runs, None) is None:
            raise KeyboardInterrupt
        return original(*given)

    monkeypatch.setattr(rotation, "_reencrypt_batch", once)
    with pytest.raises(KeyboardInterrupt):
        rotate_data_key("files", now=NOW)
    monkeypatch.setattr(rotation, "_reencrypt_batch", original)
    assert rotation.values_under_retired_keys("files") == 3
    assert [file.name for file in StoredFile.objects.order_by("pk")] == [
        f"{number}.pdf" for number in range(5)
    ]
    assert rotation.reencrypt("files") == 3
    assert rotation.values_under_retired_keys("files") == 0


def test_sealed_files_outlive_the_rotation_of_their_key():
    stored = stored_file(sealed=True)
    rotate_data_key(stored.seal, now=NOW)
    rotate_master_key(now=NOW)
    forget_keys()
    with open_file(stored) as stream:
        assert stream.read() == PDF


def test_what_has_no_key_cannot_be_rotated():
    with pytest.raises(KeyMissing, match="Nothing has been encrypted"):
        rotate_data_key("nothing", now=NOW)


def test_the_key_of_keyed_digests_stays():
    found = keyed_digest("tests", b"x")
    with pytest.raises(ValueError, match="not rotated"):
        rotate_data_key("digest:tests", now=NOW)
    rotate_master_key(now=NOW)
    forget_keys()
    assert keyed_digest("tests", b"x") == found


def test_rotations_are_written_into_the_audit():
    stored_file(sealed=True)
    AuditDetail.objects.all().delete()
    rotate_master_key(now=NOW)
    rotate_data_key("files", now=NOW)
    for delivery in pending_deliveries():
        deliver(delivery.public_id, now=NOW)
    recorded = AuditDetail.objects.order_by("pk")
    assert [detail.action for detail in recorded] == ["vault.rotate_master_key", "vault.rotate_data_key"]
    assert [detail.values for detail in recorded] == [{"data_keys": 2}, {"values": 1}]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("vault", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_shows_and_rotates(key_file):
    assert "Nothing has been encrypted yet" in run("status")
    stored_file(sealed=True)
    assert "2 data keys wrapped again" in run("rotate")
    assert "files has a new data key; 1 values encrypted again." in run("rotate", "--purpose", "files")
    assert run("rotate", "--finish", "files") == "0 values encrypted again.\n"
    status = run("status")
    assert "1 master key(s)" in status
    assert status.count("opens") == 3
    assert "retired" in status


def test_the_command_says_that_a_rotation_was_interrupted(key_file):
    stored_file(sealed=True)
    add_master_key(NOW)
    assert "A rotation was interrupted" in run("status")


def test_the_command_says_what_is_still_under_a_retired_key(monkeypatch):
    stored_file(sealed=True)
    monkeypatch.setattr(rotation, "reencrypt", lambda _purpose: 0)
    rotate_data_key("files", now=NOW)
    assert "files: 1 values still under a retired key; --finish files" in run("status")


def test_the_command_says_what_is_wrong_in_one_line(key_file):
    encrypt("tests", b"x")
    key_file.unlink()
    forget_keys()
    for arguments in (("status",), ("rotate",), ("rotate", "--purpose", "nothing")):
        with pytest.raises(CommandError):
            run(*arguments)
