"""``python crowd.py PORT PLAN``: many people at once, each with a browser, walk the pages of a plan.

A process of its own, which prints JSON. PLAN is what ``walk.py`` wrote. Each person has a role by the weights
of a plausible day and a session of their own. Every other turn they open what people open all day; in between
comes the next page that nobody with their role has opened yet, so that every page has its turn. One turn in
ten sends a form. Of what is made to be downloaded, only calendars and feeds for everybody have a turn.
"""

import argparse
import http.client
import json
import random
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

# Of fifty people: who is there on a plausible day. Readers of the public pages have no role.
ROLES = {
    "": 10,
    "city-manager": 12,
    "clerk": 9,
    "coordinator": 5,
    "finance-officer": 4,
    "hr-officer": 4,
    "hotline-investigator": 2,
    "explorer": 2,
    "auditor": 1,
    "hotline-coordinator": 1,
}
ALL_DAY = {
    "desk:home": 10,
    "commitments:list": 6,
    "commitments:detail": 6,
    "notices:inbox": 4,
    "meetings:list": 4,
    "meetings:detail": 4,
    "instruments:list": 2,
    "instruments:matrix": 2,
    "agreements:list": 2,
    "initiatives:list": 2,
    "training:home": 2,
    "portal:home": 4,
    "portal:meetings": 2,
    "portal:statement": 2,
}
# Forms that may be sent again and again.
FORMS = (
    "commitments:comment",
    "commitments:hours",
    "commitments:open",
    "initiatives:state-pain-point",
    "meetings:propose",
    "notices:read-all",
)
FORM_SHARE = 0.1


@dataclass
class Asked:
    """What was measured of one page, or of one form."""

    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    failures: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page that are posted, each with its fields filled in as a person in a hurry would."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self._fields = {} if said.get("method", "").lower() == "post" else None
            if self._fields is not None:
                self.found.append((said.get("action", ""), self._fields))
        elif self._fields is None or ("disabled" in said):
            return
        elif tag == "input" and name:
            self._input(name, said)
        elif tag == "textarea":
            self._fields[name] = "Synthetic words of somebody in a hurry."
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and said.get("value", "") not in {"", *self._fields.values()}:
            self._fields.setdefault(self._select, said["value"])  # another one: no city owes to itself

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = ""

    def _input(self, name: str, said: dict[str, str]) -> None:
        assert self._fields is not None
        kind = said.get("type", "text")
        if kind in {"checkbox", "radio"}:
            if kind == "radio":
                self._fields.setdefault(name, said.get("value", "on"))
        elif kind == "hidden" or said.get("value"):
            self._fields[name] = said.get("value", "")
        elif kind not in {"file", "submit"}:
            today = time.strftime("%Y-%m-%d")
            usual = {
                "date": today,
                "number": "2025" if name.endswith("_year") else "1",
                "url": "",
                "email": f"a{random.random()}@example.org",
            }
            self._fields[name] = usual.get(kind, "2" if name.endswith("_cents") else "Synthetic 2")


class Person(threading.Thread):
    """One browser: asks, waits for the whole answer, thinks, and asks again until the time is over."""

    def __init__(self, crowd: "Crowd", number: int, role: str) -> None:
        super().__init__(daemon=True)
        self.crowd, self.role = crowd, role
        self.chance = random.Random(number)
        sessions = crowd.cookies[role]
        self.cookies = dict(one.split("=", 1) for one in sessions[number % len(sessions)].split("; ") if one)
        self.connection = http.client.HTTPConnection("127.0.0.1", crowd.port, timeout=60)
        self.turn = number

    def run(self) -> None:
        time.sleep(self.chance.uniform(0, max(0.5, self.crowd.thinks[1])))
        while time.perf_counter() < self.crowd.ends_at:
            name, path = self._next()
            text = self.ask(name, path)
            if name in FORMS and text:
                self._send(name, path, text)
            time.sleep(self.chance.uniform(*self.crowd.thinks))

    def _next(self) -> tuple[str, str]:
        self.turn += 1
        pages = self.crowd.pages[self.role]
        if self.chance.random() < FORM_SHARE and (forms := self.crowd.forms[self.role]):
            return self.chance.choice(forms)
        usual = self.crowd.usual[self.role]
        if self.turn % 2 and usual:
            return self.chance.choice(usual)
        return next(pages)

    def _send(self, name: str, path: str, text: str) -> None:
        forms = Forms()
        forms.feed(text)
        wanted = [
            one for one in forms.found if "csrfmiddlewaretoken" in one[1] and self._is_meant(one[0], path)
        ]
        if wanted:
            address, fields = wanted[0]
            self.ask(f"{name} (sent)", address or path, urlencode(fields).encode())

    @staticmethod
    def _is_meant(address: str, path: str) -> bool:
        return address in {"", "."} or urlsplit(address).path == urlsplit(path).path

    def ask(self, name: str, path: str, body: bytes | None = None) -> str:
        headers = {"Host": f"localhost:{self.crowd.port}", "Accept": "text/html"}
        headers["Cookie"] = "; ".join(f"{one}={value}" for one, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = headers["Origin"] = f"http://localhost:{self.crowd.port}"
            headers["Referer"] += path
        began = time.perf_counter()
        try:
            answer, content = self._answer(path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.crowd.failed(name, type(error).__name__)
            return ""
        seconds = time.perf_counter() - began
        for value in answer.headers.get_all("Set-Cookie") or ():
            if (found := re.match(r"(csrftoken)=([^;]+)", value)) is not None:
                self.cookies[found[1]] = found[2]
        is_good = answer.status == 200 if body is None else answer.status in {302, 303}
        self.crowd.took(name, seconds, len(content), "" if is_good else f"status {answer.status}")
        return content.decode("utf-8", "replace") if is_good and body is None else ""

    def _answer(
        self, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask, and once more where the server has closed a connection that lay idle, as browsers do."""
        for is_last in (body is not None, True):
            try:
                self.connection.request("GET" if body is None else "POST", path, body, headers)
                answer = self.connection.getresponse()
                return answer, answer.read()
            except ConnectionError:
                self.connection.close()
                if is_last:
                    raise
        raise AssertionError


class Crowd:
    """All of them, what they may open, and what was measured."""

    def __init__(self, options: argparse.Namespace) -> None:
        plan = json.loads(Path(options.plan).read_text(encoding="utf-8"))
        self.port, self.thinks = options.port, (options.least, options.most)
        self.cookies: dict[str, list[str]] = plan["cookies"]
        self.asked: defaultdict[str, Asked] = defaultdict(Asked)
        self.lock = threading.Lock()
        self.pages: dict[str, Iterator[tuple[str, str]]] = {}
        self.usual, self.forms = {}, {}
        for role in ROLES:
            own = [
                (row["name"], row["path"])
                for row in plan["pages"]
                if row["role"] == role and (row["is_page"] or not role)
            ]
            self.pages[role] = _around(own or [("portal:home", "/")], self.lock)
            self.usual[role] = [one for one in own for _time in range(ALL_DAY.get(one[0], 0))]
            self.forms[role] = [one for one in own if one[0] in FORMS]
        self.ends_at = time.perf_counter() + options.seconds
        roles = [role for role, many in ROLES.items() for _time in range(many)]
        self.people = [Person(self, number, roles[number % len(roles)]) for number in range(options.people)]

    def took(self, name: str, seconds: float, size: int, failure: str) -> None:
        with self.lock:
            asked = self.asked[name]
            asked.seconds.append(seconds)
            asked.bytes = max(asked.bytes, size)
            if failure:
                asked.failures.append(failure)

    def failed(self, name: str, failure: str) -> None:
        with self.lock:
            self.asked[name].failures.append(failure)

    def told(self) -> dict[str, Any]:
        return {
            name: {"seconds": sorted(one.seconds), "bytes": one.bytes, "failures": one.failures}
            for name, one in sorted(self.asked.items())
        }


def _around(rows: list[tuple[str, str]], lock: threading.Lock) -> Iterator[tuple[str, str]]:
    """The rows, again and again, to whoever asks next."""

    class Around:
        place = -1

        def __iter__(self) -> Iterator[tuple[str, str]]:
            return self

        def __next__(self) -> tuple[str, str]:
            with lock:
                self.place = (self.place + 1) % len(rows)
                return rows[self.place]

    return Around()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("plan")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--least", type=float, default=1.0, help="seconds that a person thinks, at least")
    parser.add_argument("--most", type=float, default=5.0)
    crowd = Crowd(parser.parse_args())
    for person in crowd.people:
        person.start()
    for person in crowd.people:
        person.join()
    print(json.dumps(crowd.told()))


if __name__ == "__main__":
    main()
