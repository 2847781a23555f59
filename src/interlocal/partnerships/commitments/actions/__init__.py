"""What is done to commitments and procedures."""

from interlocal.partnerships.commitments.actions.advancing import (
    move_target,
    resume_step,
    skip_step,
    start_procedure,
    stop_run,
)
from interlocal.partnerships.commitments.actions.changing import (
    add_comment,
    assign_owner,
    move_due_date,
    record_hours,
)
from interlocal.partnerships.commitments.actions.closing import (
    close_commitment,
    reopen_commitment,
    review_commitment,
    withdraw_commitment,
)
from interlocal.partnerships.commitments.actions.links import (
    comment_by_link,
    move_date_by_link,
    record_done_by_link,
    record_review_by_link,
    renew_link,
    send_link,
)
from interlocal.partnerships.commitments.actions.opening import open_commitment
from interlocal.partnerships.commitments.actions.pasted import (
    open_from_list,
    take_back_list,
    tell_owners,
)
from interlocal.partnerships.commitments.actions.procedures import (
    add_procedure,
    change_draft,
    confirm_steps,
    draft_version,
    publish_version,
)
from interlocal.partnerships.commitments.actions.releasing import release_lapsed_owners, release_owner
from interlocal.partnerships.commitments.actions.reminding import remind

__all__ = [
    "add_comment",
    "add_procedure",
    "assign_owner",
    "change_draft",
    "close_commitment",
    "comment_by_link",
    "confirm_steps",
    "draft_version",
    "move_date_by_link",
    "move_due_date",
    "move_target",
    "open_commitment",
    "open_from_list",
    "publish_version",
    "record_done_by_link",
    "record_hours",
    "record_review_by_link",
    "release_lapsed_owners",
    "release_owner",
    "remind",
    "renew_link",
    "reopen_commitment",
    "resume_step",
    "review_commitment",
    "send_link",
    "skip_step",
    "start_procedure",
    "stop_run",
    "take_back_list",
    "tell_owners",
    "withdraw_commitment",
]
