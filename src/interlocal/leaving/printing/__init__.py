"""Certificates of destruction as tagged PDF."""

from interlocal.leaving.printing.certificate import printed_destruction

__all__ = ["printed_destruction"]
