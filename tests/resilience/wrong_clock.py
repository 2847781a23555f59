"""A clock that a test sets wrong for the processes of a house, and right again, while they run."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

COMPILER = shutil.which("cc")
MISSING = "A wrong clock needs a C compiler (Debian: gcc)"
SOURCE = Path(__file__).with_name("wrong_clock.c")


class WrongClock:
    """The clock of every process that has ``environment``."""

    def __init__(self, folder: Path) -> None:
        assert COMPILER is not None
        library, self._file = folder / "wrong_clock.so", folder / "clock-is-off-by"
        subprocess.run(
            [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True
        )
        self.set_off(timedelta(0))
        self.environment = {"LD_PRELOAD": str(library), "WRONG_CLOCK": str(self._file)}

    def set_off(self, by: timedelta) -> None:
        """Set it ahead, or back."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(int(by.total_seconds())), encoding="ascii")
        fresh.replace(self._file)


class _Date(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response_only(200)
        self.send_header("Date", format_datetime(datetime.now(UTC), usegmt=True))
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def right_clock() -> Iterator[str]:
    """Yield the address of a web server that tells the right time."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Date) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
