"""Certificates and reports of cohorts as tagged PDF."""

from interlocal.programs.training.printing.certificate import printed_certificate

__all__ = ["printed_certificate"]
