"""Asks for one page again and again over connections that stay open; prints the times as JSON.

A process of its own, on plain sockets: what it costs to ask must not count as the server's work.
"""

import argparse
import json
import socket
import statistics
import threading
import time


class Reader(threading.Thread):
    """One connection that asks, waits for the whole answer, and asks again until the time is over."""

    def __init__(self, options: argparse.Namespace, ends_at: float) -> None:
        super().__init__(daemon=True)
        self.options = options
        self.ends_at = ends_at
        self.seconds: list[float] = []
        self.failures: list[str] = []
        lines = [f"GET {options.path} HTTP/1.1", f"Host: localhost:{options.port}", "Accept: text/html"]
        if options.cookie:
            lines.append(f"Cookie: {options.cookie}")
        self.request = ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    def run(self) -> None:
        while time.perf_counter() < self.ends_at:
            try:
                with socket.create_connection(("127.0.0.1", self.options.port), timeout=60) as connection:
                    self.ask_until_closed(connection)
            except OSError as error:
                self.failures.append(str(error))
                time.sleep(0.05)

    def ask_until_closed(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answers = connection.makefile("rb")
        stays_open = True
        while stays_open and time.perf_counter() < self.ends_at:
            started = time.perf_counter()
            connection.sendall(self.request)
            status, stays_open = read_answer(answers)
            self.seconds.append(time.perf_counter() - started)
            if status != 200:
                self.failures.append(f"status {status}")


def read_answer(answers) -> tuple[int, bool]:
    """Read one answer to its end; return its status, and whether the connection stays open."""
    first = answers.readline()
    if not first.startswith(b"HTTP/"):
        raise ConnectionError(f"no answer but {first!r}")
    length, stays_open = 0, True
    while (line := answers.readline()) not in {b"\r\n", b""}:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"connection":
            stays_open = value.strip().lower() != b"close"
    if len(answers.read(length)) != length:
        raise ConnectionError("closed inside an answer")
    return int(first.split()[1]), stays_open


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("--cookie", default="")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4.0)
    options = parser.parse_args()
    started = time.perf_counter()
    readers = [Reader(options, started + options.seconds) for _ in range(options.connections)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    lasted = time.perf_counter() - started
    seconds = sorted(second for reader in readers for second in reader.seconds)
    failures = [failure for reader in readers for failure in reader.failures]
    if not seconds:
        raise SystemExit(f"no answers: {failures[:3]}")
    print(
        json.dumps(
            {
                "requests": len(seconds),
                "per_second": len(seconds) / lasted,
                "p50": statistics.median(seconds),
                "p95": seconds[int(len(seconds) * 0.95)],
                "failures": failures,
            }
        )
    )


if __name__ == "__main__":
    main()
