"""The settings of a bucket: what is no bucket, address or key is refused in words before it is used."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from interlocal.config.object_storage import bucket_settings

RIGHT = {
    "INTERLOCAL_S3_BUCKET": "interlocal-files",
    "INTERLOCAL_S3_ENDPOINT": "https://s3.example.org:9000/",
    "INTERLOCAL_S3_PREFIX": "interlocal/files",
    "INTERLOCAL_S3_ACCESS_KEY": "AKIA0123456789",
    "INTERLOCAL_S3_SECRET_KEY": "violet/umbrella+",
}


def test_settings_that_are_right_are_taken_as_they_are():
    assert bucket_settings(RIGHT) == {
        "name": "interlocal-files",
        "endpoint": "https://s3.example.org:9000",
        "region": "us-east-1",
        "prefix": "interlocal/files",
        "access_key": "AKIA0123456789",
        "secret_key": "violet/umbrella+",
    }


def test_amazon_with_the_role_of_the_machine_needs_a_name_alone():
    found = bucket_settings({"INTERLOCAL_S3_BUCKET": "interlocal-files"})
    assert (found["name"], found["endpoint"], found["access_key"]) == ("interlocal-files", "", "")


def test_without_any_files_stay_in_the_folder():
    assert bucket_settings({}) == {}


WRONG = [
    ("BUCKET", ["Interlocal", "ab", "a" * 64, "files_of_ours", "-files", "two..dots", "192.0.2.7", "a/b"]),
    (
        "ENDPOINT",
        [
            "s3.example.org",
            "ftp://s3.example.org",
            "https://",
            "https://key:secret@s3.example.org",
            "https://s3.example.org/interlocal-files",
            "https://s3.example.org/?x=1",
            "https://s3.example.org:port",
            "https://[::1",
        ],
    ),
    ("REGION", ["us east", "-", "us-east-1/"]),
    ("PREFIX", ["/files", "files/", "../files", "a//b", "a b"]),
    ("ACCESS_KEY", ["AKIA 0123", "'AKIA0123'"]),
    ("SECRET_KEY", ['"violet/umbrella+"', "violet umbrella"]),
]


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG for value in values])
def test_a_setting_that_cannot_be_is_named_and_no_secret_is_quoted(name, value):
    with pytest.raises(ImproperlyConfigured) as refused:
        bucket_settings({**RIGHT, f"INTERLOCAL_S3_{name}": value})
    said = str(refused.value)
    assert said.startswith(f"INTERLOCAL_S3_{name} is ")
    assert "umbrella" not in said
    assert "AKIA" not in said


@pytest.mark.parametrize("one", ["INTERLOCAL_S3_ACCESS_KEY", "INTERLOCAL_S3_SECRET_KEY"])
def test_one_key_without_the_other_is_refused(one):
    with pytest.raises(ImproperlyConfigured, match="go together"):
        bucket_settings({**RIGHT, one: ""})


@pytest.mark.parametrize("left", [name for name in RIGHT if name != "INTERLOCAL_S3_BUCKET"])
def test_a_bucket_that_was_forgotten_is_missed(left):
    with pytest.raises(ImproperlyConfigured, match="INTERLOCAL_S3_BUCKET is missing"):
        bucket_settings({left: RIGHT[left]})


@pytest.mark.slow
def test_the_command_says_it_in_one_line(tmp_path):
    environ = {**os.environ, **RIGHT, "INTERLOCAL_DATA": str(tmp_path), "INTERLOCAL_S3_BUCKET": "No Bucket"}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "interlocal.config.cli", "doctor"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "INTERLOCAL_S3_BUCKET is the name of a bucket" in done.stderr
    assert "Traceback" not in done.stderr
    assert "umbrella" not in done.stderr
