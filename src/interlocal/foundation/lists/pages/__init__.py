"""The pages of a list, one step each. A room's own views, which say who may, hand their request to these."""

from interlocal.foundation.lists.pages.columns import columns_page
from interlocal.foundation.lists.pages.pasting import paste_page
from interlocal.foundation.lists.pages.rows import list_page, save_step
from interlocal.foundation.lists.pages.undoing import discard_step, undo_page

__all__ = ["columns_page", "discard_step", "list_page", "paste_page", "save_step", "undo_page"]
