"""Run the tests on SQLite; with FULL=1 or --database both, what touches the database on PostgreSQL too.

Without FULL=1 what takes long stays out (`-m slow` runs it), unless arguments name tests.
Further arguments go to pytest.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}
DEFAULT = "both" if IS_FULL else "sqlite"
WORKERS = min(max(os.cpu_count() or 2, 2), 8)
ON_POSTGRESQL = "not browser and not sqlite and not postgresql"
ORDER = ("failed", "errors", "passed", "skipped", "xfailed", "warnings")


def run(title: str, arguments: list[str], environ: dict[str, str]) -> tuple[int, dict[str, int]]:
    """Run pytest once; return its exit code and how many tests ended how."""
    print(f"\n{title}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts.json"
        command = [sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS), *arguments]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **environ, "INTERLOCAL_TEST_COUNTS": str(counts)},
            check=False,
        )
        return done.returncode, json.loads(counts.read_text()) if counts.is_file() else {}


def main() -> int:
    """Run what was asked for; end with one summary line for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default=DEFAULT)
    parser.add_argument("-m", dest="marks", default="", help="marks, as pytest takes them")
    options, arguments = parser.parse_known_args()
    started, runs = time.monotonic(), []
    if options.database != "postgresql":
        with_servers = {"INTERLOCAL_TEST_POSTGRESQL": "1"} if options.database == "both" else {}
        is_quick = not (IS_FULL or "slow" in options.marks or any(_names_tests(one) for one in arguments))
        title = "On SQLite, without what takes long (FULL=1 runs it)" if is_quick else "On SQLite"
        marks = ["not slow"] if is_quick else []
        # The schema made from the models in one go; FULL=1 makes it by the migrations.
        schema = [] if IS_FULL else ["--no-migrations"]
        chosen = [*_marked(options.marks, *marks), *schema, *arguments]
        runs.append(("SQLite", *run(title, chosen, with_servers)))
    if options.database != "sqlite":
        if postgresql.programs() is not None:
            with postgresql.throwaway_server() as url:
                title = "What touches the database, on PostgreSQL"
                # The long rounds of drawn cases are SQLite's: they ask the rules, not the database.
                environ = {"INTERLOCAL_TEST_DATABASE_URL": url, "FULL": ""}
                marks = _marked(options.marks, ON_POSTGRESQL)
                runs.append(("PostgreSQL", *run(title, ["--only-database", *marks, *arguments], environ)))
        else:
            print(f"\nNot run on PostgreSQL: {postgresql.MISSING}.")
            if IS_FULL or options.database == "postgresql":
                return 1
    print(summary(runs, time.monotonic() - started))
    return max((code for _, code, _ in runs), default=1)


def _names_tests(argument: str) -> bool:
    return (ROOT / argument.partition("::")[0]).exists()


def _marked(*marks: str) -> list[str]:
    chosen = [f"({one})" for one in marks if one]
    return ["-m", " and ".join(chosen)] if chosen else []


def summary(runs: list[tuple[str, int, dict[str, int]]], seconds: float) -> str:
    """Return one line over all runs, in pytest's form."""
    total = {kind: sum(counts.get(kind, 0) for _, _, counts in runs) for kind in ORDER}
    parts = ", ".join(f"{number} {kind}" for kind, number in total.items() if number) or "no tests ran"
    where = ", ".join(f"{counts.get('passed', 0)} on {name}" for name, _, counts in runs)
    print(f"\nPassed: {where}.")
    return f"===== {parts} in {seconds:.2f}s ====="


if __name__ == "__main__":
    sys.exit(main())
