"""Get JSON from a public address, and from nowhere else."""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from .council_record import Unreadable

MAX_BYTES = 8 * 1024 * 1024
MAX_REQUESTS = 1500
MAX_SECONDS = 300
_TIMEOUT = 20
_HEADERS = {"Accept": "application/json", "User-Agent": "Interlocal"}
_CHUNK = 64 * 1024

Resolve = Callable[[str, int], list[str]]


class Fetch(Protocol):
    """Whoever gets JSON for a path below the address of a source."""

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        """Return the JSON at ``path``; raises ``Unreadable`` where there is none."""


def check_public_address(address: str) -> str:
    """Return ``address`` without a slash at its end; raises ``Unreadable`` unless it is a plain https one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unreadable("The address cannot be read.") from None
    if parts.scheme != "https" or not parts.hostname:
        raise Unreadable("The address must begin with https://.")
    if parts.username or parts.password or parts.query or parts.fragment or port not in {None, 443}:
        raise Unreadable("The address must be plain: no password, port, question mark or hash.")
    return address.rstrip("/")


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of ``host``."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unreadable(f"{host} cannot be found.") from None
    return [str(one[4][0]) for one in found]


def public_address_of(host: str, resolve: Resolve = resolved) -> str:
    """Return an IP address of ``host``; raises ``Unreadable`` if any of them is not on the public internet.

    One private address among them is enough to refuse: what is connected to must not depend on the order.
    """
    found = resolve(host, 443)
    for one in found:
        address = ipaddress.ip_address(one.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise Unreadable(f"{host} is not on the public internet.")
    if not found:
        raise Unreadable(f"{host} cannot be found.")
    return found[0]


class PublicJson:
    """JSON over HTTPS from one address, at most 8 MB an answer, 1,500 requests, and five minutes in all."""

    def __init__(self, address: str, *, resolve: Resolve = resolved) -> None:
        parts = urlsplit(check_public_address(address))
        assert parts.hostname is not None
        self._host, self._base, self._resolve = parts.hostname, parts.path.rstrip("/"), resolve
        self._left = MAX_REQUESTS
        self._until = time.monotonic() + MAX_SECONDS

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        """Return the JSON at ``path``. Redirects are not followed."""
        self._left -= 1
        if self._left < 0:
            raise Unreadable(
                f"The source asks for more than {MAX_REQUESTS:,} requests: choose a shorter time."
            )
        self._check_time()
        connection = _Pinned(self._host, public_address_of(self._host, self._resolve))
        try:
            target = f"{self._base}/{path}" + (f"?{urlencode(query)}" if query else "")
            connection.request("GET", target, headers=_HEADERS)
            return self._read(connection.getresponse())
        except (OSError, http.client.HTTPException) as error:
            raise Unreadable(f"{self._host} does not answer ({type(error).__name__}).") from None
        finally:
            connection.close()

    def _read(self, response: http.client.HTTPResponse) -> Any:
        if response.status != http.HTTPStatus.OK:
            raise Unreadable(f"{self._host} answers with {response.status} {response.reason}.")
        data = bytearray()
        while chunk := response.read(_CHUNK):
            data += chunk
            self._check_time()
            if len(data) > MAX_BYTES:
                raise Unreadable(f"{self._host} sends more than 8 MB at once.")
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise Unreadable(f"{self._host} does not answer in JSON.") from None

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise Unreadable(f"{self._host} takes more than five minutes: choose a shorter time.")


class _Pinned(http.client.HTTPSConnection):
    """A connection to the IP address that was checked, with the certificate of the host's name."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(host, timeout=_TIMEOUT)
        self._address, self._tls = address, ssl.create_default_context()

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
