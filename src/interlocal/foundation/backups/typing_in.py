"""Taking a recovery key in: typed line by line without an echo, or from a file or a pipe."""

import sys
from getpass import getpass
from pathlib import Path

from interlocal.foundation.backups.recovery.code import LINES, CodeWrong, secret_in


def typed_secret(key_file: str | None) -> bytes:
    """Return the secret from ``key_file`` ("-" is standard input), or ask for the four lines.

    It is never taken from the command line, which other people of the machine can read. Raises ``CodeWrong``.
    """
    if key_file == "-":
        return secret_in(_code_in(sys.stdin.read()))
    if key_file:
        try:
            return secret_in(_code_in(Path(key_file).read_text(encoding="utf-8")))
        except OSError as error:
            raise CodeWrong(f"{key_file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CodeWrong(f"{key_file} is not text: it should hold the four lines of the sheet.") from error
    if not sys.stdin.isatty():
        raise CodeWrong("The recovery key is asked for at a terminal; elsewhere give --key-file FILE, or -.")
    lines = [getpass(f"Recovery key, line {place} of {LINES}: ") for place in range(1, LINES + 1)]
    return secret_in("".join(lines))


def _code_in(text: str) -> str:
    """Return the four lines of a whole sheet as text, or all of what was given."""
    numbered = [line.split(None, 1) for line in text.splitlines() if line.startswith("    ")]
    found = [parts[1] for parts in numbered if len(parts) == 2 and parts[0] in {"1", "2", "3", "4"}]
    return "".join(found) if len(found) == LINES else text
