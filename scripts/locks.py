"""The locks in requirements/: write them anew, or check them without a network.

``locks.py`` resolves what pyproject.toml asks for (``--upgrade`` takes newer versions of everything).
``locks.py --check`` compares pyproject.toml, the locks and what stands in .venv.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UV = Path(sys.executable).parent / "uv"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)
LOCKS = {
    "uv": ("--group=setup",),
    "server": ("pyproject.toml", "--extra=server"),
    "dev": ("pyproject.toml", "--extra=server", "--group=dev"),
    "bench": ("pyproject.toml", "--extra=server", "--group=dev", "--group=bench"),
}
PIN = re.compile(
    r"^(?P<pin>[A-Za-z0-9][^\\\n]*?)\s*\\?\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)",
    re.MULTILINE,
)


def write(arguments: list[str]) -> None:
    """Resolve all locks."""
    for name, sources in LOCKS.items():
        target = f"requirements/{name}.txt"
        subprocess.run(
            [str(UV), "pip", "compile", *sources, *OPTIONS, f"--output-file={target}", *arguments],
            cwd=ROOT,
            check=True,
        )


def asked(name: str) -> list[Requirement]:
    """Return what a lock was made for."""
    if name == "uv":
        return [Requirement(line) for line in PROJECT["dependency-groups"]["setup"]]
    project = PROJECT["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    groups = {"dev": ["dev"], "bench": ["dev", "bench"]}.get(name, [])
    lines += [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return [Requirement(line) for line in lines]


def locked(name: str) -> Iterator[tuple[Requirement, bool]]:
    """Yield each line of a lock, and whether it has a hash."""
    for found in PIN.finditer((ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")):
        yield Requirement(found["pin"]), bool(found["hashes"])


def faults(name: str) -> Iterator[str]:
    """Yield where a lock is not what pyproject.toml and the installed packages say."""
    pins: dict[str, Requirement] = {}
    for pin, has_hash in locked(name):
        if not has_hash or pin.url:
            yield f"{pin} has no hash."
        if pin.marker is None or pin.marker.evaluate():
            pins[canonicalize_name(pin.name)] = pin
    needed: set[str] = set()
    queue = [(requirement, "pyproject.toml") for requirement in asked(name)]
    while queue:
        requirement, wanted_by = queue.pop()
        key = canonicalize_name(requirement.name)
        pin = pins.get(key)
        if pin is None:
            yield f"{requirement} (for {wanted_by}) is not locked."
            continue
        version = str(pin.specifier).removeprefix("==")
        if not requirement.specifier.contains(version, prereleases=True):
            yield f"{pin} is not what {wanted_by} asks for: {requirement}."
        node = f"{key}[{','.join(sorted(requirement.extras))}]"
        if node in needed:
            continue
        needed.add(node)
        queue += [(further, pin.name) for further in _requirements(pin, requirement.extras)]
    if not all(_is_installed(pin) for pin in pins.values()):
        return  # what a level that does not stand in .venv needs is not known here
    surplus = set(pins) - {node.partition("[")[0] for node in needed}
    yield from (f"{name} is locked, and nothing needs it." for name in sorted(surplus))


def _is_installed(pin: Requirement) -> bool:
    try:
        return bool(distribution(pin.name))
    except PackageNotFoundError:
        return False


def _requirements(pin: Requirement, extras: set[str]) -> Iterator[Requirement]:
    try:
        lines = distribution(pin.name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in ["", *extras]
        ):
            yield requirement


def main(arguments: list[str]) -> int:
    """Write, or check."""
    if arguments != ["--check"]:
        write(arguments)
        return 0
    found = [f"requirements/{name}.txt: {fault}" for name in LOCKS for fault in faults(name)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
