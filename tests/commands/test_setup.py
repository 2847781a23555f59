"""`make setup` in a folder of its own: one clear line for each thing that can be missing."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

PYTHON = getattr(sys, "_base_executable", sys.executable)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
TOOLS = ("sh", "make", "uname", "head", "echo", "env")


@pytest.fixture
def folder():
    # Not below pytest's own folder, which only its owner may enter.
    place = Path(tempfile.mkdtemp(prefix="interlocal-setup-"))
    place.chmod(0o755)
    shutil.copytree(ROOT / "scripts", place / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "requirements", place / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, place)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


@pytest.fixture
def path(tmp_path):
    """A PATH with the shell's tools, and the Pythons that a test puts there."""
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (tmp_path / tool).symlink_to(found)
    return tmp_path


def program(path, name, text):
    (path / name).write_text(f"#!/bin/sh\n{text}\n")
    (path / name).chmod(0o755)


def make(folder, path, target="setup", **environ):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", target],
        cwd=folder,
        env={**kept, "PATH": str(path), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith(("make:", "make["))]
    return done.returncode, said


def test_make_alone_lists_what_there_is(folder, path):
    done = subprocess.run(
        ["make"], cwd=folder, env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "run",
        "test",
        "check",
        "setup",
        "docs",
        "bench",
        "audit",
    ]


def test_no_python_is_named_with_what_to_install(folder, path):
    code, said = make(folder, path)
    assert (code, len(said)) == (2, 1)
    assert said[0].startswith(
        "Interlocal needs Python 3.11, 3.12, 3.13 or 3.14; found none. To install one: "
    )


def test_old_python_is_named(folder, path):
    program(path, "python3", '[ "$1" = --version ] && echo Python 3.9.2; exit 1')
    code, said = make(folder, path)
    assert (code, len(said)) == (2, 1)
    assert "; found Python 3.9.2 (python3). To install one: " in said[0]


def test_new_python_is_found_behind_an_old_one(folder, path):
    program(path, "python3.14", "exit 127")
    program(path, "python3", f'exec "{PYTHON}" "$@"')
    done = subprocess.run(
        ["sh", "scripts/with-python", "-c", "import sys; print(sys.version_info[:2] >= (3, 11))"],
        cwd=folder,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "True\n")


def test_chosen_python_is_checked(folder, path):
    program(path, "old", '[ "$1" = --version ] && echo Python 3.8.1; exit 1')
    said_once = (
        "PYTHON=old is not a Python from 3.11 to 3.14: it is Python 3.8.1 (old). "
        "Name another, or leave PYTHON out."
    )
    assert make(folder, path, PYTHON="old") == (2, [said_once])


def test_missing_venv_module_is_named(folder, path):
    hide = "import runpy, sys; sys.modules['ensurepip'] = None; sys.argv = sys.argv[1:]"
    start = "runpy.run_path(sys.argv[0], run_name='__main__')"
    program(
        path,
        "python3",
        f'[ "$3" = -c ] && exec "{PYTHON}" "$@"; shift 2; exec "{PYTHON}" -c "{hide}; {start}" "$@"',
    )
    code, said = make(folder, path)
    assert (code, len(said)) == (2, 1)
    assert said[0].startswith(f"Python {VERSION} is here without its venv module: ")


def test_read_only_folder_is_named(folder):
    folder.chmod(0o555)
    # The superuser may write anywhere, so that one becomes nobody once Python's own modules are read.
    needed = "fcntl, hashlib, os, pkgutil, runpy, subprocess, sys, pathlib, ensurepip, venv"
    become = "os.getuid() or (os.setgid(65534), os.setuid(65534))"
    script = str(folder / "scripts" / "setup.py")
    start = f"sys.argv = ['setup.py', 'dev']; runpy.run_path({script!r}, run_name='__main__')"
    code = f"import {needed}; {become}; {start}"
    done = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"The folder {folder} is read-only: copy it to where you may write, and try there.\n",
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        "Makefile",
        "pyproject.toml",
        "requirements",
        "scripts",
    ]


@pytest.mark.slow
def test_missing_network_is_named_and_the_next_try_goes_on(folder, path):
    program(path, "python3", f'exec "{PYTHON}" "$@"')
    offline = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
    }
    code, said = make(folder, path, **offline)
    said_once = (
        "Could not download Interlocal's parts: check this computer's network connection or proxy, "
        f"then run the same command again. Details: {folder}/.venv/interlocal-setup.log"
    )
    assert (code, said) == (2, [said_once])
    assert (folder / ".venv" / "bin" / "python").exists()
    assert not (folder / ".venv" / "interlocal-setup").exists()


@pytest.mark.slow
def test_setup_that_stands_is_left_alone(folder, path):
    program(path, "python3", f'exec "{PYTHON}" "$@"')
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    ask = "import sys; sys.path.insert(0, 'scripts'); import setup; print(setup.digest())"
    digest = subprocess.run(
        [PYTHON, "-c", ask], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()
    (folder / ".venv" / "interlocal-setup").write_text(f"dev {digest}\n")
    assert make(folder, path) == (0, [])
    shutil.copy(ROOT / "requirements" / "uv.txt", folder / "requirements" / "server.txt")
    offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    assert make(folder, path, **offline)[0] == 2
