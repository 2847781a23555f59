"""Files that a command is given."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileError(ValueError):
    """The file cannot be used; the message says which and why in one line."""


def called(name: str) -> str:
    """Return what messages call a file."""
    return "standard input" if name == "-" else name or "''"


def text_of(name: str) -> str:
    """Return the text of a file in UTF-8, or of standard input for ``-``. Raises ``FileError``."""
    try:
        text = _standard_input() if name == "-" else Path(name).read_text(encoding="utf-8")
        return text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileError(f"{called(name)} is not text in UTF-8 (line {line}).") from None
    except OSError as error:
        raise FileError(f"cannot read {called(name)}: {error.strerror}.") from None
    except FileError:
        raise
    except ValueError:  # a zero byte in the name
        raise FileError(f"cannot read {name!r}: that is no name of a file.") from None


def _standard_input() -> str:
    """Return all that is given, whatever encoding the shell's locale names."""
    if sys.stdin is None:  # the shell closed it
        raise FileError("standard input is closed.")
    return sys.stdin.buffer.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def about(name: str, *kinds: type[Exception]) -> Iterator[None]:
    """Name the file where what is wrong with it is told; raises ``FileError`` for errors of these kinds."""
    try:
        yield
    except kinds as error:
        message = str(error)
        named = message if called(name) in message else f"{called(name)}: {message}"
        raise FileError(named) from None
