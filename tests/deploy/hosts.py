"""Several hosts on one machine: network namespaces on one bridge, each with an address of its own."""

import os
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NETWORK = "10.77.0"
MISSING = "Several hosts need to be root, iproute2 and nginx"
_SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def is_possible() -> bool:
    """Say whether hosts can be made here."""
    return os.geteuid() == 0 and all(shutil.which(name, path=_SEARCH) for name in ("ip", "nginx"))


class Host:
    """A host, by the name of its namespace, and what was started on it."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, command: Sequence[str], log: Path, **environ: str) -> subprocess.Popen[bytes]:
        """Start ``command`` there, with nothing of this test run around it; what it says goes to ``log``."""
        ours = ("INTERLOCAL_", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        with log.open("wb") as told:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name, *command],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
                env={**kept, "PATH": _SEARCH, **environ},
                start_new_session=True,
            )
        self._started.append(process)
        return process

    def fall(self) -> None:
        """Kill everything on it at once, and take it off the network: as when its power fails."""
        _ip("-n", self.name, "link", "set", "eth0", "down")
        for pid in _ip("netns", "pids", self.name).split():
            os.kill(int(pid), signal.SIGKILL)
        for process in self._started:
            process.wait(30)


@contextmanager
def hosts(*names: str) -> Iterator[dict[str, Host]]:
    """Make hosts that reach one another and this machine, at ``NETWORK``.1; take them away afterwards."""
    mark = uuid.uuid4().hex[:5]
    bridge = f"il{mark}"
    made = {name: Host(f"il{mark}-{name}", f"{NETWORK}.{place}") for place, name in enumerate(names, 2)}
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("address", "add", f"{NETWORK}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for place, host in enumerate(made.values()):
            cable = f"il{mark}v{place}"
            _ip("netns", "add", host.name)
            _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", host.name)
            _ip("link", "set", cable, "master", bridge, "up")
            _ip("-n", host.name, "address", "add", f"{host.address}/24", "dev", "eth0")
            for link in ("lo", "eth0"):
                _ip("-n", host.name, "link", "set", link, "up")
        yield made
    finally:
        for host in made.values():
            if Path("/run/netns", host.name).exists():
                host.fall()
                _ip("netns", "delete", host.name)
        subprocess.run(["ip", "link", "delete", bridge], check=False, env={**os.environ, "PATH": _SEARCH})


def _ip(*words: str) -> str:
    done = subprocess.run(
        ["ip", *words], capture_output=True, text=True, check=False, env={**os.environ, "PATH": _SEARCH}
    )
    assert done.returncode == 0, f"ip {' '.join(words)}: {done.stderr}"
    return done.stdout
