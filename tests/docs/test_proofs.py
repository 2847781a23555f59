"""The page of proofs names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/how-to/see-it-proved.md"
TARGETS = re.compile(r"`make (test|bench) ARGS=([^ `]+)")


def test_each_command_names_what_is_there() -> None:
    found = TARGETS.findall(PAGE.read_text())

    assert len(found) > 10
    for kind, target in found:
        path = ROOT / target if kind == "test" else ROOT / f"benchmarks/measurements/{target}.py"
        assert path.is_file(), path
