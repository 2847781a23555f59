"""People who send forms over HTTP while the house is being killed, and go on until each was answered."""

import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "k" * 32  # the cookie and the field must agree; the server keeps nothing of it


@dataclass(frozen=True)
class Place:
    """Where a person works: session, the city, and whom they can name as owner."""

    session: str
    city: str
    owner: str
    today: str


class Person(threading.Thread):
    """Opens commitments, names their owners, and closes every other; remembers what was acknowledged."""

    def __init__(self, name: str, place: Place, port: int) -> None:
        super().__init__(name=name, daemon=True)
        self.place = place
        self.port = port
        self.may_begin = True
        self.opened: dict[str, str] = {}  # title -> public id
        self.assigned: list[str] = []  # titles
        self.closed: list[str] = []  # titles
        self.interrupted = 0
        self.unexpected: list[str] = []
        self._gives_up_at = time.monotonic() + 300

    def run(self) -> None:
        number = 0
        while self.may_begin and not self.unexpected:
            number += 1
            self.work(f"{self.name} {number}", is_to_be_closed=number % 2 == 0)

    def work(self, title: str, *, is_to_be_closed: bool) -> None:
        form = {
            "title": title,
            "key": title.replace(" ", "-"),
            "owed_by": self.place.city,
            "visibility": "partnership",
        }
        leads_to = self.send("/commitments/open/", form)
        if leads_to is None:
            return
        public_id = leads_to.split("/")[2]
        self.opened[title] = public_id
        if (
            self.send(f"/commitments/{public_id}/owner/", {"owner": self.place.owner}, again="already")
            is None
        ):
            return
        self.assigned.append(title)
        if is_to_be_closed:
            said = {"done_on": self.place.today, "evidence_note": "Minutes"}
            if self.send(f"/commitments/{public_id}/done/", said, again="already recorded") is not None:
                self.closed.append(title)

    def send(self, path: str, form: dict[str, str], again: str = "") -> str | None:
        """Send a form until it is answered; return where the answer leads.

        A person whose connection broke sends the same form once more. It may have arrived the first time:
        then the page says so, in words that hold ``again``.
        """
        attempts = 0
        while time.monotonic() < self._gives_up_at:
            attempts += 1
            try:
                status, location, text = self._post(path, form)
            except (OSError, http.client.HTTPException):
                self.interrupted += 1
                time.sleep(0.05)
                continue
            if status == 302:
                return location
            if status == 200 and attempts > 1 and again and again in text:
                return path
            self.unexpected.append(f"{path}: {status} {text[:2000]}")
            return None
        self.unexpected.append(f"{path}: no answer")
        return None

    def _post(self, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(
                "POST",
                path,
                body=urlencode({**form, "csrfmiddlewaretoken": TOKEN}),
                headers={
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"sessionid={self.place.session}; csrftoken={TOKEN}",
                    "Host": f"localhost:{self.port}",
                },
            )
            answer = connection.getresponse()
            text = answer.read().decode()
            return answer.status, answer.getheader("Location") or "", text
        finally:
            connection.close()
