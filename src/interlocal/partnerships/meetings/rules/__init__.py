"""Who may do what with meetings, and what is valid."""

from interlocal.partnerships.meetings.rules.permissions import (
    Permission,
    may_arrange,
    may_edit_bodies,
    may_record,
)

__all__ = ["Permission", "may_arrange", "may_edit_bodies", "may_record"]
