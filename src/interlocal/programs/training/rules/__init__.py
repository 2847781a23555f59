"""Who may do what with training, and what is valid."""

from interlocal.programs.training.rules.permissions import Permission, may_nominate_for

__all__ = ["Permission", "may_nominate_for"]
