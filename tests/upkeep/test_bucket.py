"""The doctor at a bucket of a real object store: well, closed, open to strangers, gone."""

from datetime import UTC, datetime

import pytest

from interlocal.foundation.files.public import Bucket, BucketStore, files_bucket
from interlocal.upkeep.doctor import State as Health
from interlocal.upkeep.doctor.bucket import look_at_bucket

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def found():
    [finding] = look_at_bucket(NOW)
    return finding.state, f"{finding.says} {finding.mend}"


def test_files_in_a_folder_have_no_bucket(settings):
    settings.INTERLOCAL_S3 = {}
    assert list(look_at_bucket(NOW)) == []


def test_a_bucket_that_works_and_is_closed_is_well(bucket):
    state, says = found()
    assert (state, bucket in says) == (Health.GOOD, True)
    assert list(BucketStore(files_bucket())._listed("")) == []


def test_a_bucket_that_strangers_read_is_broken(bucket, monkeypatch):
    # Swift answers no stranger over S3, whatever it is told: here the stranger has found the key.
    monkeypatch.setattr(Bucket, "stranger", Bucket.client)
    state, says = found()
    assert state == Health.BROKEN
    assert says.startswith("Anybody on the network can read")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": "not-there-at-all"}, "it answers NoSuchBucket"),
        ({"secret_key": "another-secret"}, "it answers SignatureDoesNotMatch"),
        ({"endpoint": "http://127.0.0.1:9"}, "EndpointConnectionError"),
    ],
)
def test_a_bucket_that_cannot_be_used_is_broken_in_words_without_keys(bucket, settings, changed, why):
    settings.INTERLOCAL_S3 = {**settings.INTERLOCAL_S3, **changed}
    state, says = found()
    assert state == Health.BROKEN
    assert why in says
    assert settings.INTERLOCAL_S3["secret_key"] not in says
