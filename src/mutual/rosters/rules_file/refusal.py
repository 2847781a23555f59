"""What is wrong with a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from mutual.finance.study_file.reader import Table
from mutual.rosters.errors import RosterError

Path = tuple[str | int, ...]


class RulesFileError(RosterError):
    """The file cannot be used; the message says where and why. ``path`` and ``line`` say where alone."""

    def __init__(self, message: str, path: Path = (), line: int | None = None) -> None:
        super().__init__(message)
        self.path, self.line = path, line


@contextmanager
def at(table: Table, *keys: str | int) -> Iterator[None]:
    """Say at which key it stands what is wrong; raises ``RulesFileError``."""
    try:
        yield
    except RulesFileError:
        raise
    except RosterError as error:
        table.refuse(str(error), *keys)
