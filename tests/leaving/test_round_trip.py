"""What was taken along and brought in elsewhere is the same, record by record, and reads as its schemas say.

`python -m pytest tests/leaving/test_round_trip.py` runs it; on PostgreSQL too with FULL=1.
"""

import hashlib
import re

import pytest
from tests.foundation.backups.installations import Installation, database_at, sample
from tests.leaving.archives import contents, manifest, new_installation, records, validate

pytestmark = pytest.mark.slow
AUDIT = {f"records/audit.{name}.jsonl" for name in ("auditbook", "auditentry", "auditdetail")}
OWN = {"README.txt", "manifest.json"}
TELL_HASHES = (
    "from interlocal.foundation.accounts.models import User\n"
    "print([u.has_usable_password() for u in User.objects.all()])"
)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return sample(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def archive(source):
    path = source.data.parent / "all.zip"
    source.does("export", str(path))
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def elsewhere(request, tmp_path):
    """A new installation on another machine, as far as it can tell."""
    on_server = request.param == "postgresql"
    if not on_server:
        yield new_installation(tmp_path)
        return
    with database_at(request.getfixturevalue("postgresql_url")) as address:
        yield Installation(tmp_path / "elsewhere", address)


def test_an_archive_brought_in_elsewhere_and_taken_along_again_is_the_same(
    source, archive, elsewhere, tmp_path
):
    before = contents(archive)
    said = elsewhere.does("import", str(archive), "--dry-run")
    assert "Nothing was brought in." in said
    assert "All of it is here." in elsewhere.does("import", str(archive))
    again = tmp_path / "again.zip"
    elsewhere.does("export", str(again))
    after = contents(again)
    assert set(after) == set(before)
    assert {name for name in before if after[name] != before[name]} == AUDIT | OWN
    # The book goes on where it was: the same entries, and what the import itself wrote.
    for kind in ("audit.auditentry", "audit.auditdetail"):
        old, new = records(archive, kind), records(again, kind)
        assert new[: len(old)] == old
        assert len(new) == len(old) + 1
    assert "whole" in elsewhere.does("audit", "verify")
    assert "True" not in elsewhere.runs(TELL_HASHES)
    assert len(before) > 200
    assert [name for name in before if name.startswith("files/")] != []


def test_an_archive_reads_as_its_schemas_say_and_every_digest_is_right(archive):
    said, files = manifest(archive), contents(archive)
    assert validate(archive) == sum(kind["records"] for kind in said["kinds"]) > 2000
    assert {part["path"] for part in said["parts"]} == set(files) - {"manifest.json"}
    for part in said["parts"]:
        assert hashlib.sha256(files[part["path"]]).hexdigest() == part["sha256"]
        assert len(files[part["path"]]) == part["size"]


def test_an_archive_holds_no_secret_and_nothing_sealed(source, archive):
    everything = b"".join(contents(archive).values())
    assert b"The clerk wrote this." in everything
    assert b"Nobody may read this." not in everything
    assert b"argon2" not in everything
    secrets = source.runs(
        "from interlocal.programs.hotline.models import Report\n"
        "from interlocal.foundation.accounts.models import User\n"
        "print(*Report.objects.values_list('public_id', flat=True))\n"
        "print(*User.objects.values_list('password', flat=True))"
    ).split()
    assert len(secrets) > 10
    assert [one for one in secrets if one.encode() in everything] == []


def test_a_folder_holds_what_a_zip_file_does(source, archive, tmp_path):
    folder = tmp_path / "folder"
    source.does("export", str(folder))
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == set(contents(archive))
    elsewhere = new_installation(tmp_path)
    assert "Nothing was brought in." in elsewhere.does("import", str(folder), "--dry-run")


def test_an_archive_is_not_brought_into_an_installation_in_use(source, archive):
    assert "This installation is not empty" in source.does("import", str(archive), code=1)
    assert "This installation is not empty" in source.does("import", str(archive), "--dry-run", code=1)


def test_nothing_is_overwritten(source, archive):
    before = archive.read_bytes()
    assert "is there already" in source.does("export", str(archive), code=1)
    assert archive.read_bytes() == before


def test_somebody_who_came_along_signs_in_by_a_link(archive, tmp_path):
    elsewhere = new_installation(tmp_path)
    elsewhere.does("import", str(archive))
    person = next(one for one in records(archive, "accounts.user") if one["is_active"])
    told = elsewhere.does("accounts", "password-link", person["email"], "--because", "Known by sight.")
    assert re.search(r"http://\S+/account/password/reset/", told)
