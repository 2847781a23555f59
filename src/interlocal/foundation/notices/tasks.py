"""What the workers call."""

import smtplib

from interlocal.foundation.jobs.public import RunningJob, TaskError
from interlocal.foundation.notices import actions
from interlocal.foundation.notices.models import Notice


def send_notice(job: RunningJob) -> None:
    """Mail a notice."""
    notice = Notice.objects.select_related("recipient").filter(public_id=job.payload["notice"]).first()
    if notice is None:
        return
    try:
        actions.send(notice=notice, now=job.now)
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _reason in error.recipients.values())
        if code >= 500:
            actions.record_refusal(notice=notice, now=job.now)
        words = f"The mail server refused the recipient's address ({code})."
        raise TaskError(words, try_again=code < 500) from None
    except smtplib.SMTPResponseException as error:
        raise TaskError(f"The mail server refused the message ({error.smtp_code}).") from None


def purge(job: RunningJob) -> None:
    """Delete notices and sample mail past their time."""
    actions.purge(now=job.now)
