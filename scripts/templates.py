"""Compile every template, and look for what a compiler lets pass: inline script and style, unsafe output."""

import re
import subprocess
import sys
from pathlib import Path

import django_setup  # noqa: F401
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "interlocal"

# The content policy forbids these.
INLINE = {
    re.compile(r"<style[\s>]|\sstyle\s*=", re.IGNORECASE): "inline style",
    re.compile(r"<script(?![^>]*\ssrc\s*=)[^>]*>", re.IGNORECASE): "inline script",
    re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE): "inline event handler",
}
# These print what a person typed as markup.
UNSAFE = {
    re.compile(r"\|\s*safe\b"): "|safe",
    re.compile(r"\{%\s*autoescape\s+off"): "autoescape off",
}
IS_TEXT = re.compile(r"\.txt$")


FOLDERS = sorted(SOURCE.rglob("templates"))
# Programs that are not switched on here are read too.
settings.TEMPLATES[0]["DIRS"] = FOLDERS


def templates() -> list[tuple[str, Path]]:
    """Return the name and file of every template of ours."""
    return [
        (path.relative_to(folder).as_posix(), path)
        for folder in FOLDERS
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def faults(name: str, path: Path) -> list[str]:
    """Return what is wrong with one template."""
    found = []
    text = path.read_text(encoding="utf-8")
    try:
        get_template(name)
    except TemplateSyntaxError as error:
        found.append(f"{error}")
    if not IS_TEXT.search(name):
        # A comment may name what it forbids, and a tag's argument is no attribute.
        shown = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", "", text, flags=re.DOTALL)
        found += [what for pattern, what in UNSAFE.items() if pattern.search(shown)]
        shown = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", shown, flags=re.DOTALL)
        found += [what for pattern, what in INLINE.items() if pattern.search(shown)]
    return [f"{path.relative_to(ROOT)}: {fault}" for fault in found]


def main() -> int:
    """Print every fault."""
    ours = templates()
    found = [fault for name, path in ours for fault in faults(name, path)]
    pages = [str(path) for name, path in ours if name.endswith(".html")]
    formed = subprocess.run(
        [
            str(Path(sys.executable).parent / "djlint"),
            "--lint",
            "--quiet",
            "--no-function-formatting",
            *pages,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if formed.returncode:
        found.append(formed.stdout.strip())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
