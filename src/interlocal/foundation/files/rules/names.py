"""File names: kept as people gave them, less what could deceive or break something."""

import re
import unicodedata

LONGEST = 150
_UNSAFE = re.compile(r'[<>:"|?*]')


def clean_name(raw: str) -> str:
    """Return ``raw`` as a plain file name of at most 150 characters.

    Folders are cut off; control and direction-changing characters are taken out (they can make ``exe.pdf`` of
    ``fdp.exe``); characters that file systems refuse become ``_``; the extension survives shortening.
    """
    name = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    name = _UNSAFE.sub("_", " ".join(name.split())).lstrip(". ").rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:LONGEST] or "file"
    return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"
