"""Processes below one, and the memory that they took."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    resident: int  # bytes, now
    command: str

    @property
    def peak(self) -> int:
        """The most bytes it had resident; what it has now where the system does not tell."""
        return self._kilobytes("status", "VmHWM") or self.resident

    @property
    def proportional(self) -> int:
        """Its bytes, with each page that it shares divided among those who share it."""
        return self._kilobytes("smaps_rollup", "Pss") or self.resident

    def _kilobytes(self, file: str, name: str) -> int:
        try:
            text = Path(f"/proc/{self.pid}/{file}").read_text(encoding="ascii")
        except OSError:
            return 0
        found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
        return int(found[1]) * 1024 if found else 0


def below(pid: int) -> list[Process]:
    """The processes below one, parents first."""
    listing = subprocess.run(
        ["ps", "-ww", "-A", "-o", "pid=,ppid=,rss=,args="], check=True, capture_output=True, text=True
    ).stdout
    rows = [line.split(None, 3) for line in listing.splitlines()]
    every = [Process(int(row[0]), int(row[1]), int(row[2]) * 1024, row[3]) for row in rows if len(row) == 4]
    found: list[Process] = []
    parents = [pid]
    for parent in parents:
        children = [process for process in every if process.parent == parent]
        found += children
        parents += [child.pid for child in children]
    return found
