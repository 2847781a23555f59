"""Modules are collected under their digests, and import one another by those names."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

from django.core.files.base import ContentFile

from interlocal.web.storage import StaticStorage


def test_module_imports_what_is_collected(tmp_path: Path) -> None:
    storage = StaticStorage(location=str(tmp_path), base_url="/static/")
    storage.save("room/a.js", ContentFile(b'import { b } from "./b.js";\nb();\n'))
    storage.save("room/c.js", ContentFile(b'import e from"./b.js";export{e};\n'))
    storage.save("room/b.js", ContentFile(b"export const b = () => 1;\n"))

    names = ("room/a.js", "room/b.js", "room/c.js")
    list(storage.post_process({name: (storage, name) for name in names}))

    kept = storage.hashed_files["room/b.js"].rpartition("/")[2]
    assert re.fullmatch(r"b\.[0-9a-f]{12}\.js", kept)
    for name in ("room/a.js", "room/c.js"):
        text = (tmp_path / storage.hashed_files[name]).read_text()
        assert f'"./{kept}"' in text


def test_no_module_imports_in_a_circle() -> None:
    """A digest of what imports itself cannot be made: the server would not start."""
    source = Path(__file__).resolve().parents[2] / "src" / "interlocal"
    imports = {}
    for module in source.glob("**/static/**/*.js"):
        named = re.findall(r"""from\s*["'](\.{1,2}/[^"']+)["']""", module.read_text(encoding="utf-8"))
        imports[module] = {(module.parent / name).resolve() for name in named}
    assert any(imports.values())
    list(TopologicalSorter(imports).static_order())  # raises CycleError, which names them
