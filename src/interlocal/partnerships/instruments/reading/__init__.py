"""Read council instruments: from text, Word and PDF to plain values, and back to text."""

from .bodies import with_body
from .closing import passing_clause
from .commitments import ProposedCommitment, propose_commitments
from .corrections import corrected
from .files import MAX_BYTES, read_file, text_of
from .instrument import Doubt, Party, ReadDate, ReadInstrument, Recital, Section, Signatory
from .json_form import to_json
from .reader import MAX_CHARACTERS, read_text
from .unreadable import UnreadableInstrument
from .writing import write_text

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Doubt",
    "Party",
    "ProposedCommitment",
    "ReadDate",
    "ReadInstrument",
    "Recital",
    "Section",
    "Signatory",
    "UnreadableInstrument",
    "corrected",
    "passing_clause",
    "propose_commitments",
    "read_file",
    "read_text",
    "text_of",
    "to_json",
    "with_body",
    "write_text",
]
