"""Links in mail: sent with what they open, answered once, as the person to whom they were sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.audit.public import act
from interlocal.foundation.notices.public import notify
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.actions.changing import add_comment, move_due_date
from interlocal.partnerships.commitments.actions.closing import close_commitment, review_commitment
from interlocal.partnerships.commitments.models import ActionLink, Answer, Commitment
from interlocal.partnerships.commitments.rules.links import LASTS, LinkState, link_state

VIA = "link"
_REASONS = {
    LinkState.USED: gettext_lazy("This link was already used. Nothing was recorded a second time."),
    LinkState.SUSPENDED: gettext_lazy("Your account is suspended, so nothing was recorded."),
    LinkState.REASSIGNED: gettext_lazy("Somebody else looks after this now. Nothing was recorded."),
    LinkState.CLOSED: gettext_lazy("This is already settled. Nothing was recorded."),
    LinkState.SIGN_IN: gettext_lazy("This can only be recorded after you sign in. Nothing was recorded."),
    LinkState.EXPIRED: gettext_lazy("This link has expired. Nothing was recorded."),
}


def send_link(*, commitment: Commitment, key: str, template: str, now: datetime) -> ActionLink | None:
    """Make a link for the owner and send the mail ``template`` with it, in the caller's transaction.

    What asks for sign-in is mailed without a link of its own: that mail leads to its page. Nothing is sent
    when there is no owner or it is no longer owed. Returns the link, or ``None`` where none was made.
    """
    person = commitment.owner
    if person is None or not person.is_active or commitment.is_closed:
        return None
    link = ActionLink(commitment=commitment, person=person, created_at=now, expires_at=now + LASTS)
    is_signed_in = commitment.requires_sign_in
    said = {} if is_signed_in else {"link": link.public_id}
    with act(by=None, action="commitments.send_link", subject=commitment, now=now, **said):
        if not is_signed_in:
            link.save(force_insert=True)
        notify(
            to=person,
            kind="commitments.duty",
            key=key,
            template=f"commitments/mail/{template}",
            context=_told(commitment),
            path=f"/commitments/{commitment.public_id}/",
            signed_path="" if is_signed_in else link.path,
            now=now,
        )
    return None if is_signed_in else link


def record_done_by_link(
    *, link: ActionLink, done_on: date, hours: Decimal | None, note: str, url: str, now: datetime
) -> Commitment:
    """Record its commitment as done. Raises ``Refusal`` when the link takes no answer or a rule forbids."""
    with _answered(link, Answer.DONE, now) as held:
        return close_commitment(
            by=held.person,
            commitment=held.commitment,
            now=now,
            done_on=done_on,
            evidence_note=note,
            evidence_url=url,
            hours=hours,
            via=VIA,
        )


def record_review_by_link(
    *, link: ActionLink, reviewed_on: date, next_on: date, hours: Decimal | None, note: str, now: datetime
) -> Commitment:
    """Record the review of its standing duty. Raises ``Refusal`` as ``record_done_by_link`` does."""
    with _answered(link, Answer.REVIEWED, now) as held:
        return review_commitment(
            by=held.person,
            commitment=held.commitment,
            now=now,
            reviewed_on=reviewed_on,
            next_on=next_on,
            note=note,
            hours=hours,
            via=VIA,
        )


def move_date_by_link(*, link: ActionLink, to_on: date, reason: str, now: datetime) -> Commitment:
    """Move the date of its commitment. Raises ``Refusal`` as ``record_done_by_link`` does."""
    with _answered(link, Answer.DATE, now) as held:
        return move_due_date(
            by=held.person, commitment=held.commitment, to_on=to_on, reason=reason, now=now, via=VIA
        )


def comment_by_link(*, link: ActionLink, text: str, now: datetime) -> Commitment:
    """Answer with a comment ("not mine"). Raises ``Refusal`` as ``record_done_by_link`` does."""
    with _answered(link, Answer.COMMENT, now) as held:
        add_comment(by=held.person, commitment=held.commitment, text=text, now=now, via=VIA)
        return held.commitment


def renew_link(*, link: ActionLink, now: datetime) -> None:
    """Send a fresh link in place of an expired one, once, to the same person's mail address.

    Raises ``Refusal`` when the link has not expired or was renewed already.
    """
    with act(by=link.person, action="commitments.renew_link", subject=link.commitment, now=now, via=VIA):
        held = _locked(link)
        if link_state(held, now) != LinkState.EXPIRED:
            raise Refusal(_REASONS.get(link_state(held, now), _("This link still works.")))
        if held.renewed_at is not None:
            raise Refusal(_("A new link was sent already. Look for it in your mail."))
        held.renewed_at = now
        held.save(update_fields=["renewed_at"])
        send_link(commitment=held.commitment, key=f"renewed:{held.public_id}", template="renewed", now=now)


@contextmanager
def _answered(link: ActionLink, answer: Answer, now: datetime) -> Iterator[ActionLink]:
    """Hold the link, refuse it unless it is ready, and mark it as used together with what it records."""
    said = {"answer": answer.value, "link": link.public_id, "via": VIA}
    with act(by=link.person, action="commitments.use_link", subject=link.commitment, now=now, **said):
        held = _locked(link)
        state = link_state(held, now)
        if state != LinkState.READY:
            raise Refusal(_REASONS[state])
        held.used_at, held.answer = now, answer
        held.save(update_fields=["used_at", "answer"])
        yield held


def _locked(link: ActionLink) -> ActionLink:
    rows = ActionLink.objects.select_for_update(of=("self",))
    return rows.select_related("person", "commitment__owner", "commitment__owed_by").get(pk=link.pk)


def _told(commitment: Commitment) -> dict[str, str | bool]:
    """What the mail says, as JSON holds it; dates are written in the reader's language when it is sent."""
    return {
        "title": commitment.title,
        "owed_by": commitment.owed_by.name,
        "owed_to": commitment.owed_to.name if commitment.owed_to else "",
        "due_on": commitment.due_on.isoformat() if commitment.due_on else "",
        "is_standing": commitment.is_standing,
        "source_label": commitment.source_label,
        "source_text": commitment.source_text,
        "opened_by": str(commitment.opened_by or ""),
        "requires_sign_in": commitment.requires_sign_in,
    }
