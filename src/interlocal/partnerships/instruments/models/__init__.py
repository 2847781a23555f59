"""Statements, the instruments by which councils adopt them, what is done with them, packets and drafts."""

from interlocal.partnerships.instruments.models.deviation import Decision, Deviation, ReturnedText
from interlocal.partnerships.instruments.models.draft import ReadingDraft
from interlocal.partnerships.instruments.models.instrument import Instrument, Kind, Standing
from interlocal.partnerships.instruments.models.packet import Packet, PacketBatch, PacketTemplate
from interlocal.partnerships.instruments.models.proceeding import Outcome, Proceeding, StepKind
from interlocal.partnerships.instruments.models.statement import Statement

__all__ = [
    "Decision",
    "Deviation",
    "Instrument",
    "Kind",
    "Outcome",
    "Packet",
    "PacketBatch",
    "PacketTemplate",
    "Proceeding",
    "ReadingDraft",
    "ReturnedText",
    "Standing",
    "Statement",
    "StepKind",
]
