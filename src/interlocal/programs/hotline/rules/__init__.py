"""Who may do what with the hotline, and what is valid."""

from interlocal.programs.hotline.rules.permissions import Permission

__all__ = ["Permission"]
