"""A backup is believed only when every byte of it is as it was written, and by whom."""

import random
from pathlib import Path

import pytest
from tests.foundation.backups.conftest import NOW
from tests.foundation.backups.installations import Installation, sample

from interlocal.foundation.backups.actions import record_backup
from interlocal.foundation.backups.archive import BackupWrong, Head, write_head
from interlocal.foundation.backups.outcomes import Made
from interlocal.foundation.backups.queries import last_good_backup
from interlocal.foundation.backups.reading import contents_of, key_of
from interlocal.foundation.backups.typing_in import typed_secret
from interlocal.foundation.vault.keyfile import make_key_file
from interlocal.foundation.vault.public import new_recovery_secret, recovery_keys


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    made = sample(tmp_path_factory.mktemp("source"))
    made.make_sheet()
    made.backup = made.back_up()
    return made


@pytest.fixture
def path(source, tmp_path, settings):
    """A copy of its backup, where the key file is at hand."""
    settings.INTERLOCAL_VAULT_KEY_FILE = source.data / "vault.key"
    copy = tmp_path / "copy.backup"
    copy.write_bytes(source.backup.read_bytes())
    return copy


@pytest.fixture
def secret(source):
    return typed_secret(str(source.data.parent / "sheet.txt"))


def read(path, secret=None):
    with path.open("rb") as opened:
        head, key = key_of(opened, secret)
        return contents_of(opened, head, key)


def test_it_opens_with_the_sheet_and_with_the_key_file_here(path, secret):
    by_sheet = read(path, secret)
    assert by_sheet == read(path)
    assert by_sheet.rows > 3000
    assert {"secret.key", "vault.key"} < set(by_sheet.files)
    assert len([name for name in by_sheet.files if name.startswith("files/")]) == 3


def test_nothing_in_it_can_be_read(path, source):
    content = path.read_bytes()
    words = [b"The clerk wrote this.", b"Nobody may read this.", b"audit_auditentry", b"Raytown"]
    keys = [(source.data / name).read_bytes()[-60:-8] for name in ("vault.key", "secret.key")]
    assert [one for one in [*words, *keys] if one in content] == []


def test_every_cut_and_every_changed_bit_is_found(path, secret):
    whole = path.read_bytes()
    chosen = random.Random(7)
    places = [*range(0, 60, 7), *(chosen.randrange(len(whole)) for _ in range(50)), len(whole) - 1]
    lengths = [0, 10, 300, *(chosen.randrange(len(whole)) for _ in range(20)), len(whole) - 1]
    damaged = [whole[:length] for length in lengths] + [whole + b"\0"]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chosen.randrange(8)
        damaged.append(bytes(changed))
    believed = []
    for content in damaged:
        path.write_bytes(content)
        try:
            read(path, secret)
        except BackupWrong:
            continue
        believed.append(len(content))
    assert believed == []


def test_another_sheet_is_named(path):
    with pytest.raises(BackupWrong, match="This backup was made for the recovery sheet"):
        read(path, new_recovery_secret())


def test_one_that_somebody_else_made_for_the_sheet_is_refused(path, secret, tmp_path):
    """The public half is no secret; the proof is."""
    with path.open("rb") as opened:
        head, _ = key_of(opened, secret)
    forged = tmp_path / "forged.backup"
    with forged.open("wb") as target:
        write_head(
            target,
            Head(head.made_at, head.version, head.fingerprint, "00" * 16),
            public_key=recovery_keys(secret).public,
            proof_key=b"\0" * 32,
        )
    with pytest.raises(BackupWrong, match="somebody else made it for this sheet"):
        read(forged, secret)


def test_another_key_file_does_not_open_it(path, tmp_path, settings):
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "another.key"
    make_key_file(NOW)
    with pytest.raises(BackupWrong, match="The vault's key file here does not open this backup"):
        read(path)


def test_the_command_refuses_in_one_sentence_and_touches_nothing(source, path, tmp_path):
    empty = Installation(tmp_path / "empty")
    sheet = str(source.data.parent / "sheet.txt")
    path.write_bytes(path.read_bytes()[:-500])
    cut = "CommandError: This backup was changed, or is cut: use another copy of it."
    assert empty.does("restore", str(path), "--key-file", sheet, code=1) == cut
    assert empty.does("backup", "verify", str(path), "--key-file", sheet, code=1) == cut
    no_key = f"CommandError: {path} is not text: it should hold the four lines of the sheet."
    assert empty.does("restore", str(path), "--key-file", str(path), code=1) == no_key
    kept = {one.name for one in empty.data.iterdir()} - {"db.sqlite3", "db.sqlite3-turn", "secret.key"}
    assert kept == set()


def test_an_installation_with_something_in_it_is_not_touched(source):
    before = source.sums()
    said = source.does(
        "restore", str(source.backup), "--key-file", str(source.data.parent / "sheet.txt"), code=1
    )
    assert said.startswith("CommandError: This installation is not empty: there are rows in accounts_")
    assert source.sums() == before


@pytest.mark.django_db
def test_the_last_good_backup_is_one_that_was_read_back_and_is_still_there(tmp_path):
    assert last_good_backup() is None
    paths = [tmp_path / name for name in ("a.backup", "b.backup", "c.backup")]
    for path in paths:
        path.touch()
    older, newer, _unread = (
        record_backup(made=made(path, is_verified=path.name != "c.backup"), is_automatic=True, now=at)
        for path, at in zip(paths, (NOW, NOW.replace(hour=16), NOW.replace(hour=17)), strict=True)
    )
    assert last_good_backup() == newer
    paths[1].unlink()
    assert last_good_backup() == older


def made(path: Path, *, is_verified: bool) -> Made:
    return Made(path, "abcd-efgh-jkmn", 1, 1, 1, 1, is_verified=is_verified)


def test_without_a_recovery_key_there_is_no_backup(tmp_path):
    said = sample(tmp_path).does("backup", code=1)
    assert said.startswith("CommandError: There is no recovery key yet")
