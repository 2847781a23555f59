"""What happens while it is owed: an owner, a date, a comment, hours."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in
from interlocal.partnerships.commitments import actions, queries, rules
from interlocal.partnerships.commitments.forms import CommentForm, DateForm, HoursForm, OwnerForm
from interlocal.partnerships.commitments.views.act import PersonRequest, answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: PersonRequest, public_id: str) -> HttpResponse:
    """Name who looks after it."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_assign)
    people = queries.possible_owners(commitment, clock.today())
    form = OwnerForm(request.POST or None, people=people, initial={"owner": commitment.owner})
    return answer(
        request,
        commitment,
        form,
        lambda: actions.assign_owner(
            by=request.user, commitment=commitment, owner=form.cleaned_data["owner"], now=clock.now()
        ),
        title=_("Name the owner"),
        button=_("Save the owner"),
        done=_("The owner is named and told by mail."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move_date(request: PersonRequest, public_id: str) -> HttpResponse:
    """Set or move the date."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_close)
    form = DateForm(request.POST or None)
    title = _("Set a date") if commitment.due_on is None else _("Move the date")
    return answer(
        request,
        commitment,
        form,
        lambda: actions.move_due_date(
            by=request.user,
            commitment=commitment,
            to_on=form.cleaned_data["due_on"],
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        ),
        title=title,
        button=title,
        done=_("The date is recorded."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: PersonRequest, public_id: str) -> HttpResponse:
    """Add a comment."""
    commitment = queries.commitment_for(request.user, public_id)
    form = CommentForm(request.POST or None)
    return answer(
        request,
        commitment,
        form,
        lambda: actions.add_comment(
            by=request.user, commitment=commitment, text=form.cleaned_data["text"], now=clock.now()
        ),
        title=_("Add a comment"),
        button=_("Add the comment"),
        done=_("Your comment is on record."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PersonRequest, public_id: str) -> HttpResponse:
    """Record hours of work."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_close)
    form = HoursForm(request.POST or None, initial={"worked_on": clock.today()})
    return answer(
        request,
        commitment,
        form,
        lambda: actions.record_hours(
            by=request.user, commitment=commitment, now=clock.now(), **form.cleaned_data
        ),
        title=_("Record hours"),
        button=_("Record the hours"),
        done=_("The hours are recorded."),
    )
