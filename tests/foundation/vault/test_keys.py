"""The key file and the keys it opens: made once, never replaced behind anybody's back."""

import json
import stat
from datetime import UTC, datetime

import pytest
from django.db import transaction

from interlocal.foundation.vault.keyring import current_key
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.public import (
    KeyMissing,
    KeyUnsafe,
    KeyWrong,
    VaultError,
    decrypt,
    encrypt,
    forget_keys,
    prepare_keys,
    require_keys,
)

pytestmark = pytest.mark.django_db


def test_first_use_makes_a_key_file_that_only_its_owner_reads(key_file):
    assert not key_file.exists()
    encrypt("tests", b"x")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert len(json.loads(key_file.read_text())["master_keys"]) == 1
    assert sorted(path.name for path in key_file.parent.iterdir()) == ["vault.key", "vault.key.lock"]


def test_first_run_makes_the_key_file_and_later_runs_keep_it(key_file):
    prepare_keys(now=datetime.now(UTC))
    made = key_file.read_bytes()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    prepare_keys(now=datetime.now(UTC))
    encrypt("tests", b"x")
    forget_keys()
    prepare_keys(now=datetime.now(UTC))
    assert key_file.read_bytes() == made


def test_run_without_the_key_of_what_is_encrypted_makes_no_new_one(key_file):
    encrypt("tests", b"x")
    key_file.unlink()
    forget_keys()
    with pytest.raises(KeyMissing, match="restore it from its copy"):
        prepare_keys(now=datetime.now(UTC))
    assert not key_file.exists()


def test_the_database_holds_no_key_in_the_clear(key_file):
    _, key = current_key("tests")
    row = DataKey.objects.get()
    assert key not in bytes(row.wrapped)
    assert len(bytes(row.wrapped)) == 24 + 32 + 16


def test_a_purpose_has_one_key_and_every_purpose_its_own():
    assert current_key("one") == current_key("one")
    assert current_key("one") != current_key("two")
    assert DataKey.objects.count() == 2


def test_a_lost_key_file_is_an_error_and_no_new_one_is_made(key_file):
    sealed = encrypt("tests", b"x")
    key_file.unlink()
    forget_keys()
    for use in (lambda: decrypt("tests", sealed), lambda: encrypt("other", b"y"), require_keys):
        with pytest.raises(KeyMissing, match="restore it from its copy"):
            use()
    assert not key_file.exists()


def test_another_installations_key_file_is_an_error(key_file):
    sealed = encrypt("tests", b"x")
    key_file.unlink()
    DataKey.objects.all().delete()
    forget_keys()
    encrypt("elsewhere", b"x")
    DataKey.objects.create(
        key_id="a" * 32, purpose="tests", master_id="b" * 16, wrapped=b"c" * 72, created_at=datetime.now(UTC)
    )
    forget_keys()
    with pytest.raises(KeyWrong, match="does not hold master key bbbb"):
        encrypt("tests", b"y")
    with pytest.raises(KeyMissing, match="not in this database"):
        decrypt("tests", sealed)
    with pytest.raises(KeyWrong):
        require_keys()


def test_a_changed_master_key_is_an_error(key_file):
    sealed = encrypt("tests", b"x")
    document = json.loads(key_file.read_text())
    key = document["master_keys"][0]["key"]
    document["master_keys"][0]["key"] = ("B" if key[0] == "A" else "A") + key[1:]
    key_file.write_text(json.dumps(document))
    forget_keys()
    with pytest.raises(KeyWrong, match="does not open data key"):
        decrypt("tests", sealed)


def test_a_data_key_moved_to_another_purpose_is_an_error():
    encrypt("tests", b"x")
    DataKey.objects.update(purpose="other")
    forget_keys()
    with pytest.raises(KeyWrong):
        encrypt("other", b"y")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        '{"format": "interlocal-vault-1", "master_keys": []}',
        '{"format": "other", "master_keys": [{"id": "a", "made_at": "b", "key": "' + "A" * 43 + '="}]}',
        '{"format": "interlocal-vault-1", "master_keys": [{"id": "a", "made_at": "b", "key": "AAAA"}]}',
        '{"format": "interlocal-vault-1", "master_keys": [{"id": "a", "made_at": "b", "key": "?"}]}',
    ],
)
def test_a_damaged_key_file_is_an_error(key_file, content):
    encrypt("tests", b"x")
    key_file.write_text(content)
    forget_keys()
    with pytest.raises(KeyWrong, match="damaged"):
        encrypt("tests", b"y")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(key_file, mode):
    encrypt("tests", b"x")
    key_file.chmod(mode)
    forget_keys()
    with pytest.raises(KeyUnsafe, match="chmod 600"):
        encrypt("tests", b"y")


def test_a_key_file_that_is_a_folder_is_an_error(key_file):
    key_file.mkdir(parents=True)
    with pytest.raises(VaultError):
        encrypt("tests", b"x")


def test_a_folder_that_cannot_be_written_is_said(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "file" / "vault.key"
    with pytest.raises(VaultError):
        encrypt("tests", b"x")


def test_the_keys_of_a_database_can_be_required():
    assert require_keys() == 0
    encrypt("one", b"x")
    encrypt("two", b"x")
    assert require_keys() == 2


@pytest.mark.django_db(transaction=True)
def test_a_key_made_in_a_transaction_that_failed_is_not_used_again():
    with transaction.atomic():
        lost = encrypt("tests", b"x")
        assert decrypt("tests", lost) == b"x"
        transaction.set_rollback(True)
    assert not DataKey.objects.exists()
    kept = encrypt("tests", b"y")
    forget_keys()
    assert decrypt("tests", kept) == b"y"
    with pytest.raises(KeyMissing):
        decrypt("tests", lost)


@pytest.mark.django_db(transaction=True)
def test_keys_are_unwrapped_once_per_process(django_assert_num_queries):
    sealed = encrypt("tests", b"x")
    encrypt("tests", b"x")
    with django_assert_num_queries(0):
        assert decrypt("tests", encrypt("tests", b"y")) == b"y"
        assert decrypt("tests", sealed) == b"x"
