"""Statements and instruments for tests."""

from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path

import factory
from tests.factories.files import stored_file
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.partnerships.commitments.public import Commitment, close_commitment
from interlocal.partnerships.instruments import actions, models, reading
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.packets import house_template, read_template
from interlocal.partnerships.instruments.queries.steps import open_step
from interlocal.partnerships.instruments.rules import StepReport

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


class ReturnedTextFactory(factory.django.DjangoModelFactory):
    """The 2022 renewal as it came back, one word changed."""

    class Meta:
        model = models.ReturnedText

    instrument = factory.SubFactory(InstrumentFactory, statement__with_text=True)
    file_name = "returned.docx"
    text = factory.LazyFunction(lambda: reading.write_text(renewal()).replace("does commit", "does pledge"))
    parts = factory.LazyAttribute(lambda one: reading.to_json(reading.read_text(one.text)))
    common_parts = factory.LazyFunction(lambda: reading.to_json(renewal()))
    created_at = NOW


class DeviationFactory(factory.django.DjangoModelFactory):
    """The one change of that text."""

    class Meta:
        model = models.Deviation

    class Params:
        city = factory.SubFactory(JurisdictionFactory)

    returned = factory.SubFactory(
        ReturnedTextFactory, instrument__jurisdiction=factory.SelfAttribute("...city")
    )
    place = 0
    kind = "section"
    change = "changed"
    old_place = new_place = 0
    old_text = factory.LazyAttribute(lambda one: one.returned.common_parts["sections"][0]["text"])
    new_text = factory.LazyAttribute(lambda one: one.returned.parts["sections"][0]["text"])
    created_at = NOW


class PacketBatchFactory(factory.django.DjangoModelFactory):
    """Packets of one click, made."""

    class Meta:
        model = models.PacketBatch

    statement = factory.SubFactory(StatementFactory, with_text=True)
    created_at = finished_at = NOW


class PacketFactory(factory.django.DjangoModelFactory):
    """A council's packet, as Akoma Ntoso alone; ``with_files`` has its Word and PDF files too."""

    class Meta:
        model = models.Packet

    class Params:
        with_files = factory.Trait(
            word=factory.LazyFunction(lambda: stored_file("raytown.pdf")),
            pdf=factory.LazyFunction(lambda: stored_file("raytown-packet.pdf")),
            page=factory.LazyFunction(lambda: stored_file("raytown-one-page.pdf")),
        )

    instrument = factory.SubFactory(InstrumentFactory, statement__with_text=True)
    batch = factory.SubFactory(PacketBatchFactory, statement=factory.SelfAttribute("..instrument.statement"))
    legal_xml = "<akomaNtoso/>"
    created_at = made_at = NOW


class PacketTemplateFactory(factory.django.DjangoModelFactory):
    """A jurisdiction's own Word template: the plain one, brought as its own."""

    class Meta:
        model = models.PacketTemplate

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    file = factory.LazyFunction(lambda: stored_file("resolution.docx", house_template()))
    fields = factory.LazyFunction(lambda: list(read_template(house_template()).names))
    created_at = NOW


_NUMBERS = count(1)


def report(kind, **said):
    """A report that a step of ``kind`` takes, with what is ``said`` instead."""
    values = {
        StepKind.BILL: {"outcome": "done", "bill_number": "26-014"},
        StepKind.AGENDA: {"outcome": "done", "to_on": TODAY},
        StepKind.READING: {"outcome": "by-title"},
        StepKind.VOTE: {"outcome": "passed", "ayes": 6, "nays": 0},
        StepKind.NUMBER: {"outcome": "done", "number": f"65{next(_NUMBERS):04d}"},
        StepKind.SIGNATURE: {"outcome": "signed", "officer": "Clerk"},
        StepKind.MAYOR: {"outcome": "signed", "officer": "Mayor"},
        StepKind.OVERRIDE: {"outcome": "overridden", "ayes": 5, "nays": 1},
        StepKind.EFFECTIVE: {"outcome": "done", "to_on": TODAY},
    }[kind]
    return StepReport(**({"happened_on": TODAY, "note": "Minutes"} | values | said))


def open_commitment_of(statement, council):
    """The step of a council that is open now; ``None`` when there is none."""
    rows = Commitment.objects.filter(
        run__subject_id=statement.public_id, owed_by=council, outcome=""
    ).select_related("run__version", "run__procedure", "run__jurisdiction", "owed_by", "owner")
    return rows.order_by("pk").first()


def take_step(statement, council, **said):
    """Do what is open now, in the plainest way; ``said`` goes into its report. Return its key."""
    commitment = open_commitment_of(statement, council)
    step = next(one for one in commitment.run.version.read() if one.key == commitment.step_key)
    if step.records:
        kind = open_step(commitment).kind
        actions.record_step(by=None, commitment=commitment, report=report(kind, **said), now=NOW)
    else:
        close_commitment(by=None, commitment=commitment, now=NOW, done_on=TODAY, evidence_note="Seen")
    return step.key


def take_steps(statement, council, *, until=""):
    """Do step after step in the plainest way, up to the step ``until``, which stays open."""
    while (commitment := open_commitment_of(statement, council)) and commitment.step_key != until:
        take_step(statement, council)
