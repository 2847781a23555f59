"""A profile for a file that nobody has described yet, with what is uncertain about it."""

from mutual.calls.proposing.proposal import Choice, Proposal, propose

__all__ = ["Choice", "Proposal", "propose"]
