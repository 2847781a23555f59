"""``interlocal instruments read FILE``: read a council's instrument and print what was found."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.partnerships.instruments import reading


class Command(BaseCommand):
    """Reads instruments from the command line; saves nothing."""

    help = "Read a council's resolution or ordinance: interlocal instruments read FILE [--format json]"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the verb and its options."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        read = verbs.add_parser("read", help="read a text, Word or PDF file ('-' for standard input)")
        read.add_argument("file", help="the file")
        read.add_argument(
            "--format",
            choices=("summary", "json", "text", "commitments"),
            default="summary",
            help="a summary, the parts as JSON, the text written out again, or proposed commitments",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, and print in the format asked for; exit 1 with the line where it cannot be read."""
        try:
            read = _read(options["file"])
        except reading.UnreadableInstrument as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        self.stdout.write(_FORMATS[options["format"]](read))


def _read(file: str) -> reading.ReadInstrument:
    if file == "-":
        return reading.read_file(sys.stdin.buffer.read(reading.MAX_BYTES + 1), name="standard input")
    return reading.read_file(Path(file))


def _json(read: reading.ReadInstrument) -> str:
    return json.dumps(reading.to_json(read), ensure_ascii=False, indent=2)


def _commitments(read: reading.ReadInstrument) -> str:
    rows = [
        {"title": one.title, "owed_by": one.owed_by_role, "section": one.section_number, "clause": one.clause}
        for one in reading.propose_commitments(read)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _summary(read: reading.ReadInstrument) -> str:
    lines = [
        read.title or "(no title)",
        f"  kind          {read.kind}",
        f"  bill number   {read.bill_number or '(blank)'}",
        f"  number        {read.resolution_number or '(blank)'}",
        f"  body          {read.body or '(not found)'}",
        f"  recitals      {len(read.recitals)}",
        f"  sections      {len(read.sections)}",
        f"  parties       {', '.join(_party(party) for party in read.parties) or '(none)'}",
        f"  dates         {'; '.join(date.text for date in read.dates) or '(none)'}",
        f"  sign-offs     {'; '.join(f'{one.role} ({one.attests})' for one in read.signatories) or '(none)'}",
        f"  footer        {read.footer or '(none)'}",
    ]
    proposed = [
        f"  commitment    {one.owed_by_role}: {one.title}" for one in reading.propose_commitments(read)
    ]
    doubts = [f"  look at line {doubt.line}: {doubt.message}" for doubt in read.doubts]
    return "\n".join([*lines, *proposed, *doubts])


def _party(party: reading.Party) -> str:
    return f"{party.name} (support)" if party.role == "supporter" else party.name


_FORMATS = {"summary": _summary, "json": _json, "text": reading.write_text, "commitments": _commitments}
