"""A mail server that takes letters, or refuses them, as a test wants."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Conversation(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP as a client asks for."""

    def handle(self) -> None:
        """Answer until the client leaves."""
        self._say("220 mail.example.org ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            self.server.heard.append(line)
            if verb == "DATA":
                self._say("354 go on")
                while (text := self.rfile.readline()) != b".\r\n":
                    self.server.letters.append(text.decode().rstrip())
                self._say("250 taken")
                continue
            self._say(self.server.answers.get(verb, "250 mail.example.org"))
            if verb == "QUIT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """Keeps what it heard."""

    daemon_threads = True

    def __init__(self, answers: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers, self.heard, self.letters = answers, [], []


@contextmanager
def mail_server(**answers: str) -> Iterator[Server]:
    """Run one; ``answers`` are what it says to a verb instead of yes."""
    with Server(answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
