"""Retention: once a day every program deletes what its rules no longer let it keep."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from interlocal.foundation.audit.public import Destroyed, Ref, act, certify_destruction
from interlocal.programkit.program import Program
from interlocal.programkit.queries import programs


@dataclass(frozen=True)
class RetentionReport:
    """How many rows of a model a program's rule deleted."""

    program: str
    model: str
    deleted: int


def apply_retention(*, by: None = None, now: datetime) -> tuple[RetentionReport, ...]:
    """Apply every program's retention rules, each program in a transaction and an audit entry of its own."""
    return tuple(report for program in programs() for report in _apply(program, by, now))


def _apply(program: Program, by: None, now: datetime) -> list[RetentionReport]:
    subject = Ref("programkit.program", program.slug)
    with act(by=by, action="programkit.apply_retention", subject=subject, now=now) as record:
        reports = [
            RetentionReport(program.slug, rule.model._meta.label_lower, rule.delete(now))
            for rule in program.retention
        ]
        record.record(deleted={report.model: report.deleted for report in reports})
        _certify(program, reports, subject, now)
    return reports


def _certify(program: Program, reports: list[RetentionReport], subject: Ref, now: datetime) -> None:
    """Write down what was destroyed and by which rule, where anything was: certificates are read from it."""
    with translation.override("en"):
        destroyed = [
            Destroyed(report.model, str(rule.model._meta.verbose_name), report.deleted, str(rule.keep))
            for rule, report in zip(program.retention, reports, strict=True)
        ]
        kept_in = Ref(subject.kind, subject.public_id, label=str(program.title))
    certify_destruction(kept_in=kept_in, destroyed=destroyed, now=now)
