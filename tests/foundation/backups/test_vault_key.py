"""A vault's key file that was lost comes back with the recovery sheet, and with nothing else."""

import io

import pytest
from django.core.management import CommandError, call_command
from tests.foundation.backups.conftest import NOW

from interlocal.foundation.backups.actions import make_recovery_key
from interlocal.foundation.backups.recovery import code_of
from interlocal.foundation.vault.public import decrypt, encrypt, forget_keys, new_recovery_secret

pytestmark = pytest.mark.django_db


def brought_back(secret, folder):
    sheet, said = folder / "sheet.txt", io.StringIO()
    sheet.write_text("\n".join(code_of(secret)), encoding="utf-8")
    call_command("backup", "vault-key", key_file=str(sheet), stdout=said)
    return said.getvalue()


def test_a_lost_key_file_is_brought_back_and_opens_what_was_sealed(house, tmp_path):
    _made, secret = make_recovery_key(now=NOW)
    sealed = encrypt("tests.note", b"kept", b"")
    path = house / "vault.key"
    before = path.read_bytes()
    assert "It was there, and is the same." in brought_back(secret, tmp_path)
    path.unlink()
    forget_keys()
    assert "The vault's key file is back." in brought_back(secret, tmp_path)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o077 == 0
    forget_keys()
    assert decrypt("tests.note", sealed, b"") == b"kept"


def test_another_sheet_opens_nothing_and_writes_nothing(house, tmp_path):
    make_recovery_key(now=NOW)
    (house / "vault.key").unlink()
    forget_keys()
    with pytest.raises(CommandError):
        brought_back(new_recovery_secret(), tmp_path)
    assert not (house / "vault.key").exists()


@pytest.mark.usefixtures("house")
def test_a_database_without_a_sheet_says_so(tmp_path):
    with pytest.raises(CommandError, match="knows no recovery sheet: restore a backup instead"):
        brought_back(new_recovery_secret(), tmp_path)
