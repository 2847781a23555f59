"""Build .venv from the hashed locks: ``setup.py server`` to run it, ``dev`` to test, ``bench`` for peers too.

Needs nothing but Python's standard library. Done before and nothing changed: returns at once.
What a level has, a lower one never takes away.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "interlocal-setup"
LOG = VENV / "interlocal-setup.log"
LEVELS = ("server", "dev", "bench")
SIZES = {"server": "about 70 MB", "dev": "about 400 MB", "bench": "about 450 MB"}
INPUTS = (
    "pyproject.toml",
    "requirements/uv.txt",
    "requirements/server.txt",
    "requirements/dev.txt",
    "requirements/bench.txt",
    "scripts/setup.py",
)
NETWORK_SIGNS = (
    "connection",
    "could not fetch",
    "dns error",
    "failed to fetch",
    "name resolution",
    "network",
    "no matching distribution",
    "proxy",
    "timed out",
)


class SetupError(Exception):
    """The one line that tells a person what to do."""


def digest() -> str:
    """What the environment is built from, in one line: inputs, Python, place."""
    total = hashlib.sha256()
    for name in INPUTS:
        total.update((ROOT / name).read_bytes())
    # Console scripts carry the absolute path, so a moved folder is set up again.
    total.update(f"{sys.version_info[:2]} {VENV}".encode())
    return total.hexdigest()


def level_of_stamp() -> str | None:
    """The level that stands in .venv, or None where it must be built (again)."""
    try:
        level, was = STAMP.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return level if was == digest() and level in LEVELS and is_venv_working() else None


def is_venv_working() -> bool:
    """Does .venv hold a Python of the version that runs this script?"""
    if Path(sys.executable) == VENV_PYTHON:
        return True
    command = [VENV_PYTHON, "-I", "-S", "-c", "import sys; print(sys.version_info[:2])"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def make_venv() -> None:
    """Make .venv, or say which part of Python is missing."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        package = (
            f"sudo apt install python{version}-venv" if Path("/usr/bin/apt-get").exists() else "install it"
        )
        raise SetupError(
            f"Python {version} is here without its venv module: {package}, then try again."
        ) from None
    print(f"Making .venv with Python {version}", flush=True)
    # Under `-S` a virtual environment's own Python would make one that depends on itself.
    base = getattr(sys, "_base_executable", "") or sys.executable
    run([base, "-m", "venv", "--clear", str(VENV)])


def run(command: list[str]) -> None:
    """Run one step with its output in the log; a failure becomes one line."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "PYTHONNOUSERSITE": "1"}
    env.pop("PYTHONHOME", None)
    env.pop("PYTHONPATH", None)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode(errors="replace")
    if VENV.is_dir():
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n{output}\n")
    if done.returncode == 0:
        return
    if any(sign in output.lower() for sign in NETWORK_SIGNS):
        raise SetupError(
            "Could not download Interlocal's parts: check this computer's network connection or proxy, "
            f"then run the same command again. Details: {LOG}"
        )
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "no output")
    raise SetupError(f"Setting up failed: {last} (details: {LOG})")


def install(level: str) -> None:
    """Bring .venv to exactly what the level's lock lists, then put this folder's packages in."""
    uv = str(VENV / "bin" / "uv")
    python = ["--python", str(VENV_PYTHON)]
    pip = [
        str(VENV_PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--retries",
        "2",
    ]
    print(f"Installing what interlocal needs ({level}: {SIZES[level]} the first time)", flush=True)
    run([*pip, "--require-hashes", "--requirement", "requirements/uv.txt"])
    lock = f"requirements/{level}.txt"
    try:
        run([uv, "pip", "sync", "--quiet", *python, "--require-hashes", lock])
    except SetupError:
        # uv does not know a mirror that is set up for pip alone.
        run([*pip, "--require-hashes", "--requirement", lock])
    for stray in VENV.glob("lib/python*/site-packages/tests"):
        shutil.rmtree(stray)  # a peer brings its own tests by this name, which would stand before ours
    if level == "bench":
        # One of the peers brings a package called "tests", which would stand before ours.
        for stray in VENV.glob("lib/python*/site-packages/tests"):
            shutil.rmtree(stray)
    # uv builds this package itself: nothing is downloaded, nothing is written beside the sources.
    run(
        [uv, "pip", "install", "--quiet", *python, "--offline", "--no-deps", "--reinstall", "--editable", "."]
    )


def build(level: str) -> None:
    """Build what is missing, one process at a time."""
    if not is_writable():
        raise SetupError(f"The folder {ROOT} is read-only: copy it to where you may write, and try there.")
    with (ROOT / "pyproject.toml").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        standing = level_of_stamp()
        if is_enough(standing, level):
            return
        if not is_venv_working():
            make_venv()
        was = STAMP.read_text(encoding="ascii").partition(" ")[0] if STAMP.is_file() else level
        level = max(level, was, key=LEVELS.index) if was in LEVELS else level
        STAMP.unlink(missing_ok=True)
        LOG.unlink(missing_ok=True)
        install(level)
        STAMP.write_text(f"{level} {digest()}\n", encoding="ascii")


def is_enough(standing: str | None, level: str) -> bool:
    """Does what stands hold all of ``level``?"""
    return standing is not None and LEVELS.index(standing) >= LEVELS.index(level)


def main(level: str) -> int:
    """Set up; return the exit code."""
    if is_enough(level_of_stamp(), level):
        return 0
    try:
        build(level)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Setting up failed: {error.filename or VENV}: {error.strerror or error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def is_writable() -> bool:
    """Can a file be made here? Asked by trying: the superuser's permissions tell nothing."""
    probe = ROOT / ".interlocal-probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LEVELS:
        sys.exit(f"usage: setup.py {'|'.join(LEVELS)}")
    sys.exit(main(sys.argv[1]))
