"""The records of the hotline."""

from interlocal.programs.hotline.models.keys import StaffKey
from interlocal.programs.hotline.models.recovery import RecoveryAsk, RecoveryStep
from interlocal.programs.hotline.models.reports import (
    Entry,
    Exclusion,
    OpenReading,
    RecoveryWrap,
    Report,
    SealedFile,
    Wrap,
)
from interlocal.programs.hotline.models.setup import (
    Category,
    CityHotline,
    Duty,
    Holder,
    Office,
    Opening,
    Recipient,
    RecoveryRule,
)
from interlocal.programs.hotline.models.statistics import Count, YearlyFigures

__all__ = [
    "Category",
    "CityHotline",
    "Count",
    "Duty",
    "Entry",
    "Exclusion",
    "Holder",
    "Office",
    "OpenReading",
    "Opening",
    "Recipient",
    "RecoveryAsk",
    "RecoveryRule",
    "RecoveryStep",
    "RecoveryWrap",
    "Report",
    "SealedFile",
    "StaffKey",
    "Wrap",
    "YearlyFigures",
]
