"""A study as the file that ``mutual study`` reads: the pages and the command line work out the same text."""

from interlocal.costing.studies.rules.study_file.doubts import doubts_of
from interlocal.costing.studies.rules.study_file.facts import (
    ExchangeFacts,
    OptionFacts,
    PartFacts,
    RangeFacts,
    SeriesFacts,
    ShareFacts,
    StudyFacts,
    TieFacts,
)
from interlocal.costing.studies.rules.study_file.writing import written_study

__all__ = [
    "ExchangeFacts",
    "OptionFacts",
    "PartFacts",
    "RangeFacts",
    "SeriesFacts",
    "ShareFacts",
    "StudyFacts",
    "TieFacts",
    "doubts_of",
    "written_study",
]
