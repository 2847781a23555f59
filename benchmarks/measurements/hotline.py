"""The hotline: reports taken in, a flood beside honest reporters, large files, right and wrong receipts."""

import json
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

import house
import processes
from bench import Bench
from figures import Figure

CLIENTS = 16
FLOOD = 100  # requests a second
FILE = 500 * 1024 * 1024
MEGABYTE = 1024 * 1024
BASE = "/programs/hotline/report/"
HERE = Path(__file__).resolve().parent.parent
_addresses = count(1)

# Five cities with two recipients and a keeper each; three of five keepers recover.
SET_UP = """
from interlocal.foundation.accounts.models import User
from interlocal.foundation.vault.public import new_key_pair
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.programs.hotline import models
now = clock.now()
named_by = User.objects.earliest("pk")
models.Category.objects.create(slug="waste", title="Waste", title_es="Despilfarro", created_at=now)
models.RecoveryRule.objects.create(needed=3, made_by=named_by, created_at=now)
first = None
for number, city in enumerate(Jurisdiction.objects.order_by("pk")[:5]):
    hotline = models.CityHotline.objects.create(
        jurisdiction=city, is_open=True, fallback=first, created_at=now
    )
    first = first or hotline
    for place, duty in enumerate(("recipient", "recipient", "keeper")):
        user = User.objects.create_user(
            email=f"hotline{number}{place}@example.org",
            name=f"Person{number} Number{place}",
            joined_at=now,
        )
        public, _private = new_key_pair()
        models.StaffKey.objects.create(user=user, public_key=public, locks=[], created_at=now)
        models.Recipient.objects.create(
            jurisdiction=city, user=user, duty=duty, place=place, named_by=named_by, confirmed_by=named_by,
            created_at=now,
        )
print(models.CityHotline.objects.latest("pk").jurisdiction.public_id)
"""
TOKENS = """
from django.utils import timezone
from interlocal.kernel import clock
from interlocal.programs.hotline.rules.forms import new_form_token
today = timezone.localdate(clock.now())
for _ in range({many}):
    print(new_form_token(today))
"""
COUNT = "from interlocal.programs.hotline.models import Report; print(Report.objects.count())"
RECEIPTS = """
import secrets
from interlocal.programs.hotline.rules.filing import Filing
from interlocal.programs.hotline.rules.receipt import as_code, receipt_from
from interlocal.programs.hotline.actions.submitting import submit
from interlocal.kernel import clock
filing = Filing(jurisdiction={city!r}, category="waste", what="Paid twice")
print(as_code(submit(filing=filing, token=secrets.token_bytes(32), now=clock.now()).receipt))
for _ in range(200):
    print(as_code(receipt_from(secrets.token_bytes(32))))
"""


def measure(bench: Bench) -> list[Figure]:
    data = bench.data
    city = data.python(SET_UP).strip()
    with house.interlocal(data, INTERLOCAL_TRUSTED_PROXIES="1") as served:
        return [
            *_throughput(bench, served, city),
            *_flood(bench, served, city, "one address", 1),
            *_flood(bench, served, city, "a hundred addresses", 100),
            *_receipts(bench, served, city),
            *_large(bench, served),
        ]


def _form(token: str, city: str) -> dict[str, str]:
    what = "The depot pays for fuel that no truck of ours has used. " * 8
    return {"token": token, "jurisdiction": city, "category": "waste", "what": what, "end": "1"}


def _addresses_of(many: int) -> list[str]:
    return [f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in (next(_addresses) for _ in range(many))]


def _tokens(data: house.Generated, many: int) -> list[str]:
    return data.python(TOKENS.format(many=many)).split()


def _send(served: house.Served, clients: list[list[dict[str, Any]]], rest: float = 0) -> dict[str, Any]:
    job = {"port": served.port, "clients": clients, "rest": rest}
    command = [sys.executable, str(HERE / "reporters.py")]
    done = subprocess.run(command, input=json.dumps(job), check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _throughput(bench: Bench, served: house.Served, city: str) -> list[Figure]:
    many = int(2500 * bench.seconds)  # 10,000 reports in a whole run of four seconds a measurement
    bench.say(f"hotline, {many} reports from {CLIENTS} clients")
    before = int(bench.data.python(COUNT))
    addresses = _addresses_of(many)
    asked = [
        {"path": BASE, "form": _form(token, city), "address": address}
        for token, address in zip(_tokens(bench.data, many), addresses, strict=True)
    ]
    found = _send(served, [asked[place::CLIENTS] for place in range(CLIENTS)])
    accepted = [seconds for seconds, _status, has_receipt in found["answers"] if has_receipt]
    kept = int(bench.data.python(COUNT)) - before
    title = f"Hotline, {CLIENTS} clients, one city"
    return [
        Figure("hotline", f"{title}: reports accepted", len(accepted) / found["seconds"], "/s"),
        Figure("hotline", f"{title}: 95 of 100 wait at most", _p95(accepted) * 1000, "ms"),
        Figure("hotline", f"{title}: not accepted, of {many}", many - len(accepted), "reports"),
        Figure("hotline", f"{title}: accepted and lost, or doubled", abs(kept - len(accepted)), "reports"),
    ]


def _flood(bench: Bench, served: house.Served, city: str, source: str, addresses: int) -> list[Figure]:
    seconds = max(10.0, 5 * bench.seconds)
    bench.say(f"hotline, {seconds:.0f} seconds of a flood from {source}")
    many, flooding_from = int(FLOOD * seconds), _addresses_of(addresses)
    forged = {"receipt": "0" * 24}
    attack = [
        {
            "path": f"{BASE}come-back/",
            "form": forged if number % 2 else None,
            "address": flooding_from[number % addresses],
        }
        for number in range(many)
    ]
    honest = int(2 * seconds)
    asked = [
        [{"path": BASE, "address": one}, {"path": BASE, "form": _form(token, city), "address": one}]
        for token, one in zip(_tokens(bench.data, honest), _addresses_of(honest), strict=True)
    ]
    lanes = [[request for pair in asked[lane::4] for request in pair] for lane in range(4)]
    attackers = [attack[lane::20] for lane in range(20)]
    flooding = threading.Thread(target=_send, args=(served, attackers, 20 / FLOOD))
    flooding.start()
    time.sleep(1)
    found = _send(served, lanes, 0.75)
    flooding.join()
    answers = found["answers"]
    waited = _p95([seconds for seconds, status, _has in answers if status == 200])
    filed = sum(1 for one in answers if one[2])
    title = f"Hotline, {FLOOD} requests a second flood from {source}"
    return [
        Figure("hotline", f"{title}: honest reports filed", 100 * filed / honest, "%"),
        Figure(
            "hotline",
            f"{title}: 95 of 100 honest wait at most",
            waited * 1000,
            "ms",
        ),
    ]


def _receipts(bench: Bench, served: house.Served, city: str) -> list[Figure]:
    tries = int(2500 * bench.seconds)
    bench.say(f"hotline, {tries} right and {tries} wrong receipts")
    right, *wrong = bench.data.python(RECEIPTS.format(city=city)).split()
    kinds = ["right", "wrong"] * tries
    random.Random(7).shuffle(kinds)
    asked = [
        {
            "path": f"{BASE}come-back/",
            "form": {"receipt": right if kind == "right" else random.choice(wrong)},
            "address": address,
        }
        for kind, address in zip(kinds, _addresses_of(len(kinds)), strict=True)
    ]
    found = _send(served, [asked])
    took: dict[str, list[float]] = {"right": [], "wrong": []}
    for kind, (seconds, status, _has) in zip(kinds, found["answers"], strict=True):
        if status != 302:
            raise RuntimeError(f"A {kind} receipt was answered with {status}.")
        took[kind].append(seconds)
    medians = {kind: statistics.median(times) for kind, times in took.items()}
    return [
        Figure("hotline", "Receipts: a right one takes", medians["right"] * 1000, "ms"),
        Figure(
            "hotline",
            "Receipts: a wrong one takes",
            medians["wrong"] * 1000,
            "ms",
            medians["wrong"] / medians["right"],
            "a right one",
        ),
        Figure(
            "hotline",
            "Receipts: guessed from the time alone (50: not at all)",
            100 * _chance(took["right"], took["wrong"]),
            "%",
        ),
    ]


def _chance(right: list[float], wrong: list[float]) -> float:
    """How often the slower of a right and a wrong one is the right one, or the wrong one: whichever is more.

    The area under the curve of Mann and Whitney (1947).
    """
    ranked = sorted([(seconds, True) for seconds in right] + [(seconds, False) for seconds in wrong])
    ranks = sum(rank for rank, (_seconds, is_right) in enumerate(ranked, 1) if is_right)
    area = (ranks - len(right) * (len(right) + 1) / 2) / (len(right) * len(wrong))
    return max(area, 1 - area)


def _large(bench: Bench, served: house.Served) -> list[Figure]:
    bench.say("hotline, a file of 500 MB")
    before = _peak(served)
    head = b'--b\r\nContent-Disposition: form-data; name="attachments"; filename="film.mp4"\r\n\r\n'
    tail = b"\r\n--b--\r\n"
    size = FILE - 1024
    lines = [
        f"POST {BASE} HTTP/1.1",
        "Host: localhost",
        f"X-Forwarded-For: {_addresses_of(1)[0]}",
        "Content-Type: multipart/form-data; boundary=b",
        f"Content-Length: {len(head) + size + len(tail)}",
        "Connection: close",
    ]
    block = b"\xa5" * MEGABYTE
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", served.port), timeout=600) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + head)
        for start in range(0, size, MEGABYTE):
            connection.sendall(block[: size - start])
        connection.sendall(tail)
        answer = connection.makefile("rb").read()
    seconds = time.perf_counter() - started
    if not answer.startswith(b"HTTP/1.1 200") or b"film.mp4" not in answer:
        raise RuntimeError(f"The file was not taken: {answer[:80]!r}")
    title = "Hotline, a file of 500 MB sealed on arrival"
    grown = max(0, _peak(served) - before) / MEGABYTE
    return [
        Figure("hotline", f"{title}: speed", size / MEGABYTE / seconds, "MB/s"),
        Figure("hotline", f"{title}: the web server grows by", grown, "MB"),
    ]


def _peak(served: house.Served) -> int:
    below = processes.below(served.process.pid)
    return max(process.peak for process in below if "running.web" in process.command)
