"""What can be read off the source: size, names, papers, and imports in disguise."""

import ast
import re

from tests.architecture.house import (
    HOUSE,
    ROOT,
    SOURCE,
    dotted,
    functions,
    modules,
    rank,
    room_of,
    rooms,
    tree,
    where,
)

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
JUNK_DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "service",
    "services",
    "common",
    "misc",
}
PROMISES = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|coming soon|not implemented yet|lorem ipsum", re.IGNORECASE)
VOCABULARY = {
    *("apps", "program", "urls", "views", "forms", "listeners", "tasks", "public"),
    *("actions", "queries", "rules", "models", "events", "management", "templatetags"),
}
WITHOUT_VOCABULARY = {"config", "kernel", "web"}  # no records of people's work, no actions


def length(function):
    """Lines of code: what documentation says does not make a function long."""
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring else function.body
    return body[-1].end_lineno - body[0].lineno + 2 if body else 1


def test_files_stay_short():
    long = {
        where(path): count
        for path in modules()
        if (count := len(path.read_text().splitlines())) > LINES_OF_A_FILE
    }
    assert long == {}


def test_functions_stay_short():
    long = [
        f"{where(path, function.lineno)} {function.name}: {length(function)}"
        for path in modules()
        for function in functions(path)
        if length(function) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_module_is_a_junk_drawer():
    assert [
        where(path) for path in modules() if path.stem in JUNK_DRAWERS or path.parent.name in JUNK_DRAWERS
    ] == []


def test_nothing_is_promised_for_later():
    texts = [
        path for path in SOURCE.rglob("*") if path.suffix in {".py", ".html", ".txt", ".md", ".js", ".scss"}
    ]
    own = [path for path in texts if "vendor" not in path.parts]
    found = [
        where(path, number)
        for path in own
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PROMISES.search(line)
    ]
    assert found == []


def test_every_room_says_what_it_is_for():
    without = [where(room) for room in rooms() if not (room / "README.md").is_file()]
    assert without == []


def test_every_package_of_the_house_lies_in_a_room():
    floors = {HOUSE / "foundation", HOUSE / "partnerships", HOUSE / "programs", HOUSE / "costing", HOUSE}
    stray = [
        where(path)
        for path in modules(HOUSE)
        if not set(path.parents) & set(rooms()) and path.parent not in floors
    ]
    assert stray == []


def test_rooms_use_the_one_vocabulary():
    """What a room has beside it is named, in backquotes, in its README."""
    unnamed = []
    for room in rooms():
        if room.name in WITHOUT_VOCABULARY:
            continue
        below = [path for path in room.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
        words = {path.stem for path in below} - {"__init__", "migrations"} - VOCABULARY
        readme = (room / "README.md").read_text(encoding="utf-8")
        unnamed += [
            where(room / word) for word in sorted(words) if not re.search(rf"`{word}(\.py|/)?`", readme)
        ]
    assert unnamed == []


def test_a_dotted_name_in_a_string_points_down():
    """`import_string` and task names are imports too; only config may name what is above."""
    upward = []
    for path in modules(HOUSE):
        here = dotted(path)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named = re.fullmatch(r"interlocal(\.[a-z_]\w*){2,}", node.value, re.IGNORECASE)
                is_module = named and (HOUSE / node.value.split(".")[1]).is_dir()
                if is_module and rank(node.value) > rank(here):
                    upward.append(f"{where(path, node.lineno)} names {node.value}")
    assert upward == []


def test_models_are_not_fetched_by_a_name_written_down():
    """`apps.get_model("label.Model")` would go round the doors; a kind read from a row knows nothing."""
    found = [
        where(path, node.lineno)
        for path in modules(HOUSE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) == "get_model"
        and any(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    assert found == []


def test_public_doors_list_what_they_offer():
    doors = [room / "public.py" for room in rooms() if (room / "public.py").is_file()]
    doors += [room / "public" / "__init__.py" for room in rooms() if (room / "public").is_dir()]
    without = [
        where(door)
        for door in doors
        if not any(
            isinstance(node, ast.Assign | ast.AnnAssign) and "__all__" in ast.unparse(node)
            for node in tree(door).body
        )
    ]
    assert without == []
    assert len(doors) > 5


def test_tests_mirror_the_source():
    """A folder of tests has a namesake in the source, or stands for the whole."""
    whole = {
        "architecture",
        "browser",
        "commands",
        "data",
        "deploy",
        "docs",
        "factories",
        "fuzzing",
        "resilience",
        "access",
    }
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")} - {ROOT / "tests"}
    stray = [
        where(folder)
        for folder in folders
        if (parts := folder.relative_to(ROOT / "tests").parts)[0] not in whole
        and not (HOUSE.joinpath(*parts)).is_dir()
        and not (SOURCE.joinpath(*parts)).is_dir()
    ]
    assert stray == []


def test_house_of_this_test_is_the_real_one():
    assert room_of(HOUSE / "foundation" / "audit" / "models.py") == HOUSE / "foundation" / "audit"
    assert rank("interlocal.config") > rank("interlocal.desk") > rank("interlocal.foundation.accounts")
    assert (
        rank("interlocal.foundation.accounts")
        > rank("interlocal.foundation.vault")
        > rank("interlocal.kernel")
    )
