"""People who report over HTTP, without a script, and send the same form again until they have a receipt."""

import http.client
import re
import threading
import time
import uuid

PAGE = "/programs/hotline/report/"
_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_CODE = re.compile(r"\b[0-9a-z]{4}(?:-[0-9a-z]{4}){5}\b")


class Gone(Exception):
    """No whole answer came."""


def ask(
    port: int,
    path: str,
    fields: dict[str, str] | None = None,
    files: tuple[tuple[str, bytes], ...] = (),
    server: str = "127.0.0.1",
    **headers: str,
) -> tuple[int, str, str]:
    """Ask for a page, or send a form to it; return its status, its text, and its cookie."""
    boundary = uuid.uuid4().hex
    connection = http.client.HTTPConnection(server, port, timeout=60)
    told = {"Host": f"localhost:{port}", **headers}
    body = None
    if fields is not None:
        told["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        body = _body(boundary, fields, files)
    try:
        connection.request("GET" if body is None else "POST", path, body=body, headers=told)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status in {502, 504}:  # a proxy, whose host behind it fell
            raise Gone(text)
        return answer.status, text, (answer.getheader("Set-Cookie") or "").partition(";")[0]
    except (OSError, http.client.HTTPException) as error:
        raise Gone(str(error)) from error
    finally:
        connection.close()


def _body(boundary: str, fields: dict[str, str], files: tuple[tuple[str, bytes], ...]) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; name="
    parts = [
        f'{head}"attachments"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n"
        for name, content in files
    ]
    # The mark of the end stands last, as on the page.
    parts += [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in {**fields, "end": "1"}.items()]
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def token_in(text: str) -> str:
    """Return the token that the page to report carries."""
    found = _TOKEN.search(text)
    assert found is not None, text[-3000:]
    return found[1]


def receipt_in(text: str) -> str:
    """Return the receipt that a page shows, as characters; empty where it shows none."""
    found = _CODE.search(text)
    return found[0] if found else ""


class Reporter(threading.Thread):
    """Sends one report after the other; of each, its text and the receipt that came for it."""

    def __init__(
        self, name: str, port: int, address: str, server: str = "127.0.0.1", rest: float = 0
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.port, self.address, self.server, self.rest = port, address, server, rest
        self.may_begin = True
        self.receipts: dict[str, str] = {}
        self.interrupted = 0
        self.unexpected: list[str] = []
        self._gives_up_at = time.monotonic() + 300

    def run(self) -> None:
        number = 0
        while self.may_begin and not self.unexpected:
            number += 1
            self.file(f"{self.name}, report {number}")
            time.sleep(self.rest)

    def file(self, what: str) -> None:
        """Open the page, send it until it is answered, and once more: as with a double click."""
        token = token_in(self._until_answered(None))
        fields = {"token": token, "what": what, "jurisdiction": "unsure", "category": ""}
        receipts = [receipt_in(self._until_answered(fields)) for _twice in range(2)]
        if not receipts[0] or receipts[0] != receipts[1]:
            self.unexpected.append(f"{what}: {receipts}")
        self.receipts[what] = receipts[0]

    def _until_answered(self, fields: dict[str, str] | None) -> str:
        while time.monotonic() < self._gives_up_at:
            try:
                headers = {"X-Forwarded-For": self.address, "Accept-Language": "en"}
                status, text, _cookie = ask(self.port, PAGE, fields, server=self.server, **headers)
            except Gone:
                self.interrupted += 1
                time.sleep(0.05)
                continue
            if status != 200:
                self.unexpected.append(f"{status}: {text[-2000:]}")
            return text
        self.unexpected.append("no answer")
        return ""
