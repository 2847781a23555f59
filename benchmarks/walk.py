"""Walks every page that people can reach by links, as each role; says what each asks of the database.

``python walk.py FILE [ROLE ...]``: start at the pages that name no record, follow the links of what comes,
and keep an address of every kind. Then ask for each once more, and write time, queries and bytes of each
kind to FILE, with the addresses and the sign-ins, so that the same pages can be asked for over the network.
Seconds are those of the processor, SQLite's among them: what else runs meanwhile does not count.
"""

import json
import logging
import os
import re
import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urldefrag, urljoin, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
os.environ.setdefault("INTERLOCAL_DEMO", "1")
django.setup()

from django.db import connection, reset_queries  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import Resolver404, get_resolver, resolve  # noqa: E402

from interlocal.config.running import heap  # noqa: E402
from interlocal.foundation.accounts.models import User  # noqa: E402
from interlocal.partnerships.commitments.models import ProcedureRun  # noqa: E402
from interlocal.partnerships.meetings.models import Meeting  # noqa: E402

HOST = "localhost"
# Who walks: the sample's person with that role.
WALKERS = {
    "": "",
    "coordinator": "coordinator@example.org",
    "auditor": "auditor@example.org",
    "city-manager": "manager.independence@example.org",
    "clerk": "clerk.independence@example.org",
    "finance-officer": "finance.raytown@example.org",
    "hr-officer": "hr.blue-springs@example.org",
    "explorer": "guest.marc@example.org",
    "hotline-coordinator": "hotline@example.org",
    "hotline-investigator": "investigator.independence@example.org",
}
KEPT = 1  # addresses of a kind and role
TRIED = 6  # addresses of a kind that are opened at most: others may be closed to the role
SESSIONS = 12  # of a role, each a browser of its own
LINK = re.compile(r"""\shref="([^"#][^"]*)\"""")


@dataclass
class Page:
    """One kind of page, as one role: where it was found, and what asking for it costs."""

    name: str
    role: str
    path: str
    is_page: bool  # not a file that is made and downloaded
    queries: int = 0
    seconds: float = 0.0
    in_database: float = 0.0
    bytes: int = 0
    status: int = 0


def parameterless() -> Iterator[str]:
    """The paths of all addresses of ours that name no record."""

    def walk(resolver, prefix: str) -> Iterator[str]:  # type: ignore[no-untyped-def]
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                yield from walk(entry, path)
            elif "<" not in path and "^" not in path and getattr(entry.callback, "access", None) is not None:
                yield "/" + path

    return walk(get_resolver(), "")


def largest() -> Iterator[str]:
    """What is under way, before others of its kind: the meeting in session with most items, the adoption."""
    meeting = Meeting.objects.filter(state="open").annotate(many=Count("items")).order_by("-many").first()
    if meeting is not None:
        yield from (f"/meetings/{meeting.public_id}/{part}" for part in ("", "live/", "minutes/", "screen/"))
    run = ProcedureRun.objects.filter(subject_kind="instruments.statement", finished_on=None).last()
    if run is not None:
        yield from (f"/instruments/statements/{run.subject_id}/{part}" for part in ("", "matrix/"))


def name_of(path: str) -> str:
    """The name of an address, with a mark where something is asked for by query."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    if getattr(found.func, "access", None) is None:
        return ""
    return found.view_name + ("?" if urlsplit(path).query else "")


def client_of(email: str) -> Client:
    client = Client(raise_request_exception=False, HTTP_HOST=HOST)
    if email:
        client.force_login(User.objects.get(email=email))
    return client


def found_by(role: str, client: Client) -> list[Page]:
    """Every kind of page that the role reaches, with a few addresses of each."""
    waiting = deque(["/", "/home/", *largest(), *parameterless()])
    seen, kept, tried = set(waiting), Counter[str](), Counter[str]()
    pages: list[Page] = []
    while waiting:
        path = waiting.popleft()
        name = name_of(path)
        if not name or kept[name] >= KEPT or tried[name] >= TRIED:
            continue
        tried[name] += 1
        answer = client.get(path)
        if answer.status_code != 200:
            if answer.status_code >= 500:
                print(f"{role}: {path} fails", file=sys.stderr)
            answer.close()
            continue
        kept[name] += 1
        is_page = answer["Content-Type"].startswith("text/html")
        pages.append(Page(name, role, path, is_page))
        if is_page:
            for link in links_of(path, answer.content.decode()):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        answer.close()
    return pages


def links_of(path: str, text: str) -> Iterator[str]:
    for link in LINK.findall(text):
        whole = urldefrag(urljoin(f"http://{HOST}{path}", unescape(link))).url
        parts = urlsplit(whole)
        if parts.hostname == HOST:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def measure(page: Page, client: Client) -> None:
    """Ask for the page once more: what is asked once in a process was asked when it was found."""
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        began = process_time()
        answer = client.get(page.path)
        content = b"".join(answer) if answer.streaming else answer.content
        page.seconds = process_time() - began
    answer.close()
    page.queries, page.bytes, page.status = len(queries), len(content), answer.status_code
    page.in_database = sum(float(query["time"]) for query in queries)


def _session_of(email: str) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in client_of(email).cookies.items())


def main() -> None:
    logging.disable(logging.INFO)
    heap.look_seldom()  # as in a process that serves
    only = sys.argv[2:]
    pages, cookies = [], {}
    for role, email in WALKERS.items():
        if only and role not in only:
            continue
        client = client_of(email)
        began = perf_counter()
        found = found_by(role, client)
        heap.set_aside()
        for page in found:
            measure(page, client)
        pages += found
        cookies[role] = [_session_of(email) for _session in range(SESSIONS)]
        print(f"{role or 'public'}: {len(found)} pages, {perf_counter() - began:.0f} s", file=sys.stderr)
    rows = [asdict(page) for page in pages]
    Path(sys.argv[1]).write_text(json.dumps({"pages": rows, "cookies": cookies}), encoding="utf-8")


if __name__ == "__main__":
    main()
