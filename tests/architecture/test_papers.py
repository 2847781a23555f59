"""What stands on paper beside the code says the same as the code."""

import ast
import re
import tomllib

from tests.architecture.house import ROOT, SOURCE, modules, tree

import mutual
from interlocal.config.environment import VARIABLES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORT_NAMES = {
    "pillow": "PIL",
    "coopgame-py": "import coopgame",
    "argon2-cffi": "argon2",
    "django-allauth": "allauth",
    "django-cotton": "django_cotton",
    "django-csp": "csp",
    "django-ninja": "from ninja",
    "django-linear-migrations": "django_linear_migrations",
    "django-q2": "django_q",
    "django-stubs": "mypy_django_plugin",
    "django-template-partials": "template_partials",
    "factory-boy": "factory",
    "import-linter": "importlinter",
    "pynacl": "nacl",
    "python-docx": "docx",
    "pytest-django": "django_db",
    "pytest-playwright": "playwright",
    "pytest-socket": "--allow-hosts",
    "pytest-xdist": '"-n"',
    "vl-convert-python": "vl_convert",
}


def direct_dependencies():
    groups = [
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return {re.match(r"[A-Za-z0-9-]+", line)[0] for group in groups for line in group}


def test_every_dependency_has_its_reason():
    page = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([A-Za-z0-9-]+) \| \S", page, re.MULTILINE)
    assert sorted(set(listed) - {"package", "---"}) == sorted(direct_dependencies())


def test_every_dependency_is_used():
    folders = ("src", "tests", "scripts", "benchmarks")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    files += [path for path in (ROOT / "pyproject.toml", ROOT / ".importlinter") if path.is_file()]
    here = ROOT / "tests" / "architecture" / "test_papers.py"
    table = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.")[2]
    text = table + "".join(
        path.read_text(encoding="utf-8") for path in files if path not in {here, ROOT / "pyproject.toml"}
    )
    at_work_by_being_there = {"pytest-randomly"}
    unused = [
        name
        for name in direct_dependencies() - at_work_by_being_there
        if IMPORT_NAMES.get(name, name.replace("-", "_")) not in text
    ]
    assert sorted(unused) == []


def test_versions_agree():
    assert PROJECT["project"]["version"] == mutual.__version__


def test_every_variable_of_the_environment_is_declared():
    """A name that the code reads stands in config/environment.py, which the settings page is written from."""
    declared = {variable.name for variable in VARIABLES}
    read = {
        node.value
        for path in modules(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"INTERLOCAL_[A-Z_]+", node.value)
    }
    settings = {"INTERLOCAL_BASE_URL", "INTERLOCAL_DEMO"}
    assert read - declared == set()
    assert settings <= read


def test_every_declared_variable_is_read():
    text = "".join(
        path.read_text(encoding="utf-8") for path in modules(SOURCE) if path.name != "environment.py"
    )
    assert [variable.name for variable in VARIABLES if variable.name not in text] == []


def test_makefile_lists_its_targets(repository):
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    phony = makefile.partition(".PHONY: ")[2].partition("\n")[0].split()
    assert phony == ["help", "run", "setup", "test", "check", "bench", "docs", "audit"]
    assert [name for name in phony[1:] if f"echo 'make {name} " not in makefile] == []
