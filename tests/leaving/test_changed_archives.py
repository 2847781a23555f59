"""An archive that is not as an export made it comes in nowhere, and leaves nothing behind."""

import hashlib
import json
import re
from datetime import UTC, datetime

import pytest
from tests.foundation.backups.installations import sample
from tests.leaving.archives import contents, write

from interlocal.foundation.files.public import file_store
from interlocal.leaving.actions import bring_in, read_archive
from interlocal.leaving.archive import ArchiveWrong
from interlocal.leaving.loading import kinds_with_rows
from interlocal.leaving.schemas import digest_of_schemas

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The sample's archive, as if made by a version that has the example program too."""
    source = sample(tmp_path_factory.mktemp("source"))
    path = source.data.parent / "all.zip"
    source.does("export", str(path))
    files = contents(path)
    said = json.loads(files["manifest.json"])
    said["schemas"]["sha256"] = digest_of_schemas()
    return write(path, {**files, "manifest.json": json.dumps(said).encode()})


def test_the_archive_comes_in_as_it_was(archive):
    manifest = bring_in(path=archive, now=NOW)
    assert manifest.records > 2000


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "letter.zip").write_bytes(b"Dear council")
    for name, said in (("letter.zip", "is no archive"), ("none.zip", "There is no")):
        with pytest.raises(ArchiveWrong, match=said):
            read_archive(tmp_path / name)
    (tmp_path / "folder").mkdir()
    with pytest.raises(ArchiveWrong, match=r"no manifest\.json"):
        read_archive(tmp_path / "folder")


def test_a_folder_that_leads_elsewhere_is_refused(archive, tmp_path):
    folder = tmp_path / "folder"
    for name, content in contents(archive).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "README.txt").unlink()
    (folder / "README.txt").symlink_to("/etc/hostname")
    with pytest.raises(ArchiveWrong, match="leads elsewhere"):
        read_archive(folder)


def changed(name, change):
    def alter(files):
        files[name] = change(files[name])

    return alter


def resealed(name, change):
    """Change a file, and the manifest so that its digest is right again."""

    def alter(files):
        files[name] = change(files[name])
        said = json.loads(files["manifest.json"])
        for part in said["parts"]:
            if part["path"] == name:
                part.update(size=len(files[name]), sha256=hashlib.sha256(files[name]).hexdigest())
        files["manifest.json"] = json.dumps(said).encode()

    return alter


def with_more(files):
    files["records/../../evil.txt"] = b"x"


def of_another_version(files):
    said = json.loads(files["manifest.json"])
    said["schemas"]["sha256"] = "0" * 64
    files["manifest.json"] = json.dumps(said).encode()


def twice(content):
    return content + content


def with_word_for_number(content):
    return content.replace(b'"contact_minutes":', b'"contact_minutes":"a","x":')


COURSES, USERS = "records/training.course.jsonl", "records/accounts.user.jsonl"
DETAILS = "records/audit.auditdetail.jsonl"


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (changed(COURSES, lambda said: said.replace(b"a", b"b")), "is not what it was"),
        (changed("manifest.json", lambda said: said[:-9]), "The manifest of this archive is damaged"),
        (with_more, "not in its manifest"),
        (of_another_version, "another form"),
        (resealed(USERS, lambda said: said.replace(b'"email"', b'"mail"', 1)), "user.jsonl, line 1"),
        (resealed(USERS, lambda said: said.partition(b"\n")[2]), "names a accounts.user|records where"),
        (resealed(DETAILS, lambda said: said.replace(b"accounts.", b"accounts.x", 1)), "not whole"),
        (resealed(COURSES, lambda said: re.sub(rb'"made_by":"\w+"', b'"made_by":"x"', said)), "names a "),
        (resealed(COURSES, twice), "have the same public_id"),
        (resealed(COURSES, with_word_for_number), "course.jsonl, line 1"),
        (resealed(USERS, lambda said: re.sub(rb'"email":"[^"]+"', b'"email":"a@b.c"', said)), "cannot stand"),
    ],
)
def test_an_archive_that_was_changed_is_refused_and_leaves_nothing(archive, tmp_path, alter, said):
    files = contents(archive)
    alter(files)
    before = set(file_store().stored_keys())
    with pytest.raises(ArchiveWrong, match=said):
        bring_in(path=write(tmp_path / "changed.zip", files), now=NOW)
    assert list(kinds_with_rows()) == []
    assert set(file_store().stored_keys()) == before
