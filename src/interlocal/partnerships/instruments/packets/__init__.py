"""What a council gets to adopt: Word, PDF, Akoma Ntoso and one page for its members. Needs no Django.

from interlocal.partnerships.instruments.packets import compose, fill, house_template, legal_xml

paper = compose(read, council, particulars)         # the common text in one council's own name
fill(house_template(), paper, mark)                 # Word, which knows its instrument when it comes back
legal_xml(paper, made_on=today)                     # Akoma Ntoso 3
"""

from .composing import Council, Particulars, compose
from .house_template import house_template
from .legal_xml import legal_xml, slug
from .mark import PacketMark, packet_mark, text_digest
from .paper import Paper, PaperSection, Signature
from .template_fields import FIELDS, TemplateField
from .template_reading import TemplateRefused, UsedFields, read_template
from .word import fill

__all__ = [
    "FIELDS",
    "Council",
    "PacketMark",
    "Paper",
    "PaperSection",
    "Particulars",
    "Signature",
    "TemplateField",
    "TemplateRefused",
    "UsedFields",
    "compose",
    "fill",
    "house_template",
    "legal_xml",
    "packet_mark",
    "read_template",
    "slug",
    "text_digest",
]
