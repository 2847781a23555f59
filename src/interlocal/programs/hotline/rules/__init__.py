"""Who may do what with the hotline, and what is valid."""

from interlocal.programs.hotline.rules.permissions import Permission, check_setting_up

__all__ = ["Permission", "check_setting_up"]
