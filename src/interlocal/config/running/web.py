"""The web server: gunicorn with threads, on a socket that it is handed."""

import os
import shutil
import sys
import tempfile
from typing import Any

from gunicorn.app.base import BaseApplication

from interlocal.config import environment
from interlocal.config.running import engine, heap
from interlocal.config.running.lifeline import end_with_parent
from interlocal.config.running.web_log import WebServerLog

GRACE = 10


class WebServer(BaseApplication):  # type: ignore[misc]
    """gunicorn without a configuration file of its own."""

    def __init__(self, socket: int) -> None:
        self.socket = socket
        super().__init__()

    def load_config(self) -> None:
        """Say everything that differs from gunicorn's defaults."""
        options: dict[str, Any] = {
            "bind": f"fd://{self.socket}",
            "workers": int(environment.read("INTERLOCAL_WEB_WORKERS")),
            "threads": int(environment.read("INTERLOCAL_WEB_THREADS")),
            "worker_class": "gthread",
            "preload_app": True,  # read the code once, then share its memory
            "keepalive": 5,
            "timeout": 120,
            "graceful_timeout": GRACE,
            "loglevel": "warning",
            "logger_class": WebServerLog,
            "proc_name": "interlocal-web",
            "on_starting": lambda _server: end_with_parent(),
            "post_worker_init": lambda _worker: self.begin_work(),
            "child_exit": lambda _server, worker: self.forget_process(worker.pid),
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def begin_work(self) -> None:
        """Get ready in a process that is about to serve."""
        heap.look_seldom()
        engine.load_in_background(then=heap.set_aside)

    def forget_process(self, number: int) -> None:
        """Let go of what a process measured of itself that has ended."""
        from interlocal.upkeep.metrics.page import forget_process

        forget_process(number)

    def load(self) -> Any:
        """Return the WSGI application, with every page's code read: before it is shared, and once."""
        from interlocal.config.wsgi import application

        from interlocal.config.running.reading import read_pages  # isort: skip: the application sets Django up

        read_pages()
        heap.set_aside()
        return application


def main() -> None:
    """Serve until told to stop. ``argv[1]`` is the descriptor of a bound socket."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
    socket = int(sys.argv.pop(1))
    # Each process counts for itself, in a folder of this start: what is asked of one is the sum of all. The
    # library looks for the folder when it is first imported.
    folder, own = tempfile.mkdtemp(prefix="interlocal-metrics-"), os.getpid()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    try:
        WebServer(socket).run()
    finally:
        # A worker is a copy of this process, and comes by here when it ends: the others go on counting.
        if os.getpid() == own:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
