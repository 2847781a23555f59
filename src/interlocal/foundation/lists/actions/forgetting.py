"""The cells of a list are not kept longer than they are needed."""

from datetime import datetime, timedelta

from interlocal.foundation.audit.public import Ref, act
from interlocal.foundation.lists.models import ListState, PastedList

DRAFT_DAYS = 14
SAVED_DAYS = 90


def forget_old_lists(*, now: datetime) -> int:
    """Delete lists that nobody saved, and the cells of old saved ones; return how many lists."""
    drafts = PastedList.objects.filter(state=ListState.DRAFT, changed_at__lt=now - timedelta(days=DRAFT_DAYS))
    saved = PastedList.objects.exclude(state=ListState.DRAFT).filter(
        forgotten_at=None, saved_at__lt=now - timedelta(days=SAVED_DAYS)
    )
    if not drafts.exists() and not saved.exists():
        return 0
    subject = Ref("lists.pastedlist", "old", "old lists")
    with act(by=None, action="lists.forget_old", subject=subject, now=now) as done:
        count, _by_model = drafts.delete()
        emptied = saved.update(sheets=[], corrections={}, left_out=[], forgotten_at=now)
        done.record(drafts=count, saved=emptied)
    return count + emptied
