"""A real ClamAV daemon is asked about bytes that lie on no disk."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import clamd

from interlocal.config.checks import check_deployment
from interlocal.foundation.files.public import NOT_SCANNED, NoScanner, Scan, is_scanning, scan, scanner


@pytest.fixture
def daemon(settings) -> Iterator[None]:
    with clamd.running() as conf:
        settings.INTERLOCAL_CLAMD_CONF = str(conf)
        yield


def a_conf(folder: Path, text: str) -> str:
    (folder / "clamd.conf").write_text(text, encoding="utf-8")
    return str(folder / "clamd.conf")


@pytest.mark.clamd
def test_what_a_scanner_finds_is_named(daemon):
    assert scan(clamd.EICAR) == Scan(is_scanned=True, found=f"{clamd.SIGNATURE}.UNOFFICIAL")
    assert scan(b"The minutes of March. " * 50_000) == Scan(is_scanned=True)
    assert scan(b"") == Scan(is_scanned=True)


def test_without_a_scanner_nothing_is_claimed(settings, tmp_path):
    assert not is_scanning()
    assert scan(clamd.EICAR) == NOT_SCANNED
    settings.INTERLOCAL_CLAMD_CONF = a_conf(
        tmp_path, f"LocalSocket {tmp_path}/nobody-listens.sock\nTemporaryDirectory /dev/shm\n"
    )
    assert is_scanning()
    assert scan(clamd.EICAR) == NOT_SCANNED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("TemporaryDirectory /dev/shm\n", "names no LocalSocket"),
        (
            "# TemporaryDirectory /dev/shm\nLocalSocket /run/clamd\nTemporaryDirectory /var/tmp\n",
            "not in memory",
        ),
        (None, "cannot be read"),
    ],
)
def test_a_scanner_that_would_write_to_a_disk_is_not_asked_and_the_check_says_so(
    settings, tmp_path, text, why
):
    settings.INTERLOCAL_CLAMD_CONF = a_conf(tmp_path, text) if text else str(tmp_path / "absent.conf")
    with pytest.raises(NoScanner, match=why):
        scanner()
    assert not is_scanning()
    assert scan(clamd.EICAR) == NOT_SCANNED
    assert why in next(one.msg for one in check_deployment() if one.id == "interlocal.E005")


@pytest.mark.parametrize(
    "said", [b"", b"no answer at all\0", b"fd[9]: lstat() failed. ERROR\0", b"OK FOUND?\0"]
)
def test_an_answer_that_says_nothing_clear_is_no_scan(settings, tmp_path, said):
    path = tmp_path / "odd.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(path))
        listening.listen()
        answering = threading.Thread(target=_answer_once, args=(listening, said))
        answering.start()
        settings.INTERLOCAL_CLAMD_CONF = a_conf(
            tmp_path, f"LocalSocket {path}\nTemporaryDirectory /dev/shm\n"
        )
        assert scan(b"anything") == NOT_SCANNED
        answering.join(10)


def _answer_once(listening: socket.socket, said: bytes) -> None:
    came, _address = listening.accept()
    with came:
        came.recv(100)
        came.sendall(said)
