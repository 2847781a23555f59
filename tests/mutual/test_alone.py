"""The engine installs and works without Django, and without anything but what its wheel asks for."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from tests.mutual.games.made import IS_FULL

ROOT = Path(__file__).parents[2]
GAME = json.dumps({"unit": "USD", "costs": {"Grandview": 410, "Raytown": 380, "Grandview,Raytown": 600}})


def named(requirement):
    return re.match(r"[\w.-]+", requirement).group().lower().replace("_", "-")


def needed(names):
    """These distributions, and all that they need without extras."""
    found, left = set(), [named(name) for name in names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [named(one) for one in requires(name) or () if ";" not in one]
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [Path(sys.executable).with_name("uv"), "build", "--wheel", "--offline", "--out-dir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture
def alone(wheel, tmp_path):
    """A folder in which the wheel is unpacked beside what it needs without extras, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    for name in needed(asked):
        for file in distribution(name).files or ():
            top = file.parts[0]
            place = Path(distribution(name).locate_file(top))
            if top not in {"..", "__pycache__"} and not (tmp_path / top).exists():
                (tmp_path / top).symlink_to(place)
    return tmp_path


def run(folder, code, *words, given=""):
    # Isolated and without site-packages: only the standard library and the folder can be imported.
    begin = f"import sys; sys.path.append({str(folder)!r}); "
    # Compiling takes long and shows nothing more here, so it is left to the full rounds.
    compiling = {} if IS_FULL else {"NUMBA_DISABLE_JIT": "1"}
    environ = {"PATH": os.environ["PATH"], "NUMBA_CACHE_DIR": str(folder / "compiled"), **compiling}
    return subprocess.run(
        [sys.executable, "-I", "-S", "-W", "ignore", "-c", begin + code, *words],
        input=given,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_solves_a_game_where_django_is_not(alone):
    done = run(
        alone, "from mutual.cli import main; sys.exit(main())", "solve", "-", "--format", "json", given=GAME
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["solutions"]["nucleolus"] == {"Grandview": 315, "Raytown": 285}
    assert found["certificates"]["nucleolus"]["exact"] is True


def test_every_command_of_the_wheel_is_there_where_django_is_not(alone):
    code = (
        "from mutual.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted(name for name in sys.modules if name.partition('.')[0] in "
        "{'django', 'interlocal', 'scipy', 'SALib', 'dask', 'opendp'}))"
    )
    done = run(alone, code)
    assert done.returncode == 0, done.stderr
    for command in ("solve", "study", "table", "share", "staff", "simulate", "roster", "cover", "bench"):
        assert re.search(rf"^    {command}\b", done.stdout, flags=re.MULTILINE)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_wheel_holds_every_file_of_the_engine(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("mutual/")}
    source = ROOT / "src"
    files = {
        str(path.relative_to(source))
        for path in (source / "mutual").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - packed == set()
    assert "mutual/py.typed" in packed
