"""The recovery key: read back exactly, slips found with their line, printed accessibly, kept nowhere."""

import io
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.foundation.backups.conftest import NOW

from interlocal.foundation.backups.actions import check_recovery_key, make_recovery_key
from interlocal.foundation.backups.models import RecoveryKey
from interlocal.foundation.backups.recovery import (
    CodeWrong,
    code_of,
    fingerprint_of,
    secret_in,
    sheet_pdf,
    sheet_text,
)
from interlocal.foundation.backups.typing_in import typed_secret
from interlocal.foundation.vault.public import open_box, recovery_keys, rotate_master_key
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import ALPHABET

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SECRETS = st.binary(min_size=32, max_size=32)


@given(SECRETS)
def test_the_four_lines_read_back_however_they_are_typed(secret):
    lines = code_of(secret)
    assert [len(line.replace(" ", "")) for line in lines] == [15] * 4
    joined = " ".join(lines)
    assert secret_in(joined) == secret
    assert secret_in(joined.lower().replace(" ", "-")) == secret
    assert secret_in(joined.replace("0", "O").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 59), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_its_line(secret, place, other):
    typed = "".join(code_of(secret)).replace(" ", "")
    if typed[place].lower() == other:
        return
    wrong = typed[:place] + other + typed[place + 1 :]
    said = ""
    try:
        read = secret_in(wrong)
    except CodeWrong as error:
        said = str(error)
    if said:
        assert said == f"Line {place // 15 + 1} of the recovery key has a slip: compare it with the sheet."
    else:
        # One slip in 1,024 passes its line's check; the fingerprint then names another sheet.
        assert fingerprint_of(recovery_keys(read).public) != fingerprint_of(recovery_keys(secret).public)


def test_swapped_lines_are_found():
    first, second, third, fourth = code_of(bytes(range(32)))
    with pytest.raises(CodeWrong, match="Line 2 of the recovery key has a slip"):
        secret_in(first + third + second + fourth)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "A recovery key has 60 characters in 4 lines of 15; these are 0."),
        ("ABCDE" * 11, "A recovery key has 60 characters in 4 lines of 15; these are 55."),
        ("ABCD!" * 12, "A recovery key has no character '!'."),
    ],
)
def test_what_is_no_key_is_said_to_be_none(typed, said):
    with pytest.raises(CodeWrong) as refused:
        secret_in(typed)
    assert str(refused.value) == said


def test_the_sheet_is_tagged_pdf_with_the_key_the_fingerprint_and_a_qr_code():
    secret = bytes(range(32))
    made = sheet_pdf(secret, fingerprint="abcd-efgh-jkmn", house="https://interlocal.example", at=AT)
    text = pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert [line for line in code_of(secret) if line not in text.replace("\u00a0", " ")] == []
    assert "abcd-efgh-jkmn" in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert b"QR code" in made or "QR code" in pikepdf.open(
        io.BytesIO(made)
    ).Root.StructTreeRoot.unparse().decode("latin-1")


def test_the_whole_sheet_as_text_is_a_key_file(tmp_path):
    secret = bytes(range(32))
    path = tmp_path / "sheet.txt"
    path.write_text(sheet_text(secret, fingerprint="abcd-efgh-jkmn", house="here", at=AT))
    assert typed_secret(str(path)) == secret


@pytest.mark.django_db
def test_the_machine_keeps_nothing_that_opens(house):
    made, secret = make_recovery_key(now=NOW)
    keys = recovery_keys(secret)
    kept = [
        *(path.read_bytes() for path in house.rglob("*") if path.is_file()),
        *(bytes(value) for value in (made.public_key, made.sealed_proof, made.sealed_key_file)),
    ]
    forms = [secret, keys.private, keys.proof, secret.hex().encode(), code_of(secret)[0].encode()]
    assert [form for form in forms if any(form in one for one in kept)] == []
    assert bytes(made.public_key) == keys.public


@pytest.mark.django_db
def test_a_second_key_replaces_the_first_only_when_told_to(house):
    first, secret = make_recovery_key(now=NOW)
    with pytest.raises(Refusal, match="There is a recovery key in use, of 2026-03-10"):
        make_recovery_key(now=NOW)
    assert check_recovery_key(secret=secret, now=NOW).checked_at == NOW
    second, _ = make_recovery_key(now=NOW, replaces=True)
    assert list(RecoveryKey.objects.filter(retired_at=None)) == [second]
    with pytest.raises(Refusal, match=f"This is the recovery sheet {first.fingerprint}; the one in use is"):
        check_recovery_key(secret=secret, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_lost_key_file_comes_back_from_database_and_sheet_also_after_a_rotation(house):
    from interlocal.foundation.backups.listeners import keep_rotated_key_file
    from interlocal.kernel.outbox import Delivery

    made, secret = make_recovery_key(now=NOW)
    rotate_master_key(now=NOW)
    keep_rotated_key_file(None, delivery=Delivery(key="k", now=NOW))
    made.refresh_from_db()
    content = open_box(recovery_keys(secret).private, bytes(made.sealed_key_file))
    assert content == (house / "vault.key").read_bytes()
