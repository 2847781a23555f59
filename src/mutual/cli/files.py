"""Files that a command is given."""

import sys
from pathlib import Path


class FileError(ValueError):
    """The file cannot be used; the message says why in one line."""


def text_of(name: str) -> str:
    """Return the text of a file in UTF-8, or of standard input for ``-``. Raises ``FileError``."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return text.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise FileError("the file is not text in UTF-8.") from None
    except OSError as error:
        raise FileError(f"cannot read {name}: {error.strerror}.") from None
    except ValueError:  # a zero byte in the name
        raise FileError(f"cannot read {name!r}: that is no name of a file.") from None
