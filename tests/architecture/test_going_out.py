"""Every place from which the product goes out over a network is known, and follows nobody elsewhere."""

import ast
from collections.abc import Iterator

from tests.architecture.house import HOUSE, SOURCE, modules, tree

NETWORK = {"http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "boto3", "botocore"}
PLAIN = {"smtplib", "imaplib", "poplib", "ftplib", "telnetlib", "xmlrpc.client"}
# What each may reach is written in docs/reference/connections.md.
GOES_OUT = {
    "config/management/commands/run.py": {"http.client"},  # this very machine: is the server up?
    "foundation/accounts/asking.py": {"http.client", "urllib.request"},
    "foundation/files/store/bucket/place.py": {"boto3", "botocore"},
    "foundation/files/store/bucket/reader.py": {"botocore"},
    "foundation/files/store/bucket/store.py": {"botocore"},
    "foundation/notices/tasks.py": {"smtplib"},  # names of errors; Django sends
    "partnerships/meetings/imports/fetching.py": {"http.client"},
    "upkeep/doctor/clock.py": {"http.client"},
    "upkeep/doctor/mail.py": {"smtplib"},
}
# http.client follows nobody; these two would, and are told not to.
FOLLOWING = {"urllib.request", "requests", "httpx", "aiohttp"}
SOCKETS = {
    "config/management/commands/run.py",  # listens
    "foundation/files/scanning.py",  # the virus scanner's socket, a file of this machine
    "partnerships/meetings/imports/fetching.py",
    "upkeep/doctor/certificate.py",
    "upkeep/doctor/clock.py",
}


def _imported(path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _using(wanted: set[str]) -> dict[str, set[str]]:
    found = {}
    for path in modules(HOUSE):
        named = set(_imported(path))
        used = {one for one in wanted if any(name == one or name.startswith(f"{one}.") for name in named)}
        if used:
            found[path.relative_to(HOUSE).as_posix()] = used
    return found


def test_who_goes_out_is_known():
    assert _using(NETWORK | PLAIN) == GOES_OUT


def test_one_place_alone_uses_what_follows_redirects_by_itself():
    assert set(_using(FOLLOWING)) == {"foundation/accounts/asking.py"}


def test_who_opens_sockets_is_known():
    opening = {
        path.relative_to(HOUSE).as_posix()
        for path in modules(HOUSE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"socket.socket", "socket.create_connection", "socket.create_server"}
    }
    assert opening == SOCKETS


def test_the_engine_goes_nowhere():
    reaching = {
        path.relative_to(SOURCE).as_posix(): named
        for path in modules(SOURCE / "mutual")
        if (named := set(_imported(path)) & (NETWORK | PLAIN | {"socket", "ssl"}))
    }
    assert reaching == {}
