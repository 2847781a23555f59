"""Code in the documentation runs: Python blocks of a page one after the other, `console run` blocks as typed.

In a console block a line that begins with `$ ` is a command; what follows it is what it prints, where `...`
stands for anything.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

BLOCK = re.compile(r"^```(?P<language>\w+)(?P<words>[^\n]*)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "src").rglob("README.md")),
]


def blocks(page, language, *words):
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return [
        (text.count("\n", 0, block.start()) + 2, block["code"])
        for block in BLOCK.finditer(text)
        if block["language"] == language and set(words) <= set(block["words"].split())
    ]


def with_blocks(language, *words):
    return [
        pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES if blocks(page, language, *words)
    ]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("document", with_blocks("python"))
def test_python_blocks_run(document):
    names: dict[str, object] = {}
    for line, code in blocks(document, "python"):
        padded = "\n" * (line - 1) + code  # so that an error names the page's own line
        exec(compile(padded, str(document), "exec"), names)


@pytest.mark.slow
@pytest.mark.parametrize("document", with_blocks("console", "run"))
def test_console_blocks_print_what_they_show(document, tmp_path):
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": search, "INTERLOCAL_DATA": str(tmp_path / "var"), "COLUMNS": "200"}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    for _, code in blocks(document, "console", "run"):
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE):
            done = subprocess.run(
                command,
                shell=True,
                cwd=ROOT,
                env=environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            pattern = re.escape(shown.strip()).replace(r"\.\.\.", ".*")
            assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), f"$ {command}\n{done.stdout}"


def test_links_within_the_documentation_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
        if page.is_file()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert broken == []
