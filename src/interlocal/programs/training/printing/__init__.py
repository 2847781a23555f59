"""Certificates and reports of cohorts as tagged PDF."""

from interlocal.programs.training.printing.certificate import printed_certificate
from interlocal.programs.training.printing.report import printed_report

__all__ = ["printed_certificate", "printed_report"]
