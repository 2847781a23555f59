"""Run every check that needs no test: one line each, with its time; the output of those that fail.

``check.py NAME ...`` runs only those named.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DEPLOYED = {
    "INTERLOCAL_BASE_URL": "https://interlocal.example.gov",
    "INTERLOCAL_DEMO": "0",
    "INTERLOCAL_DEBUG": "0",
    "INTERLOCAL_MAIL_URL": "smtp+tls://relay.example.gov:587",
    "INTERLOCAL_AUDIT_HEADS": "/mnt/audit/heads",
    "INTERLOCAL_VAULT_KEY_FILE": "/etc/interlocal/vault.key",
}


@dataclass(frozen=True)
class Check:
    """A program of the virtual environment, and what it shows when it is content."""

    name: str
    shows: str
    command: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()


def script(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command for one of our own scripts."""
    return ("python", f"scripts/{name}.py", *arguments)


# The slowest first, so that they do not run last alone.
CHECKS = (
    Check("types", "mypy, strict", ("mypy",)),
    Check("templates", "every template compiles and is well formed", script("templates")),
    Check(
        "deploy", "Django's checks for a real installation", script("deploy_check"), tuple(DEPLOYED.items())
    ),
    Check(
        "security",
        "bandit",
        ("bandit", "--quiet", "--recursive", "--configfile", "pyproject.toml", "src"),
    ),
    Check("imports", "floors, doors and order", ("lint-imports", "--no-cache")),
    Check("migrations", "no change of a model without its migration, no fork", script("migrations")),
    Check("translations", "Spanish wherever the public reads", script("translations")),
    Check("docs", "reference pages tell what the code tells", script("docs", "--check")),
    Check("licences", "third-party licences are listed", script("licences", "--check")),
    Check("locks", "locks hold what pyproject.toml asks for, with hashes", script("locks", "--check")),
    Check("text", "no addresses of registries, no paths of this computer", script("committed_text")),
    Check("format", "ruff format", ("ruff", "format", "--check", "--quiet", ".")),
    Check("lint", "ruff", ("ruff", "check", "--quiet", ".")),
)


def run(check: Check, data: str) -> tuple[Check, int, str, float]:
    """Run one check in a data folder of its own."""
    started = time.monotonic()
    program, *arguments = check.command
    environ = {name: value for name, value in os.environ.items() if not name.startswith("INTERLOCAL_")}
    environ |= {"INTERLOCAL_DATA": f"{data}/{check.name}", "PYTHONWARNINGS": "default", **dict(check.environ)}
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return check, done.returncode, done.stdout, time.monotonic() - started


def main(names: list[str]) -> int:
    """Run the checks; return 1 when any failed."""
    unknown = set(names) - {check.name for check in CHECKS}
    if unknown:
        there_are = ", ".join(check.name for check in CHECKS)
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {there_are}.")
        return 1
    chosen = [check for check in CHECKS if not names or check.name in names]
    started, failed = time.monotonic(), []
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for check, code, output, seconds in pool.map(lambda check: run(check, data), chosen):
            print(
                f"{'FAIL' if code else 'ok  '}  {check.name:<13}{seconds:5.1f} s   {check.shows}", flush=True
            )
            if code:
                failed.append(check.name)
                print(output.rstrip(), flush=True)
    verdict = f"failed: {', '.join(failed)}" if failed else "all is well"
    print(f"{len(chosen)} checks in {time.monotonic() - started:.1f} s: {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
