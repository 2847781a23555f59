"""Statements and instruments for tests."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import factory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.partnerships.instruments import models, reading

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
RENEWAL = Path(__file__).parent.parent / "data" / "instruments" / "independence-renewal-2022.txt"


@cache
def renewal() -> reading.ReadInstrument:
    """The 2022 draft renewal, read."""
    return reading.read_file(RENEWAL)


class StatementFactory(factory.django.DjangoModelFactory):
    """A statement of which only the name is known."""

    class Meta:
        model = models.Statement

    class Params:
        with_text = factory.Trait(
            text=factory.LazyFunction(lambda: reading.write_text(renewal())),
            parts=factory.LazyFunction(lambda: reading.to_json(renewal())),
        )
        published = factory.Trait(with_text=True, published_at=NOW)

    title = factory.Sequence(lambda n: f"Statement of Common Purpose {n:04d}")
    source_title = "Council minutes"
    created_at = NOW


class InstrumentFactory(factory.django.DjangoModelFactory):
    """A council's draft under a statement."""

    class Meta:
        model = models.Instrument

    class Params:
        adopted = factory.Trait(
            standing=models.Standing.ADOPTED,
            passed_on=date(2026, 2, 2),
            number=factory.Sequence(lambda n: f"26-{n:04d}"),
        )

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    statement = factory.SubFactory(StatementFactory)
    title = "A resolution adopting a Statement of Common Purpose"
    created_at = NOW


class ReadingDraftFactory(factory.django.DjangoModelFactory):
    """The 2022 renewal, brought and not yet saved."""

    class Meta:
        model = models.ReadingDraft

    file_name = "renewal.txt"
    text = factory.LazyFunction(lambda: reading.write_text(renewal()))
    parts = factory.LazyFunction(lambda: reading.to_json(renewal()))
    created_at = NOW
