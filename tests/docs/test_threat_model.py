"""What the hotline's threat model promises is shown by tests that exist."""

import ast
import re
from pathlib import Path

PAGE = "docs/explanation/hotline-threat-model.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_exists(repository: Path) -> None:
    named = NAMED.findall((repository / PAGE).read_text(encoding="utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (repository / file).is_file() or name not in _functions(repository / file)
    ]

    assert missing == []
    assert len(named) > 20


def test_every_line_of_what_cannot_be_learned_names_a_test(repository: Path) -> None:
    text = (repository / PAGE).read_text(encoding="utf-8")
    parts = [part.split("\n## ")[0] for part in text.split("**Cannot learn**")[1:]]
    lines = [line for part in parts for line in re.split(r"^- ", part, flags=re.MULTILINE)[1:]]
    unproven = [line.splitlines()[0] for line in lines if not NAMED.search(line)]

    assert unproven == []
    assert len(parts) == 6
