"""List the software of others that a running installation holds; ``--check`` finds what is not listed."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from locks import locked

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "THIRD_PARTY_LICENSES.md"
# Where a package tells its licence at length, or not here because it belongs to another system.
IN_WORDS = {
    "colorama": "BSD-3-Clause",
    "django-csp": "BSD-3-Clause",
    "fido2": "BSD-2-Clause (parts Apache-2.0, MPL-2.0)",
    "qrcode": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
VENDORED = {
    "src/interlocal/web/static/web/vendor/htmx": "0BSD",
    "src/interlocal/web/static/web/vendor/libsodium": "ISC",
    "src/interlocal/web/static/web/vendor/uswds": (
        "CC0-1.0; Public Sans OFL-1.1, Material icons Apache-2.0, receptor MIT"
    ),
    "src/interlocal/web/pdf/vendor/public-sans": "OFL-1.1",
    "src/interlocal/programs/hotline/vendor/eff-words": "CC-BY-3.0-US",
    "src/interlocal/programs/training/vendor/scorm-again": "MIT",
    "tests/browser/vendor/axe": "MPL-2.0, used by the tests alone",
    "tests/browser/vendor/ical": "MPL-2.0, used by the tests alone",
    "tests/data/opencivicdata": "BSD-3-Clause, used by the tests alone",
}
OPENING = """\
# Licences of others

Interlocal is under the Apache License 2.0 (see LICENSE). A running installation also holds the following,
each under its own licence, which lies beside it. Versions stand in requirements/server.txt.
Written by `scripts/licences.py`.
"""


def packages() -> list[str]:
    """Return the names in the server's lock."""
    return sorted({pin.name.lower() for pin, _ in locked("server")})


def licence_of(name: str) -> str:
    """Return a package's licence in few words."""
    if name in IN_WORDS:
        return IN_WORDS[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed here: add its licence to IN_WORDS.") from None
    words = told.get("License-Expression") or told.get("License") or ""
    if not words or len(words) > 60 or "\n" in words:
        classes = [
            line.rpartition(" :: ")[2]
            for line in told.get_all("Classifier") or []
            if line.startswith("License")
        ]
        words = ", ".join(classes)
    if not words:
        raise SystemExit(f"{name} does not tell its licence: add it to IN_WORDS.")
    return words.replace(" License", "")


def text() -> str:
    """Return the whole page."""
    lines = [OPENING, "## Python packages", "", "| package | licence |", "| --- | --- |"]
    lines += [f"| {name} | {licence_of(name)} |" for name in packages()]
    lines += [
        "",
        "## In the pages and PDF files",
        "",
        "| package | folder | licence |",
        "| --- | --- | --- |",
    ]
    for folder, licence in VENDORED.items():
        version = (ROOT / folder / "VERSION").read_text(encoding="utf-8").strip()
        lines.append(f"| {version} | {folder} | {licence} |")
    return "\n".join(lines) + "\n"


def faults() -> list[str]:
    """Return what is used and not listed, or listed and not used."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    listed = set(re.findall(r"^\| (\S+) \| [^|]+ \|$", page, re.MULTILINE)) - {"---", "package"}
    found = [f"{name} is not listed." for name in packages() if name not in listed]
    found += [f"{name} is listed and not used." for name in sorted(listed - set(packages()))]
    folders = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("[st]*/**/vendor/*/VERSION")}
    found += [f"{folder} is not listed." for folder in sorted(folders - set(VENDORED))]
    for folder in sorted(folders & set(VENDORED)):
        if (ROOT / folder / "VERSION").read_text(encoding="utf-8").strip() not in page:
            found.append(f"{folder} holds another version than is listed.")
        if not (ROOT / folder / "LICENSE").is_file():
            found.append(f"{folder} comes without its licence.")
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        found = faults()
        print("\n".join(f"THIRD_PARTY_LICENSES.md: {fault} Run scripts/licences.py." for fault in found))
        sys.exit(1 if found else 0)
    PAGE.write_text(text(), encoding="utf-8")
