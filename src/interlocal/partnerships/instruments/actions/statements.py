"""Statements: made, corrected, published."""

from datetime import date, datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.instruments import rules
from interlocal.partnerships.instruments.events import StatementPublished
from interlocal.partnerships.instruments.models import Statement


def make_statement(
    *,
    by: User | None,
    title: str,
    now: datetime,
    summary: str = "",
    renews: Statement | None = None,
    source_title: str = "",
    source_url: str = "",
    source_on: date | None = None,
    is_synthetic: bool = False,
    is_unconfirmed: bool = False,
) -> Statement:
    """Begin a statement that councils will adopt. Raises ``Refusal``."""
    rules.check_convening(by)
    statement = Statement(
        title=title,
        summary=summary,
        renews=renews,
        source_title=source_title,
        source_url=source_url,
        source_on=source_on,
        is_synthetic=is_synthetic,
        is_unconfirmed=is_unconfirmed,
        created_at=now,
    )
    with act(by=by, action="instruments.make_statement", subject=statement, now=now, title=title):
        statement.save()
    return statement


def correct_statement(
    *, by: User | None, statement: Statement, title: str, summary: str, now: datetime
) -> None:
    """Correct the name of a statement and its summary. Raises ``Refusal``."""
    rules.check_convening(by)
    with act(by=by, action="instruments.correct_statement", subject=statement, now=now, title=title):
        statement.title = title
        statement.summary = summary
        statement.save(update_fields=["title", "summary"])


def publish_statement(*, by: User | None, statement: Statement, now: datetime) -> None:
    """Let the public read the statement and how far each council has come. Raises ``Refusal``."""
    rules.check_publishing(by, statement=statement)
    with act(by=by, action="instruments.publish_statement", subject=statement, now=now) as record:
        statement.published_at = now
        statement.save(update_fields=["published_at"])
        record.announce(StatementPublished(statement=statement.public_id))


def withdraw_statement_from_public(*, by: User | None, statement: Statement, now: datetime) -> None:
    """Take the statement off the public pages. Raises ``Refusal``."""
    rules.check_convening(by)
    with act(by=by, action="instruments.withdraw_statement_from_public", subject=statement, now=now):
        statement.published_at = None
        statement.save(update_fields=["published_at"])
