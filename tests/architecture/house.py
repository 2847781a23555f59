"""The house as its files show it: rooms, their order, their modules and templates."""

import ast
import configparser
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
HOUSE = SOURCE / "interlocal"


@functools.cache
def contracts() -> dict[str, dict[str, list[str]]]:
    """Return the lists of `.importlinter`, by contract and option."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return {
        section.rpartition(":")[2]: {
            option: value.strip().splitlines() for option, value in parser[section].items()
        }
        for section in parser.sections()
    }


@functools.cache
def order() -> tuple[str, ...]:
    """Return every place of the house from the top down, as `.importlinter` has it."""
    places: list[str] = []
    for line in contracts()["floors"]["layers"]:
        for floor in _names(line):
            rooms = [room for row in contracts().get(floor, {}).get("layers", []) for room in _names(row)]
            within = (
                rooms if f"interlocal.{floor}" in contracts().get(floor, {}).get("containers", []) else []
            )
            places += [f"{floor}.{room}" for room in within] if within and floor != "programkit" else [floor]
    return tuple(places)


def _names(line: str) -> list[str]:
    return [] if line.startswith("#") else [name.strip(" ()") for name in line.split("|")]


def rank(dotted: str) -> int:
    """Return how high a module of ours stands; higher may know lower."""
    inside = dotted.removeprefix("interlocal.")
    for height, place in enumerate(reversed(order())):
        if inside == place or inside.startswith(f"{place}."):
            return height
    raise LookupError(f"{dotted} stands on no floor")


@functools.cache
def rooms() -> tuple[Path, ...]:
    """Return the folder of every room: what has an `apps.py`."""
    return tuple(sorted(path.parent for path in HOUSE.rglob("apps.py")))


def dotted(path: Path) -> str:
    """Return the module name of a file or folder below src."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(path: Path) -> Path:
    """Return the room that a file lies in."""
    return next(folder for folder in path.parents if folder in rooms())


@functools.cache
def modules(folder: Path = SOURCE) -> tuple[Path, ...]:
    """Return every Python file below ``folder`` that a person wrote."""
    return tuple(path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return a file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def templates() -> tuple[tuple[str, Path], ...]:
    """Return the name and file of every template."""
    return tuple(
        (path.relative_to(folder).as_posix(), path)
        for folder in sorted(HOUSE.rglob("templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield the functions of a file, methods too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def where(path: Path, line: int = 0) -> str:
    """Return a place to click on."""
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"
