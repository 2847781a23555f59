"""What one city takes along comes in where nothing is, and goes out of there the same.

`FULL=1 make test ARGS=tests/leaving/test_city_round_trip.py` runs it: there and out again is PostgreSQL.
"""

import hashlib

import pytest
from tests.foundation.backups.installations import Installation, database_at, sample
from tests.leaving.archives import contents, manifest, records, validate

pytestmark = pytest.mark.slow
AUDIT = {f"records/audit.{name}.jsonl" for name in ("auditbook", "auditentry", "auditdetail")}
OWN = {"README.txt", "manifest.json"}
# Records of all that pages list, and files: Raytown's in a second version, a shared one, one of others.
ADD_RECORDS_AND_FILES = """
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.commitments import CommitmentFactory
from tests.resilience.growth import grow
from interlocal.foundation.accounts.models import User
from interlocal.foundation.files.public import store_upload
from interlocal.kernel import clock
from interlocal.partnerships.agreements.models import Agreement, AgreementDocument
from interlocal.partnerships.jurisdictions.models import Jurisdiction

raytown, grandview = (Jurisdiction.objects.get(name=name) for name in ("Raytown", "Grandview"))
grow(raytown, [User.objects.order_by("pk").first()], 0, 2)

def stored(said, purpose, replaces=None):
    upload = SimpleUploadedFile("said.txt", said * 99)
    return store_upload(by=None, upload=upload, now=clock.now(), purpose=purpose, replaces=replaces)

first = stored(b"A first version. ", "commitments.evidence")
own = {"evidence_file": stored(b"Raytown did it. ", "commitments.evidence", first)}
CommitmentFactory.create(owed_by=raytown, owed_to=grandview, visibility="jurisdiction", **own)
theirs = {"evidence_file": stored(b"Between two others. ", "commitments.evidence")}
third = Jurisdiction.objects.get(name="Blue Springs")
CommitmentFactory.create(owed_by=grandview, owed_to=third, visibility="jurisdiction", **theirs)
AgreementDocument.objects.create(agreement=Agreement.objects.filter(published_at__isnull=False).first(),
    title="Signed copy", file=stored(b"All have signed. ", "agreements.document"), created_at=clock.now())
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Raytown's archive, made on the command line."""
    source = sample(tmp_path_factory.mktemp("source"))
    source.runs(ADD_RECORDS_AND_FILES)
    path = source.data.parent / "raytown.zip"
    source.does("export", "--city", "Raytown", str(path))
    return path


@pytest.fixture
def elsewhere(postgresql_url, tmp_path):
    """An empty installation, on the other engine: what was made there must come back from it the same."""
    with database_at(postgresql_url) as address:
        yield Installation(tmp_path / "elsewhere", address)


def files_in(found):
    return {name: content for name, content in found.items() if name.startswith("files/")}


def test_a_citys_archive_reads_as_its_schemas_say_and_holds_the_files_that_are_its_own_or_shared(archive):
    said, found = manifest(archive), contents(archive)
    assert validate(archive) == sum(kind["records"] for kind in said["kinds"]) > 700
    assert len(said["kinds"]) > 80
    told = {record["path"]: record for record in records(archive, "files.storedfile")}
    assert set(told) == set(files_in(found))
    for path, record in told.items():
        assert hashlib.sha256(found[path]).hexdigest() == record["sha256"]
    held = b"".join(files_in(found).values())
    assert b"Raytown did it." in held
    assert b"All have signed." in held
    everything = b"".join(found.values())
    assert b"Between two others." not in everything
    assert b"A first version." not in everything


@pytest.mark.postgresql
def test_a_citys_archive_comes_in_elsewhere_and_goes_out_again_the_same(archive, elsewhere, tmp_path):
    before = contents(archive)
    assert "Nothing was brought in." in elsewhere.does("import", str(archive), "--dry-run")
    assert "All of it is here." in elsewhere.does("import", str(archive))
    assert "whole" in elsewhere.does("audit", "verify")

    # As the city's own archive: each record and file, byte for byte.
    city = tmp_path / "city.zip"
    elsewhere.does("export", "--city", "Raytown", str(city))
    after = contents(city)
    assert set(after) == set(before)
    assert {name for name in before if after[name] != before[name]} == OWN

    # As all there is: nothing came beside it but the audit book, which begins with the import.
    whole = tmp_path / "whole.zip"
    elsewhere.does("export", str(whole))
    after = contents(whole)
    assert set(after) - set(before) == AUDIT
    assert {name for name in before if after[name] != before[name]} == OWN
    told = [entry["action"] for entry in records(whole, "audit.auditdetail")]
    assert told == ["leaving.import", "leaving.export"]
    validate(whole)
