"""The texts that the tests read."""

import re
from pathlib import Path

from interlocal.partnerships.instruments.reading import UnreadableInstrument

FOLDER = Path(__file__).parents[3] / "data" / "instruments"
RENEWAL_FILE = FOLDER / "independence-renewal-2022.txt"
RENEWAL = RENEWAL_FILE.read_text(encoding="utf-8")
SYNTHETIC = {path.stem: path.read_bytes().decode() for path in sorted((FOLDER / "synthetic").glob("*.txt"))}
EVERY_TEXT = {"independence-renewal-2022": RENEWAL, **SYNTHETIC}


COUNCIL = "CITY COUNCIL OF THE CITY OF FAIRVIEW, MISSOURI"


def bare(text: str) -> str:
    """Every character of a text that is not white space."""
    return re.sub(r"\s", "", text)


def resolution(
    *,
    head: str = "RESOLUTION NO. 7\n\nA RESOLUTION TO SHARE A HOTLINE.",
    recitals: str = "WHEREAS, calls are missed; and,\n\nWHEREAS, neighbours would share.",
    enacting: str = f"NOW, THEREFORE, BE IT RESOLVED BY THE {COUNCIL}, AS FOLLOWS:",
    sections: str = "SECTION 1. That the hotline is shared.\n\nSECTION 2. That the City thanks its partners.",
    closing: str = "PASSED THIS 5TH DAY OF APRIL, 2021.\n\nMayor\n\nATTEST:\n\nCity Clerk",
) -> str:
    """A small resolution, any part of which a test may word anew."""
    return f"{head}\n\n{recitals}\n\n{enacting}\n\n{sections}\n\n{closing}"


def attempt(read, data):
    """What is read, or the refusal. Anything else that is raised fails the test."""
    try:
        return read(data)
    except UnreadableInstrument as refused:
        return refused
