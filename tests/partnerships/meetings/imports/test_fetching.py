"""Only public addresses are asked, and only so much is taken."""

import http.client
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.meetings.imports import PublicJson, Unreadable, check_public_address, fetching


@pytest.mark.parametrize(
    "address",
    [
        "http://webapi.example.org/v1/x",
        "https://user:secret@webapi.example.org/",
        "https://webapi.example.org:8443/",
        "https://webapi.example.org/?x=1",
        "https://webapi.example.org/#x",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "",
    ],
)
def test_addresses_that_are_not_plain_https_are_refused(address):
    with pytest.raises(Unreadable):
        check_public_address(address)


def test_plain_address_is_taken_without_its_slash():
    assert check_public_address("https://webapi.example.org/v1/x/") == "https://webapi.example.org/v1/x"


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["192.168.0.1"],
        ["172.16.5.4"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["0.0.0.0"],
        ["224.0.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["fd00::1"],
        ["::ffff:127.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        [],
    ],
)
def test_hosts_that_resolve_to_no_public_address_are_refused_before_connecting(found, monkeypatch):
    monkeypatch.setattr(fetching, "_Pinned", None)
    source = PublicJson("https://webapi.example.org/v1/x", resolve=lambda host, port: found)
    with pytest.raises(Unreadable):
        source.get("Events", {})


@given(st.ip_addresses(v=4))
def test_only_global_addresses_pass(address):
    resolve = lambda host, port: [str(address)]  # noqa: E731
    if address.is_global and not address.is_multicast:
        assert fetching.public_address_of("h", resolve) == str(address)
    else:
        with pytest.raises(Unreadable):
            fetching.public_address_of("h", resolve)


class Answer(io.BytesIO):
    """A response with a status."""

    def __init__(self, data: bytes, status: int = 200) -> None:
        super().__init__(data)
        self.status, self.reason = status, http.client.responses[status]


class Wire:
    """A connection that answers from memory and remembers to whom it was opened."""

    opened: list[tuple[str, str]]
    targets: list[str]
    answers: list[Answer]

    def __init__(self, host: str, address: str) -> None:
        self.opened.append((host, address))

    def request(self, method: str, target: str, headers: object) -> None:
        self.targets.append(target)

    def getresponse(self) -> Answer:
        return self.answers.pop(0)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def wire(monkeypatch):
    monkeypatch.setattr(fetching, "_Pinned", Wire)
    Wire.opened, Wire.targets, Wire.answers = [], [], []
    return Wire


def source() -> PublicJson:
    return PublicJson("https://webapi.example.org/v1/x", resolve=lambda host, port: ["8.8.8.8"])


def test_connection_goes_to_the_address_that_was_checked(wire):
    wire.answers = [Answer(b"[1]")]
    assert source().get("Events", {"$top": "5"}) == [1]
    assert wire.opened == [("webapi.example.org", "8.8.8.8")]
    assert wire.targets == ["/v1/x/Events?%24top=5"]


@pytest.mark.parametrize("status", [301, 302, 307, 404, 500])
def test_redirects_and_errors_are_not_followed(wire, status):
    wire.answers = [Answer(b"[]", status)]
    with pytest.raises(Unreadable, match=str(status)):
        source().get("Events", {})


def test_answers_are_bounded(wire, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 100)
    wire.answers = [Answer(b"[" + b" " * 200 + b"]")]
    with pytest.raises(Unreadable, match="more than 8 MB"):
        source().get("Events", {})


@pytest.mark.parametrize("data", [b"<html>", b"[" * 100_000, b"\xff"])
def test_what_is_no_json_is_refused(wire, data):
    wire.answers = [Answer(data)]
    with pytest.raises(Unreadable, match="does not answer in JSON"):
        source().get("Events", {})


def test_requests_are_bounded(wire, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_REQUESTS", 2)
    wire.answers = [Answer(b"[]") for _ in range(3)]
    asking = source()
    asking.get("a", {})
    asking.get("b", {})
    with pytest.raises(Unreadable, match="requests"):
        asking.get("c", {})


def test_time_is_bounded(wire, monkeypatch):
    ticks = itertools.count(0, 400)
    monkeypatch.setattr(fetching.time, "monotonic", lambda: next(ticks))
    wire.answers = [Answer(b"[]")]
    with pytest.raises(Unreadable, match="five minutes"):
        source().get("Events", {})
