"""The cells of a list are not kept longer than they are needed."""

from datetime import datetime, timedelta

from interlocal.foundation.audit.public import Destroyed, Ref, act, certify_destruction
from interlocal.foundation.lists.models import ListState, PastedList

DRAFT_DAYS = 14
SAVED_DAYS = 90
_KIND = PastedList._meta.label_lower


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
        destroyed = [
            Destroyed(_KIND, "list that nobody saved", count, f"{DRAFT_DAYS} days after its last change."),
            Destroyed(
                _KIND, "pasted cells of a saved list", emptied, f"{SAVED_DAYS} days after it was saved."
            ),
        ]
        kept_in = Ref(_KIND, "past-keeping", label="Lists brought in")
        certify_destruction(kept_in=kept_in, destroyed=destroyed, now=now)
    return count + emptied
