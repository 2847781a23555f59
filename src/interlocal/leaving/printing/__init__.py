"""Certificates of destruction as tagged PDF."""

from interlocal.leaving.printing.certificate import printed_destruction
from interlocal.leaving.printing.period import printed_destructions

__all__ = ["printed_destruction", "printed_destructions"]
