"""A small SMTP server on the loopback address, enough to receive mail from Python's client (RFC 5321)."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Receiver(socketserver.ThreadingTCPServer):
    """Keeps what it receives in ``letters``, and answers as it is told to."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.recipient_answer = "250 OK"
        self.message_answer = "250 OK"


class _Session(socketserver.StreamRequestHandler):
    server: Receiver

    def handle(self) -> None:
        self._say("220 receiver")
        sender, recipients = "", []
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith("MAIL FROM:"):
                sender, recipients = line.decode().strip()[10:], []
                self._say("250 OK")
            elif word.startswith("RCPT TO:"):
                recipients.append(line.decode().strip()[8:])
                self._say(self.server.recipient_answer)
            elif word == "DATA":
                self._say("354 go on")
                self.server.letters.append((sender, recipients, self._letter()))
                self._say(self.server.message_answer)
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def smtp_receiver(port: int = 0) -> Iterator[Receiver]:
    """Receive mail on ``port``, or on a free one."""
    with Receiver(port) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()
