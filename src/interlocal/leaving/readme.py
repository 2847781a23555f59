"""The page in an archive that somebody reads who has never heard of this software."""

import textwrap

from interlocal.leaving.archive import Manifest

WIDTH = 96
_PARTS = """\
records/    One file for each kind of record, in JSON Lines: one record a line, UTF-8.
            `public_id` names a record; where another record points at it, that id stands there.
            Moments are in UTC (ISO 8601), amounts of money in whole cents, decimal numbers in text.
schemas/    What every kind of record looks like, in JSON Schema (2020-12): each field, what it
            means, and which kind a reference leads to (x-refers-to).
files/      The stored files. records/files.storedfile.jsonl has the name, type, size and SHA-256 of
            each, and the path at which it lies here.
manifest.json  What is in here, how many records of each kind, and the SHA-256 of every file."""


def readme_of(manifest: Manifest) -> str:
    """Return the page for the archive that ``manifest`` describes."""
    whose = (
        f"the records of {manifest.city} in {manifest.partnership}, and what {manifest.partnership} shares "
        "with all its members"
        if manifest.city
        else f"all records of {manifest.partnership}"
    )
    told = [
        _filled(
            f"This archive holds {whose}, as they were at {manifest.made_at}. It was made by Interlocal "
            f"{manifest.version} ({manifest.installation}). It is not encrypted and names people: keep it as "
            "you keep such records."
        ),
        "What is where\n\n" + _PARTS,
        "How many records there are\n\n" + _counts(manifest),
        *([_of_a_city(manifest)] if manifest.city else []),
        "What is not included, and why\n\n" + _left_out(manifest),
        _filled(
            "To bring it into another installation of the same version, run `interlocal import ARCHIVE "
            "--dry-run` there, then the same without --dry-run."
        ),
    ]
    return "\n\n".join(told) + "\n"


def _counts(manifest: Manifest) -> str:
    return "\n".join(f"{one.records:>9,}  {one.title} ({one.kind})" for one in manifest.kinds)


def _of_a_city(manifest: Manifest) -> str:
    return _filled(
        f"Records between other cities, their drafts, their people's names and addresses, and the audit book "
        f"of the partnership are not in here: they are not {manifest.city}'s. Where a record names a person "
        "of another city, that person stands here without a name. Papers, notes and votes of closed sessions "
        "stay with the body that held them."
    )


def _left_out(manifest: Manifest) -> str:
    reasons: dict[str, list[str]] = {}
    for kind, why in manifest.staying:
        reasons.setdefault(why, []).append(kind)
    return "\n\n".join(
        f"{_filled(why)}\n{_filled(', '.join(names), '    ')}" for why, names in reasons.items()
    )


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
