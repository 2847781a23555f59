"""Spanish is complete for what this room says, and the compiled catalogue is that of the text."""

from pathlib import Path

import polib

from interlocal import web

FOLDER = Path(web.__file__).parent / "locale" / "es" / "LC_MESSAGES"


def test_spanish_is_complete_and_compiled():
    text = polib.pofile(FOLDER / "django.po")
    compiled = polib.mofile(FOLDER / "django.mo")

    assert [entry.msgid for entry in text if not entry.translated()] == []
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in text
    }
