"""The door of the upkeep."""

from interlocal.upkeep.rules import Permission

__all__ = ["Permission"]
