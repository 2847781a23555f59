"""The doctor at a bucket of a real object store: well, open to strangers, with versions, slow, gone."""

import socket
import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread
from urllib.parse import urlsplit

import pytest

from interlocal.foundation.files.public import Bucket, BucketStore, files_bucket
from interlocal.upkeep.doctor import State as Health
from interlocal.upkeep.doctor import bucket as looked
from interlocal.upkeep.doctor.bucket import look_at_bucket

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _is_in_no_hurry(monkeypatch):
    """Let a busy machine not look like a slow bucket."""
    monkeypatch.setattr(looked, "SLOW_SECONDS", 60)


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


def test_a_bucket_that_keeps_what_was_deleted_wants_attention_until_it_no_longer_does(bucket):
    def turn(status):
        files_bucket().client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})

    assert found()[0] == Health.GOOD
    turn("Enabled")
    state, says = found()
    assert state == Health.SOON
    assert "keeps older versions of what was deleted" in says
    assert "Turn versions off" in says
    turn("Suspended")
    assert found()[0] == Health.GOOD


def test_a_bucket_on_another_machine_without_encryption_wants_attention(bucket, monkeypatch):
    monkeypatch.setattr(looked, "LOCAL", set())
    state, says = found()
    assert state == Health.SOON
    assert "Files travel readable to" in says
    assert "https://" in says


class _Slow(socketserver.BaseRequestHandler):
    """Carries what is said there and back, and takes its time with whatever is asked."""

    def handle(self) -> None:
        self.request.settimeout(2)
        with socket.create_connection(self.server.leads_to, timeout=2) as onward:
            back = Thread(target=_carry, args=(onward, self.request, 0.0))
            back.start()
            _carry(self.request, onward, self.server.seconds)
            back.join()


def _carry(source: socket.socket, target: socket.socket, seconds: float) -> None:
    with suppress(OSError):
        while said := source.recv(65_536):
            time.sleep(seconds)
            target.sendall(said)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def slow_line(endpoint: str, seconds: float) -> Iterator[str]:
    """Yield an address that leads slowly to ``endpoint``."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Slow) as server:
        leads_to = urlsplit(endpoint)
        server.leads_to, server.seconds = (leads_to.hostname, leads_to.port), seconds
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        files_bucket().client.close()
        files_bucket().stranger.close()
        server.shutdown()


def test_a_bucket_that_is_slow_wants_attention(bucket, settings, monkeypatch):
    monkeypatch.setattr(looked, "SLOW_SECONDS", 0.5)
    with slow_line(settings.INTERLOCAL_S3["endpoint"], 0.4) as settings.INTERLOCAL_S3["endpoint"]:
        state, says = found()
    assert state == Health.SOON
    assert "to take a few bytes and give them back" in says
