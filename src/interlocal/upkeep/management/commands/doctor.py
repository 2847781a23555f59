"""``interlocal doctor``: how the installation is, in words."""

import dataclasses
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from interlocal.kernel import clock
from interlocal.upkeep.doctor import Finding, State, examine, write_letter

MARKS = {State.GOOD: "ok    ", State.SOON: "soon  ", State.BROKEN: "BROKEN"}


class Command(BaseCommand):
    """Looks at everything that the installation needs."""

    help = "Say in words what is well, what wants attention and what is broken; exit 1 when something is."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form and the address of a test letter."""
        parser.add_argument("--json", action="store_true", help="Print the findings for a program.")
        parser.add_argument("--letter", metavar="ADDRESS", help="Send a test letter to this address too.")

    def handle(self, **options: Any) -> None:
        """Look, say, and end with 1 when something is broken."""
        findings = list(examine(clock.now()))
        if options["letter"]:
            findings.append(write_letter(options["letter"]))
        self.stdout.write(_as_json(findings) if options["json"] else _as_words(findings))
        if any(finding.state == State.BROKEN for finding in findings):
            sys.exit(1)


def _as_json(findings: list[Finding]) -> str:
    return json.dumps([dataclasses.asdict(finding) for finding in findings], indent=1, ensure_ascii=False)


def _as_words(findings: list[Finding]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{MARKS[finding.state]}  {finding.title}: {finding.says}")
        if finding.mend:
            lines.append(f"          {finding.mend}")
    bad = sum(finding.state == State.BROKEN for finding in findings)
    lines.append(f"\n{bad} of {len(findings)} things are broken." if bad else "\nNothing is broken.")
    return "\n".join(lines)
