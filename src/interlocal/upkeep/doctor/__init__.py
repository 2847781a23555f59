"""Looks at the installation and says in words what is well, what will break and what is broken."""

from interlocal.upkeep.doctor.finding import Finding, State
from interlocal.upkeep.doctor.round import CHECKS, examine, write_letter

__all__ = ["CHECKS", "Finding", "State", "examine", "write_letter"]
