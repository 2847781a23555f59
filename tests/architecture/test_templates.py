"""Templates: each is used, and includes only what stands below its room."""

import ast
import functools
import re
from pathlib import Path

import allauth
from tests.architecture.house import HOUSE, dotted, modules, rank, room_of, templates, tree, where

NAMED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)""")
COMPONENT = re.compile(r"<c-([a-z0-9_.-]+)")
ALLAUTH = Path(allauth.__file__).parent / "templates"
ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
BY_NAME = dict(templates())


def component_file(name):
    return f"components/{name.replace('.', '/').replace('-', '_')}.html"


def targets(text):
    """Templates of ours that a template reaches."""
    names = [*NAMED.findall(text), *(component_file(name) for name in COMPONENT.findall(text))]
    return [name for name in names if name in BY_NAME]


@functools.cache
def texts():
    """Everything that can name a template: code, templates, and the building of names from parts."""
    return "\n".join(path.read_text(encoding="utf-8") for path in [*modules(HOUSE), *BY_NAME.values()])


def is_used(name):
    if name in ERRORS or (ALLAUTH / name).is_file() or name.startswith("django/forms/"):
        return True  # Django and allauth ask for these by themselves
    if name.startswith("components/"):
        word = name.removeprefix("components/").removesuffix(".html").replace("/", ".")
        return bool(re.search(rf"<c-{word.replace('_', '[-_]')}[\s>/]", texts())) or f'"{name}"' in texts()
    stem = re.sub(r"(\.subject)?\.(html|txt)$", "", name)
    if any(
        f"{quote}{named}{end}" in texts()
        for quote in "\"'"
        for named, end in ((name, quote), (name, "#"), (stem, quote))
    ):
        return True
    # Built from parts: f"commitments/mail/{kind}" with a kind that is written down somewhere.
    last = name.rpartition("/")[2]
    return any(re.fullmatch(built, name) for built in built_names()) and is_word_of(
        room_of(BY_NAME[name]), last
    )


@functools.cache
def built_names():
    """Patterns of the template names that code builds."""
    strings = [
        node for path in modules(HOUSE) for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr)
    ]
    patterns = [
        "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^/]+" for part in node.values
        )
        for node in strings
    ]
    return [
        rf"{pattern}(\.subject)?(\.html|\.txt)?" for pattern in patterns if re.match(r"[a-z_]+/", pattern)
    ]


def is_word_of(room, file_name):
    word = file_name.partition(".")[0]
    if any(ALLAUTH.glob(f"*/email/{word}_message.*")):
        return True  # allauth says the word
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules(room))
    return bool(re.search(rf"[\"'/]{word}[\"'.]|\b{word}\b", code))


def test_templates_are_used():
    assert [name for name in BY_NAME if not is_used(name)] == []


def test_templates_reach_down_only():
    upward = [
        f"{name} reaches {target}"
        for name, path in BY_NAME.items()
        for target in targets(path.read_text(encoding="utf-8"))
        if rank(dotted(room_of(BY_NAME[target]))) > rank(dotted(room_of(path)))
    ]
    assert upward == []


def test_templates_use_only_components_that_exist():
    missing = [
        f"{name}: {component}"
        for name, path in BY_NAME.items()
        for component in COMPONENT.findall(path.read_text(encoding="utf-8"))
        if component not in {"vars", "slot"} and component_file(component) not in BY_NAME
    ]
    assert missing == []


def test_two_rooms_never_give_a_template_the_same_name():
    twice = [where(path) for name, path in templates() if BY_NAME[name] != path]
    assert twice == []
