"""Spanish wherever the public, an invited person or the reader of a mail meets our words.

Looks for every message in templates and code (no gettext program is needed), and for its Spanish in the
rooms' ``locale/es/LC_MESSAGES/django.po``. ``--update [ROOM ...]`` adds what is missing to the files of all
rooms, or of those named (``foundation/jobs``), takes away what nobody uses, and writes the ``.mo`` beside.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django_setup  # noqa: F401
import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "interlocal"
CATALOGUE = Path("locale/es/LC_MESSAGES/django.po")

# Pages without sign-in, signing in, invitations, the one-link page, mails, and the frame around them.
PUBLIC = (
    "portal/**/*",
    "desk/queries/weekly.py",
    "partnerships/instruments/models/instrument.py",
    "web/**/*",
    "config/roles.py",
    "foundation/accounts/forms/passkeys.py",
    "foundation/accounts/password_words.py",
    "foundation/accounts/forms/sign_in.py",
    "foundation/accounts/templates/account/**/*",
    "foundation/accounts/templates/mfa/**/*",
    "foundation/accounts/templates/accounts/entrance.html",
    "foundation/accounts/templates/accounts/invitation*.html",
    "foundation/accounts/templates/accounts/lost*.html",
    "foundation/accounts/templates/accounts/partials/passkey_form.html",
    "foundation/accounts/templates/accounts/reauthenticate.html",
    "foundation/accounts/templates/accounts/reset*.html",
    "partnerships/commitments/templates/commitments/link/**/*",
    "partnerships/commitments/templates/commitments/partials/due.html",
    "partnerships/commitments/templates/commitments/partials/owed_to.html",
    "partnerships/commitments/forms/link.py",
    "partnerships/initiatives/templates/initiatives/link/**/*",
    "partnerships/initiatives/forms/staff.py",
    "partnerships/initiatives/rules/asking.py",
    "partnerships/commitments/actions/links.py",
    "programs/[a-z]*/program.py",
    "programs/[a-z]*/words.py",
    "programs/*/forms/public*.py",
    "programs/*/templates/*/links/**/*",
    "programs/*/templates/*/public/**/*",
    "**/templates/*/mail/**/*",
)
# Where each function keeps: context, message, plural.
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|gettext|pgettext|ngettext|npgettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Message:
    """What gettext looks up."""

    text: str
    plural: str = ""
    context: str | None = None


def messages_of_template(path: Path) -> Iterator[Message]:
    """Read the messages of a Django template."""
    for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        words = [ast.literal_eval(word) for word in re.findall(STRING, call[2], re.DOTALL)]
        yield _message(call[1], words)


def messages_of_code(path: Path) -> Iterator[Message]:
    """Read the messages of a Python module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [
            word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)
        ]
        if name in FUNCTIONS and words:
            yield _message(name, words)


def _message(function: str, words: list[str]) -> Message:
    context, text, plural = FUNCTIONS[function]
    return Message(
        words[text],
        words[plural] if plural is not None else "",
        words[context] if context is not None else None,
    )


def messages() -> dict[Message, set[Path]]:
    """Return every message of ours with the files that use it."""
    found: dict[Message, set[Path]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            used = messages_of_code(path)
        elif "templates" in path.parts and path.is_file():
            used = messages_of_template(path)
        else:
            continue
        for message in used:
            found.setdefault(message, set()).add(path)
    return found


def room_of(path: Path) -> Path:
    """Return the folder of the Django app that a file belongs to."""
    return next(folder for folder in path.parents if (folder / "apps.py").is_file() or folder == SOURCE)


def key(entry: polib.POEntry) -> Message:
    """Return what an entry of a catalogue answers."""
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt)


def faults() -> Iterator[str]:
    """Yield what is missing, stale or unfinished."""
    used = messages()
    public = {path for pattern in PUBLIC for path in SOURCE.glob(pattern)}
    spanish: dict[Message, str] = {}
    for file in sorted(SOURCE.rglob(str(CATALOGUE))):
        where = file.relative_to(ROOT)
        entries = [entry for entry in polib.pofile(str(file)) if not entry.obsolete]
        for entry in entries:
            short = f"{where}: {entry.msgid[:60]!r}"
            if entry.fuzzy:
                yield f"{short} is fuzzy: look at it."
            if entry.translated():
                if spanish.setdefault(key(entry), entry.msgstr) != entry.msgstr:
                    yield f"{short} says something else in another room: one of them wins by chance."
                yield from (f"{short} {fault}" for fault in _faults_of(entry))
            if key(entry) not in used:
                yield f"{short} is used nowhere."
        if _compiled(file.with_suffix(".mo")) != {
            (key(e), e.msgstr, *e.msgstr_plural.values()) for e in entries if e.translated()
        }:
            yield f"{where} differs from its .mo."
    for message, paths in used.items():
        if message not in spanish and paths & public:
            first = min(paths & public).relative_to(ROOT)
            yield f"{first}: {message.text[:60]!r} has no Spanish."


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    wanted = sorted(set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)))
    for text in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
        if sorted(set(PLACEHOLDER.findall(text))) != wanted and not entry.msgid_plural:
            yield f"keeps other placeholders than {', '.join(wanted) or 'none'}."
        if entry.msgid.startswith("\n") != text.startswith("\n") or entry.msgid.endswith(
            "\n"
        ) != text.endswith("\n"):
            yield "begins or ends with another line break."


def _compiled(file: Path) -> set[tuple[object, ...]]:
    if not file.is_file():
        return set()
    return {(key(entry), entry.msgstr, *entry.msgstr_plural.values()) for entry in polib.mofile(str(file))}


def update(names: list[str]) -> None:
    """Bring the rooms' catalogues to what their files use."""
    used = messages()
    chosen = {SOURCE / name for name in names}
    for room in sorted({room_of(path) for paths in used.values() for path in paths}):
        if chosen and room not in chosen:
            continue
        file = room / CATALOGUE
        here = [message for message, paths in used.items() if any(room_of(path) == room for path in paths)]
        if file.is_file():
            catalogue = polib.pofile(str(file), wrapwidth=110)
        else:
            catalogue = polib.POFile(wrapwidth=110)
            catalogue.metadata = {
                "Language": "es",
                "MIME-Version": "1.0",
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
                # As Django's own Spanish has it: catalogues that count alike are read as one.
                "Plural-Forms": "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
            }
        kept = {key(entry): entry for entry in catalogue if not entry.obsolete}
        catalogue.clear()
        for message in here:
            catalogue.append(kept.get(message) or _entry(message))
        file.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(file))
        catalogue.save_as_mofile(str(file.with_suffix(".mo")))
        print(f"{file.relative_to(ROOT)}: {len(catalogue.untranslated_entries())} without Spanish")


def _entry(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgid_plural=message.plural, msgctxt=message.context)
    if message.plural:
        entry.msgstr_plural = dict.fromkeys(range(3), "")
    return entry


if __name__ == "__main__":
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2:])
    else:
        found = list(faults())
        print("\n".join(found))
        sys.exit(1 if found else 0)
