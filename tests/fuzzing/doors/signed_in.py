"""What is brought along: the archive of another installation, the answer of a passkey."""

import base64
import hashlib
import io
import json
import zipfile
from pathlib import Path

from tests.fuzzing.door import Door
from tests.fuzzing.doors.engine import JSON, in_file

from interlocal.foundation.accounts.rules.passkeys import is_said_at
from interlocal.leaving.archive.outcomes import ArchiveWrong
from interlocal.leaving.archive.sources import opened
from interlocal.leaving.reading import manifest_of
from interlocal.leaving.rules import FORMAT, MANIFEST
from interlocal.leaving.schemas import digest_of_schemas

_HERE = "https://shared.example.org"
_SAID = base64.urlsafe_b64encode(json.dumps({"origin": _HERE}).encode()).decode()
_README = b"What this is."


def _archive() -> bytes:
    part = {"path": "README.txt", "size": len(_README), "sha256": hashlib.sha256(_README).hexdigest()}
    told = {
        "product": "interlocal",
        "format": FORMAT,
        "version": "1",
        "made_at": "2026-03-02T15:00:00Z",
        "installation": "a",
        "partnership": "Five Cities",
        "city": None,
        "schemas": {"at": "schemas/", "sha256": digest_of_schemas()},
        "kinds": [],
        "parts": [part],
        "not_included": [{"kind": "a", "why": "b"}],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(told))
        archive.writestr("README.txt", _README)
    return packed.getvalue()


def _read_archive(path: Path) -> None:
    with opened(path) as source:
        manifest_of(source)


def _read_answer(data: bytes) -> None:
    """The form has read the JSON around it, of whatever shape that is."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = {"response": {"clientDataJSON": data.decode("utf-8", "replace")}}
    assert is_said_at(told, _HERE) in {True, False}


DOORS = (
    Door(
        name="archive of another installation",
        read=in_file("archive.zip", _read_archive),
        seeds=(_archive(),),
        modules=("interlocal.leaving.archive.sources", "interlocal.leaving.reading"),
        refuses=(ArchiveWrong,),
        words=(
            *JSON,
            b"PK\x01\x02",
            b"PK\x05\x06",
            b"\xff\xff\xff\xff",
            b'"parts"',
            b'"path": ',
            b"\x63\x00",
        ),
    ),
    Door(
        name="answer of a passkey",
        read=_read_answer,
        seeds=(json.dumps({"response": {"clientDataJSON": _SAID}}).encode(),),
        modules=("interlocal.foundation.accounts.rules.passkeys",),
        words=(*JSON, b'"response"', b"7", b"[[]]", b"===", b"-_"),
    ),
)
