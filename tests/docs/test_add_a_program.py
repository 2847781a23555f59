"""The how-to "Add a program" is run as it stands, in a copy of the checkout."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "add-a-program.md"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for part in ("src", "tests", "docs", "scripts", "pyproject.toml"):
        source = ROOT / part
        ignored = shutil.ignore_patterns("__pycache__", "vendor", "*.egg-info")
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / part)
    return tmp_path


@pytest.mark.slow
def test_how_to_add_a_program_works_as_it_stands(checkout: Path) -> None:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", HOW_TO.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    own = ("DJANGO_", "INTERLOCAL_", "PYTEST_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environ.update(
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        PYTHONPATH=str(checkout / "src"),
        INTERLOCAL_DATA=str(checkout / "var"),
    )
    run = subprocess.run(
        ["sh", "-eu", "-c", "\n".join(blocks)],
        cwd=checkout,
        env=environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"^24 passed", run.stdout, flags=re.MULTILINE), run.stdout
