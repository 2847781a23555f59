"""``interlocal audit verify``, ``interlocal audit head`` and ``interlocal audit redact``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.foundation.audit.actions import redact
from interlocal.foundation.audit.heads import Head, HeadUnreadable, heads_of, read_heads
from interlocal.foundation.audit.models import AuditBook
from interlocal.foundation.audit.queries import entries_about, head_of, published_heads
from interlocal.foundation.audit.rules import PARTNERSHIP_BOOK
from interlocal.foundation.audit.verification import Verification, verify_book
from interlocal.kernel import clock

WRONG = 1
CANNOT_CHECK = 2


class Command(BaseCommand):
    """Check an audit book, or print where it ends."""

    help = "Verifies an audit book from its first entry to its last, or prints its head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify | head | redact")
        verify = verbs.add_parser(
            "verify",
            help="Check every entry. Exit code 0: whole. 1: something is wrong. 2: it could not be checked.",
        )
        verify.add_argument(
            "--head",
            metavar="FILE",
            type=Path,
            help="Heads kept elsewhere: a day's file, a list, or a line of the mail to the auditors. "
            "Default: the list in this installation's folder of heads.",
        )
        verify.add_argument("--format", choices=["text", "json"], default="text")
        head = verbs.add_parser("head", help="Print where the book ends now, as one line of JSON.")
        redact_ = verbs.add_parser(
            "redact",
            help="Delete the details of a record's entries; the entries stay and the chain verifies.",
        )
        redact_.add_argument(
            "kind", help="The kind of record, as the audit page names it: accounts.user, say."
        )
        redact_.add_argument("public_id", help="The record's public id, as in its address.")
        redact_.add_argument("--reason", required=True, help="Why they go: the rule or the order.")
        for verb in (verify, head, redact_):
            verb.add_argument("--book", default=PARTNERSHIP_BOOK, help="Default: the partnership's.")

    def handle(self, *_args: Any, **options: Any) -> None:
        book = options["book"]
        if options["verb"] == "head":
            head = head_of(book, clock.today())
            if head is None:
                raise CommandError(f"Nothing is written in a book named {book!r}.", returncode=CANNOT_CHECK)
            self.stdout.write(head.as_json())
            return
        if options["verb"] == "redact":
            self._redact(book, options)
            return
        heads = self._heads(book, options["head"])
        if book != PARTNERSHIP_BOOK and not heads and not AuditBook.objects.filter(name=book).exists():
            raise CommandError(f"There is no book named {book!r}.", returncode=CANNOT_CHECK)
        outcome = verify_book(book, heads)
        if options["format"] == "json":
            self.stdout.write(json.dumps(outcome.as_dict(), indent=2))
        else:
            self._tell(outcome)
        if not outcome.is_whole:
            raise SystemExit(WRONG)

    def _redact(self, book: str, options: dict[str, Any]) -> None:
        entries = entries_about(options["kind"], options["public_id"], book)
        count = redact(by=None, entries=entries, reason=options["reason"], now=clock.now(), book=book)
        if not count:
            raise CommandError(
                f"No entry of the book {book!r} has details about {options['kind']} {options['public_id']}."
            )
        self.stdout.write(f"Deleted the details of {count} entries. The book says so in an entry of its own.")

    def _heads(self, book: str, path: Path | None) -> list[Head]:
        try:
            heads = published_heads(book) if path is None else heads_of(book, read_heads(path))
        except HeadUnreadable as error:
            raise CommandError(str(error), returncode=CANNOT_CHECK) from error
        if path is not None and not heads:
            raise CommandError(f"{path} holds no head of the book {book!r}.", returncode=CANNOT_CHECK)
        return heads

    def _tell(self, outcome: Verification) -> None:
        for fault in outcome.faults:
            self.stdout.write(self.style.ERROR(str(fault)))
        if outcome.fault_count > len(outcome.faults):
            self.stdout.write(f"... and {outcome.fault_count - len(outcome.faults)} more.")
        against = (
            f"compared with {outcome.heads} published head(s)"
            if outcome.heads
            else "no published head to compare with: a cut tail would not show"
        )
        redacted = f", the details of {outcome.redacted} deleted under retention" if outcome.redacted else ""
        counted = f"{outcome.entries} entries{redacted}; {against}"
        if outcome.is_whole:
            self.stdout.write(self.style.SUCCESS(f"The book {outcome.book!r} is whole: {counted}."))
            self.stdout.write(f"Last entry {outcome.last_seq}, digest {outcome.last_digest}.")
        else:
            self.stdout.write(
                self.style.ERROR(
                    f"The book {outcome.book!r} is NOT whole: {outcome.fault_count} fault(s) in {counted}."
                )
            )
            self.stdout.write("Keep the database as it is, and compare it with a copy from before.")
