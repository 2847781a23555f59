"""Patterns are written by us: text that somebody typed stands in one only when it is escaped."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import HOUSE, SOURCE, modules, tree, where

SEEKING = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
# Names that are no constants of a module: each runs through a table of the same file.
OF_A_TABLE = {
    "mutual/calls/proposing/roles.py": {"pattern": "_NAMES"},
    "interlocal/partnerships/instruments/reading/sign_off_words.py": {"words": "_OFFICES"},
    "interlocal/partnerships/instruments/reading/dates.py": {"words": "_MEANINGS", "at": "_MEANINGS"},
}
LOOKUP = re.compile(r"__i?regex\b|\bRegexp(?:Match|Replace)\b")
IN_SCRIPTS = re.compile(r"\bnew RegExp\(([^\n]*)")


def _patterns() -> Iterator[tuple[str, int, ast.expr]]:
    for path in modules(SOURCE):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            of = node.func.value
            if isinstance(of, ast.Name) and of.id in {"re", "regex"} and node.func.attr in SEEKING:
                yield path.relative_to(SOURCE).as_posix(), node.lineno, node.args[0]


def _is_constant(name: str) -> bool:
    return name.lstrip("_").isupper()


def _foreign(pattern: ast.expr, file: str) -> list[str]:  # noqa: PLR0911  one answer a kind of text
    """Return what stands in a pattern and is neither text, a constant, nor escaped."""
    match pattern:
        case ast.Constant():
            return []
        case ast.JoinedStr(values=parts):
            return [one for part in parts for one in _foreign(part, file)]
        case ast.FormattedValue(value=value) | ast.GeneratorExp(elt=value):
            return _foreign(value, file)
        case ast.BinOp(left=left, right=right):
            return _foreign(left, file) + _foreign(right, file)
        case ast.Name(id=name) if _is_constant(name) or name in OF_A_TABLE.get(file, {}):
            return []
        case ast.Attribute(attr=name, value=of) if _is_constant(name) or name == "pattern":
            return [] if _is_constant(name) else _foreign(of, file)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="escape")):
            return []
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[joined]):
            return _foreign(joined, file)
    return [ast.unparse(pattern)]


def test_no_pattern_holds_text_that_is_not_escaped():
    found = {
        f"{file}:{line}": foreign
        for file, line, pattern in _patterns()
        if (foreign := _foreign(pattern, file))
    }
    assert found == {}


def test_what_is_looked_for_would_be_found():
    told = {
        text: _foreign(ast.parse(text, mode="eval").body, "any.py")
        for text in (
            "typed",
            'rf"^{typed}$"',
            '"a" + typed',
            '"|".join(typed)',
            "re.escape(typed)",
            'r"a"',
            "_A",
        )
    }
    assert [text for text, foreign in told.items() if not foreign] == ["re.escape(typed)", 'r"a"', "_A"]
    assert len(list(_patterns())) > 100


def test_tables_that_patterns_run_through_are_constants_of_their_file():
    tables = {(file, table) for file, named in OF_A_TABLE.items() for table in named.values()}
    assigned = {
        (file, target.id)
        for file, _table in tables
        for node in tree(SOURCE / file).body
        for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
        if isinstance(target, ast.Name)
    }
    assert tables - assigned == set()


def test_the_database_is_asked_for_no_pattern():
    assert [where(path) for path in modules(HOUSE) if LOOKUP.search(path.read_text(encoding="utf-8"))] == []


def test_scripts_escape_what_they_look_for():
    made = [
        (path.name, built)
        for path in sorted(HOUSE.rglob("*.js"))
        if "vendor" not in path.parts
        for built in IN_SCRIPTS.findall(path.read_text(encoding="utf-8"))
    ]
    assert [name for name, built in made if not built.startswith("hidden.map(literal)")] == []
    assert [name for name, _built in made] == ["export.js"]
