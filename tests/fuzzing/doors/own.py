"""What comes back to us: backups, keys, heads, receipts, links, answers, messages of our own pages."""

import base64
import io
import json
from contextlib import suppress
from typing import Any

from django.test import RequestFactory
from tests.fuzzing.door import Door
from tests.fuzzing.doors.engine import JSON, TOML, in_file, text

from interlocal.foundation.audit.heads import Head, HeadUnreadable, read_heads
from interlocal.foundation.backups.archive import BackupWrong, PartReader, read_head
from interlocal.foundation.backups.archive.envelope import MAGIC
from interlocal.foundation.backups.recovery.code import CodeWrong, code_of, secret_in
from interlocal.foundation.notices.public import is_signed, sign_path
from interlocal.foundation.vault import keyfile
from interlocal.foundation.vault.exceptions import KeyWrong
from interlocal.founding.answers import Place, read_answers
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.rules.receipt import as_code, as_words, read_receipt
from interlocal.programs.hotline.rules.sealing import bytes_of, entry_of, locks_of, public_key_of, wrap_of
from interlocal.programs.hotline.views import posted
from interlocal.programs.training.lessons.said import read_said
from interlocal.programs.training.views.lessons import playing
from interlocal.web.clients import client_address

_PATH = "/links/abc/1/"
_HOTLINE = (b"-", b" ", b"1.", b"\n", "ﬀ".encode(), b"abacus", b"zoom", b"0", b"o", b"l")
_ANSWERS = b"""name = "Five Cities"
state = "MO"
language = "en"
cities = ["Raytown | MO | https://raytown.example.org", { name = "Grandview" }]
council = { name = "A council", state = "MO" }
[coordinator]
name = "Ann Roe"
email = "ann@example.org"
"""
_KEYS = {
    "format": keyfile.FORMAT,
    "master_keys": [{"id": "a", "made_at": "2026-01-01", "key": base64.b64encode(bytes(32)).decode()}],
}
_LOCKS = [{"kind": "passphrase", "box": base64.b64encode(bytes(48)).decode(), "nonce": "A" * 32}]
_PAGE = {"key": "k", "number": 1, "is_finished": True, "values": {"cmi.core.score.raw": "80"}}
_SAID = {
    "cmi.core.lesson_status": "passed",
    "cmi.core.lesson_location": "p1",
    "cmi.core.score.raw": "80.5",
    "cmi.core.session_time": "0001:02:03.5",
    "cmi.core.exit": "",
}
_ENTRY = {
    "entries": [{"id": "0123456789abcdef", "sealed": base64.b64encode(bytes(80)).decode()}],
    "groups": [{"keys": ["k"], "sealed": "A"}],
    "name": "A",
    "number": 7,
    "facts": {},
    "locks": _LOCKS,
    "key": base64.b64encode(bytes([1]) * 32).decode(),
}


def _coded(told: object) -> bytes:
    return json.dumps(told).encode()


def _head() -> bytes:
    names = ("to_the_sheet", "proof", "for_this_house")
    said = {"made_at": "m", "version": "1", "fingerprint": "f", "number": "n", **dict.fromkeys(names, "AAAA")}
    return MAGIC + len(_coded(said)).to_bytes(4, "big") + _coded(said)


def _read_parts(data: bytes) -> None:
    parts = PartReader(io.BytesIO(data))
    parts.note()
    for _line in parts.lines():
        pass
    parts.note()
    parts.is_at_end()


def _part(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "big") + content


def _posted(data: bytes) -> Any:
    return RequestFactory().post("/", data, content_type="application/json")


def _read_posted(data: bytes) -> None:
    """Everything that pages of the hotline's staff may send, asked for by its shape."""
    told = posted._object_in(_posted(data))
    locks_of(told.get("locks"))
    public_key_of(told.get("key"))
    for read, name in (
        (posted.sealed_entries, None),
        (posted.groups_in, None),
        (posted.text_in, "name"),
        (posted.number_in, "number"),
        (posted.mapping_in, "facts"),
    ):
        read(told) if name is None else read(told, name)


def _read_sealed(said: str) -> None:
    for read in (bytes_of, entry_of, wrap_of, public_key_of):
        with suppress(Refusal):
            read(said)


def _read_message(data: bytes) -> None:
    message = playing._message(_posted(data))
    if message is not None:
        read_said(message["values"], is_finished=message["is_finished"])


def _read_header(said: str) -> None:
    """Web servers hand headers over as Latin-1."""
    request = RequestFactory().get("/", headers={"X-Forwarded-For": said})
    assert client_address(request)


def _read_link(said: str) -> None:
    assert is_signed(_PATH, said) == (said == sign_path(_PATH))


DOORS = (
    Door(
        name="answers of a founding",
        read=text(lambda said: read_answers(said).checked()),
        seeds=(_ANSWERS,),
        modules=("interlocal.founding.answers",),
        refuses=(Refusal,),
        words=(*TOML, b"cities = 7\n", b"{ nme = 1 }", b" | ", b"https://["),
    ),
    Door(
        name="line of a city",
        read=text(Place.read),
        seeds=(b"Raytown | MO | https://raytown.example.org",),
        modules=("interlocal.founding.answers",),
        refuses=(Refusal,),
        words=(b" | ", b"http://"),
        rounds=0.3,
    ),
    Door(
        name="head of a backup",
        read=lambda data: read_head(io.BytesIO(data)),
        seeds=(_head(),),
        modules=("interlocal.foundation.backups.archive.envelope",),
        refuses=(BackupWrong,),
        words=(*JSON, MAGIC, b"\xff\xff\xff\xff", b"\x00\x00"),
    ),
    Door(
        name="parts of a backup",
        read=_read_parts,
        seeds=(_part(b"N", b'{"part": "rows"}') + _part(b"D", b"[1]\n[2]\n") + _part(b"N", b"{}"),),
        modules=("interlocal.foundation.backups.archive.parts",),
        refuses=(BackupWrong,),
        words=(*JSON, b"N\x00\x00\x00\x01", b"D\x00\x00\x00\x02", b"\x7f\xff\xff\xff"),
    ),
    Door(
        name="recovery key",
        read=text(secret_in),
        seeds=("\n".join(code_of(bytes(range(32)))).encode(),),
        modules=("interlocal.foundation.backups.recovery.code",),
        refuses=(CodeWrong,),
        words=(b"-", b" ", b"O", b"I", b"l", b"u", "İ".encode()),
    ),
    Door(
        name="heads of the audit book",
        read=in_file("heads.jsonl", read_heads),
        seeds=(Head("partnership", 7, "0" * 64, playing.clock.today()).as_json().encode(),),
        modules=("interlocal.foundation.audit.heads",),
        refuses=(HeadUnreadable,),
        words=(*JSON, b"Infinity", b'"seq": NaN', b"[]", b"\n"),
    ),
    Door(
        name="key file of the vault",
        read=keyfile._parsed,
        seeds=(_coded(_KEYS),),
        modules=("interlocal.foundation.vault.keyfile",),
        refuses=(KeyWrong,),
        words=(*JSON, b'"master_keys": {}', b"[7]"),
    ),
    Door(
        name="receipt of a report",
        read=text(read_receipt),
        seeds=(" ".join(as_words(12345)).encode(), as_code(12345).encode()),
        modules=("interlocal.programs.hotline.rules.receipt",),
        refuses=(Refusal,),
        words=_HOTLINE,
    ),
    Door(
        name="signature of a link",
        read=text(_read_link),
        seeds=(sign_path(_PATH).encode(),),
        modules=("interlocal.foundation.notices.rules",),
        words=(b":", b"/", b"=", b"-"),
    ),
    Door(
        name="JSON of the hotline's staff",
        read=_read_posted,
        seeds=(_coded(_ENTRY),),
        modules=(
            "interlocal.programs.hotline.views.posted",
            "interlocal.programs.hotline.rules.sealing",
        ),
        refuses=(Refusal,),
        words=(*JSON, b'"id"', b'"sealed"', b"[7]", b"[[]]", b"{}", b"true"),
    ),
    Door(
        name="what a browser has sealed",
        read=text(_read_sealed),
        seeds=(base64.b64encode(bytes(80)),),
        modules=("interlocal.programs.hotline.rules.sealing",),
        words=(b"=", b"==", b"-", b"_", b"A" * 4),
        rounds=0.5,
    ),
    Door(
        name="what a lesson says",
        read=_read_message,
        seeds=(_coded(_PAGE), _coded({**_PAGE, "values": _SAID})),
        modules=(
            "interlocal.programs.training.views.lessons.playing",
            "interlocal.programs.training.lessons.said",
        ),
        words=(*JSON, b'"9999:59:59.99"', b'"1e2"', b'"\\ud800"', b"7", b'"cmi.suspend_data": '),
    ),
    Door(
        name="chain of proxies",
        read=lambda data: _read_header(data.decode("latin-1")),
        seeds=(b"203.0.113.7, 198.51.100.2", b"2001:db8::1"),
        modules=("interlocal.web.clients",),
        words=(b",", b"::", b"%1", b".", b"0x7f", b"127.1"),
    ),
)
