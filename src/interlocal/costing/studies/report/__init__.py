"""The report of a study: one structure, written down as tagged PDF, as DOCX, and as a page."""

from interlocal.costing.studies.report.blocks import Report
from interlocal.costing.studies.report.contents import report_of, working_page
from interlocal.costing.studies.report.docx import as_docx
from interlocal.costing.studies.report.exhibit import Terms, terms_of
from interlocal.costing.studies.report.page import page_blocks
from interlocal.costing.studies.report.pdf import as_pdf
from interlocal.costing.studies.report.pictures import paying_chart
from interlocal.costing.studies.report.source import Source, source_of

__all__ = [
    "Report",
    "Source",
    "Terms",
    "as_docx",
    "as_pdf",
    "page_blocks",
    "paying_chart",
    "report_of",
    "source_of",
    "terms_of",
    "working_page",
]
