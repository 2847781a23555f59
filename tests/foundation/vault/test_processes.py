"""Several processes in a new house at the same moment agree on one key."""

import json
import os
import threading
from collections.abc import Iterator

import pytest
from django.db import connection
from tests.foundation.house import START, House, a_house

from interlocal.foundation.vault.keyring import current_key
from interlocal.foundation.vault.public import decrypt, encrypt, forget_keys

ENCRYPT = (
    START
    + """
from interlocal.foundation.vault.public import encrypt
print(encrypt("tests", sys.argv[1].encode()).hex())
"""
)
DECRYPT = (
    START
    + """
from interlocal.foundation.vault.public import decrypt
for sealed in sys.argv[1:]:
    print(decrypt("tests", bytes.fromhex(sealed)).decode())
"""
)


pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path) -> Iterator[House]:
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path, url, "vault") as made:
        yield made


def test_processes_that_start_together_share_one_key(house):
    started = [house.start(ENCRYPT, f"text{number}") for number in range(4)]
    sealed = [process.communicate(timeout=120)[0].strip() for process in started]
    assert house.told(DECRYPT, *sealed).split() == [f"text{number}" for number in range(4)]
    assert len({value[2:34] for value in sealed}) == 1
    assert len(json.loads((house.folder / "vault.key").read_text())["master_keys"]) == 1


def _no_database(*_asked: object) -> None:
    raise AssertionError("the child asked the database")


@pytest.mark.django_db(transaction=True)
def test_a_forked_child_uses_the_keys_it_was_born_with():
    # Committed, so that the process remembers the key; one that may be rolled back is never kept.
    forget_keys()
    sealed = encrypt("tests", b"x")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(_no_database):
                os.write(writing, decrypt("tests", sealed) + encrypt("tests", b"y")[:1])
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        assert told.read() == b"x\x01"
    os.waitpid(child, 0)
    forget_keys()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_keys():
    expected = current_key("tests")
    found = []
    threads = [threading.Thread(target=lambda: found.append(current_key("tests"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
    forget_keys()
