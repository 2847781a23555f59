"""Who may do what with training, and what is valid."""

from interlocal.programs.training.rules.permissions import (
    Permission,
    check_nominating,
    check_running,
    may_nominate_for,
)

__all__ = ["Permission", "check_nominating", "check_running", "may_nominate_for"]
