"""A PostgreSQL server for the length of a test run: own folder, own port, nothing left behind."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

MISSING = "PostgreSQL's server programs are not installed (initdb, pg_ctl)"


def programs() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, the newest version first, or None."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    found = shutil.which("initdb")
    folders = [*packaged, *([Path(found).resolve().parent] if found else [])]
    return next((path for path in folders if (path / "initdb").exists() and (path / "pg_ctl").exists()), None)


@contextlib.contextmanager
def throwaway_server(address: str = "127.0.0.1", trusts: str = "") -> Iterator[str]:
    """Start a server on a free port of ``address``; yield the address of its first database.

    ``trusts`` names a network whose hosts may connect too.
    """
    with server_to_stop(address, trusts) as server:
        yield server.url


class Server:
    """A server that can be stopped under whoever uses it, and started again."""

    def __init__(self, url: str, control: list[str], start: list[str]) -> None:
        self.url, self._control, self._start = url, control, start

    def start(self) -> None:
        """Start it; its rows are as they were."""
        _run([*self._control, *self._start])

    def stop(self) -> None:
        """Stop it as a machine stops: whoever is connected is cut off."""
        _run([*self._control, "-m", "immediate", "stop"])


@contextlib.contextmanager
def server_to_stop(address: str = "127.0.0.1", trusts: str = "") -> Iterator[Server]:
    """Start a server as ``throwaway_server`` does; yield it."""
    folder = programs()
    if folder is None:
        raise RuntimeError(MISSING)
    home = Path(tempfile.mkdtemp(prefix="interlocal-postgresql-"))
    as_owner = []
    if os.geteuid() == 0:
        # initdb refuses the superuser.
        owner = next(name for name in ("postgres", "nobody") if _is_user(name))
        shutil.chown(home, owner)
        as_owner = ["runuser", "-u", owner, "--"]
    data, port = home / "data", _free_port()
    options = f"-p {port} -k {home} -h {address} -F -c full_page_writes=off -c synchronous_commit=off"
    control = [*as_owner, str(folder / "pg_ctl"), "-D", str(data), "-w"]
    try:
        _run(
            [
                *as_owner,
                str(folder / "initdb"),
                "-D",
                str(data),
                "-U",
                "interlocal",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ]
        )
        if trusts:
            with (data / "pg_hba.conf").open("a", encoding="ascii") as rules:
                rules.write(f"host all all {trusts} trust\n")
        server = Server(
            f"postgresql://interlocal@{address}:{port}/postgres",
            control,
            ["-l", str(home / "log"), "-o", options, "start"],
        )
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(RuntimeError):  # a test may have stopped it
                server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr}")


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
