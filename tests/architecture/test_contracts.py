"""`lint-imports` holds the floors: it passes on the house and fails on each kind of planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.house import ROOT, contracts, order

LINT = Path(sys.executable).parent / "lint-imports"

FAULTS = {
    "upward": ("kernel/money.py", "from interlocal.partnerships.commitments import public", "floors"),
    "beside": ("foundation/audit/rules.py", "from interlocal.foundation.jobs import public", "foundation"),
    "past-the-door": ("desk/queries.py", "from interlocal.partnerships.commitments import models", "doors"),
    "out-of-order": ("partnerships/jurisdictions/models/planted.py", "from .. import actions", "rooms"),
    "own-cryptography": ("foundation/files/rules.py", "import nacl.secret", "cryptography"),
    "engine-with-django": ("../mutual/games/core.py", "import django", "mutual-apart"),
    "engine-in-the-foundation": ("foundation/jobs/rules.py", "import mutual", "mutual-callers"),
    "circle": ("web/planted/one.py", "from interlocal.web.planted import two", "circles"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )


def name_of(contract: str) -> str:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    return text.partition(f"[importlinter:contract:{contract}]\nname = ")[2].partition("\n")[0]


@pytest.fixture
def copy(tmp_path):
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=ignored)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("fault", FAULTS)
def test_contracts_find_a_planted_fault(copy, fault):
    file, line, contract = FAULTS[fault]
    planted = copy / "src" / "interlocal" / file
    planted.parent.mkdir(parents=True, exist_ok=True)
    (planted.parent / "__init__.py").touch()
    (planted.parent / "two.py").write_text(
        "from interlocal.web.planted import one\n"
    ) if fault == "circle" else None
    planted.write_text(f"{planted.read_text() if planted.exists() else ''}\n{line}\n")
    done = lint(copy)
    assert (done.returncode, f"{name_of(contract)} BROKEN" in done.stdout) == (1, True), done.stdout


def test_contracts_refuse_a_room_that_is_not_listed(copy):
    room = copy / "src" / "interlocal" / "partnerships" / "elections"
    room.mkdir()
    (room / "__init__.py").touch()
    done = lint(copy)
    assert (done.returncode, f"{name_of('partnerships')} BROKEN" in done.stdout) == (1, True), done.stdout


def test_every_room_below_config_has_a_door_contract():
    listed = contracts()["doors"]["rooms"]
    without = {"config", "web", "kernel"}  # all-knowing, or without records
    floors = {place.partition(".")[0] for place in order()} - without
    assert {name.removeprefix("interlocal.").removesuffix(".*") for name in listed} == floors
