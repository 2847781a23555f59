"""Statements, the instruments by which councils adopt them, and drafts that are still being read."""

from interlocal.partnerships.instruments.models.draft import ReadingDraft
from interlocal.partnerships.instruments.models.instrument import Instrument, Kind, Standing
from interlocal.partnerships.instruments.models.statement import Statement

__all__ = ["Instrument", "Kind", "ReadingDraft", "Standing", "Statement"]
