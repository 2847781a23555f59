"""Which column of the file each role of the profile is."""

from collections.abc import Mapping, Sequence

from mutual.calls.profile.toml_table import meant
from mutual.calls.refusal import CallsError

_DELIMITERS = ",;\t|"


def column_places(
    names: Sequence[str], columns: Mapping[str, tuple[str, ...]], where: str, delimiter: str | None
) -> dict[str, tuple[int, ...]]:
    """Return the place of each role's columns. Names are compared exactly, then without case and space.

    Raises ``CallsError`` where a column is missing or two have its name.
    """
    return {
        role: tuple(_place(names, name, role, where, delimiter) for name in wanted)
        for role, wanted in columns.items()
    }


def _place(names: Sequence[str], name: str, role: str, where: str, delimiter: str | None) -> int:
    for same in (lambda text: text, lambda text: " ".join(text.split()).casefold()):
        found = [place for place, other in enumerate(names) if same(other) == same(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise CallsError(
                f"{where} has {len(found)} columns called {name!r} ({role}): give each a name of its own."
            )
    shown = ", ".join(map(repr, names[:40])) + (" ..." if len(names) > 40 else "")
    hint = _other_delimiter(names, delimiter)
    raise CallsError(f"{where} has no column {name!r} ({role}){meant(name, names)}. It has {shown}.{hint}")


def _other_delimiter(names: Sequence[str], delimiter: str | None) -> str:
    """Say which letter perhaps stands between the columns, where there seems to be one column only."""
    if delimiter is None or len(names) > 2:
        return ""
    whole = delimiter.join(names)
    best = max((one for one in _DELIMITERS if one != delimiter), key=whole.count)
    if not whole.count(best):
        return ""
    return f" The delimiter seems to be {best!r}, not {delimiter!r}: set it in [file]."
