"""Reporters who send at the same time, on plain sockets and in a process of their own; prints JSON.

Standard input has one job as JSON: the port, a list of requests for each client (method, path, form, address
that the proxy names), and how long a client rests between two. The answer says for each request how long it
took, its status, and whether a receipt stood on its page.
"""

import http.client
import json
import sys
import threading
import time
from typing import Any
from urllib.parse import urlencode


class Client(threading.Thread):
    """Sends its requests one after the other."""

    def __init__(self, port: int, asked: list[dict[str, Any]], rest: float) -> None:
        super().__init__(daemon=True)
        self.port, self.asked, self.rest = port, asked, rest
        self.answers: list[tuple[float, int, bool]] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for one in self.asked:
            headers = {"Host": "localhost", "X-Forwarded-For": one["address"]}
            body = urlencode(one["form"]) if one.get("form") else None
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            started = time.perf_counter()
            try:
                connection.request("POST" if body else "GET", one["path"], body, headers)
                answer = connection.getresponse()
                page = answer.read()
                status, has_receipt = answer.status, b"il-receipt__code" in page
            except (OSError, http.client.HTTPException):
                connection.close()
                status, has_receipt = 0, False
            self.answers.append((time.perf_counter() - started, status, has_receipt))
            if self.rest:
                time.sleep(self.rest)


def main() -> None:
    job = json.load(sys.stdin)
    clients = [Client(job["port"], asked, job["rest"]) for asked in job["clients"]]
    started = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    answers = [answer for client in clients for answer in client.answers]
    print(json.dumps({"seconds": time.perf_counter() - started, "answers": answers}))


if __name__ == "__main__":
    main()
