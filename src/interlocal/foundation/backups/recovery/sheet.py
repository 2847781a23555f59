"""The recovery sheet: the key, what it is for, and what to do with it, as text and as tagged PDF."""

import textwrap
from datetime import datetime
from pathlib import Path

import segno

from interlocal.foundation.backups.recovery.code import code_of
from interlocal.web.dates import spoken
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "sheet.typ"
TITLE = "Interlocal recovery sheet"
WHAT = (
    "Whoever holds this sheet and a backup can read everything in it and set the installation up again. "
    "Without this sheet and without the vault's key file, nobody can."
)
KEEP = (
    "Print it twice and keep the copies in two places, sealed: a safe, a bank. Never beside the backups.",
    "Keep no file of it: no picture, no mail, no note in a password store that the same machine backs up.",
    "Check it today: run “interlocal backup key check” and type the four lines in.",
    (
        "When somebody saw it who should not have: run “interlocal backup key make --replace”, print the new "
        "sheet, and keep this one for as long as backups from before are kept."
    ),
)
USE = (
    "Install the same or a newer version of Interlocal on a machine with nothing in it.",
    "Copy the backup file there.",
    "Run “interlocal restore FILE” and type in the four lines when it asks.",
    "Only the vault's key file is lost, and the database is there: run “interlocal backup vault-key”.",
)


def sheet_text(secret: bytes, *, fingerprint: str, house: str, at: datetime) -> str:
    """Return the sheet as plain text."""
    lines = [TITLE.upper(), "", *(f"{name}: {value}" for name, value in _facts(fingerprint, house, at)), ""]
    lines += [f"    {place}   {line}" for place, line in enumerate(code_of(secret), 1)]
    lines += ["", *_wrapped(WHAT, ""), "", "Keeping it"]
    lines += [line for words in KEEP for line in _wrapped(words, "- ")]
    lines += ["", "Using it"]
    lines += [line for number, words in enumerate(USE, 1) for line in _wrapped(words, f"{number}. ")]
    return "\n".join(lines) + "\n"


def sheet_pdf(secret: bytes, *, fingerprint: str, house: str, at: datetime) -> bytes:
    """Return the sheet as PDF/UA-1, made in memory: no byte of it lies in a file on the way."""
    code = code_of(secret)
    drawn = segno.make(" ".join(code), error="m").svg_inline(scale=4, border=2)
    content = {
        "what": WHAT,
        "facts": [list(fact) for fact in _facts(fingerprint, house, at)],
        "code_title": "Recovery key",
        "code": code,
        "qr_alt": "QR code with the four lines of the recovery key",
        "keep_title": "Keeping it",
        "keep": list(KEEP),
        "use_title": "Using it",
        "use": list(USE),
    }
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=TITLE,
        content=content,
        at=at.replace(microsecond=0),
        foot=f"Recovery sheet {fingerprint}",
        extra={"code.svg": drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()},
    )


def _facts(fingerprint: str, house: str, at: datetime) -> list[tuple[str, str]]:
    return [("Installation", house), ("Made", spoken(at.date())), ("Fingerprint", fingerprint)]


def _wrapped(words: str, mark: str) -> list[str]:
    return textwrap.wrap(words, 78, initial_indent=mark, subsequent_indent=" " * len(mark))
