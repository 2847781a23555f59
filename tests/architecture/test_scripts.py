"""What our scripts leave alone: the browser's stores, and the prototypes of its objects."""

import re

from tests.architecture.house import HOUSE

STORES = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.|serviceWorker"
    r"|storage\.getDirectory|openDatabase)\b|\bcaches\."
)
# A merge into an object that exists, a look into one that answers for its prototype, a walk along it.
REACHING = re.compile(
    r"__proto__|\.prototype\b|\bsetPrototypeOf\b|\bObject\.assign\(|\bfor \((?:const|let|var) \w+ in "
    r"|(?<!\")\w\]? in [A-Z_]{3,}\b"
)
# The server's own two fields, by their names.
NAMED = {"report.js": ["Object.assign("]}
# A value written at a place whose name is no constant: into what, and whether that is no ordinary object.
WRITES = re.compile(r"([\w.]+)\[(?![\"'`\d])[^\]\n]+\] (?:=|\?\?=|\|\|=|\+=) ")
BARE = re.compile(r"\bconst (\w+) = Object\.create\(null\)")
# In the lesson's own frame, at the eight names of KEPT alone.
KEPT = {"frame.js": {"said", "begin.values"}}


# A table that is asked for a name which is no constant.
ASKED = re.compile(r"\b([A-Z_]{3,})\[[a-z]")


def scripts():
    """Return our own scripts: neither vendored nor a template."""
    return [path for path in sorted(HOUSE.rglob("*.js")) if "vendor" not in path.parts]


def test_no_script_keeps_anything_in_the_browser():
    every = sorted(HOUSE.rglob("*.js"))  # vendored ones too
    kept = {path.name: STORES.findall(path.read_text(encoding="utf-8")) for path in every}
    assert {"htmx.min.js", "libsodium.js", "player.js"} < set(kept)
    # Its part for lessons without a network is never turned on, and it runs in the lesson's frame.
    assert {name for name, found in kept.items() if found} == {"scorm12.min.js"}
    assert STORES.search("window.localStorage.setItem('draft', text)")
    assert STORES.search("await caches.open('pages')")


def test_no_script_reaches_for_a_prototype():
    found = {path.name: REACHING.findall(path.read_text(encoding="utf-8")) for path in scripts()}
    assert {name: what for name, what in found.items() if what} == NAMED
    assert REACHING.search("if (told.what in SOON) plan()")
    assert REACHING.search("for (const name in given) all[name] = given[name]")


def test_what_is_written_by_name_has_no_prototype():
    written, bare = {}, {}
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        written[path.name], bare[path.name] = set(WRITES.findall(text)), set(BARE.findall(text))
    assert sum(map(len, written.values())) > 4
    assert {
        name: into for name, found in written.items() if (into := found - bare[name] - KEPT.get(name, set()))
    } == {}


def test_tables_answer_for_their_own_names_alone():
    asked = {
        (path.name, table)
        for path in scripts()
        for text in [path.read_text(encoding="utf-8")]
        for table in ASKED.findall(text)
        if f"Object.hasOwn({table}, " not in text
    }
    assert asked == set()
