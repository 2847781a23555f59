"""What runs, what failed, and having it tried again. Payloads are not shown."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.jobs import actions, queries
from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.rules import MAX_ATTEMPTS, Permission
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.web.public import render_fragment

_PER_PAGE = 50
_SHOWN_ABOVE = 10


class PersonRequest(HttpRequest):
    """A request behind a sign-in: its user is a person."""

    user: Any


@requires(Permission.READ)
@require_safe
def list_jobs(request: PersonRequest) -> HttpResponse:
    """Show what needs attention, what runs, and all jobs, the newest first."""
    jobs = queries.jobs_for(request.user)
    state = request.GET.get("state", "")
    chosen = jobs.filter(state=state) if state in State.values else jobs
    page = Paginator(chosen, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _titled(page),
        "failed": _titled(queries.failed_jobs(jobs)[:_SHOWN_ABOVE]),
        "running": _titled(queries.running_jobs(jobs)[:_SHOWN_ABOVE]),
        "overdue_since": queries.overdue_since(jobs, now=clock.now()),
        "states": State.choices,
        "state": state,
    }
    return render_fragment(request, "jobs/list.html", "running", context)


@requires(Permission.READ)
@require_safe
def show_job(request: PersonRequest, public_id: str) -> HttpResponse:
    """Show one job."""
    job = _job(request, public_id)
    context = {
        "job": job,
        "title": queries.title_of(job),
        "most_attempts": MAX_ATTEMPTS,
        "may_retry": job.state in {State.FAILED, State.WAITING} and request.user.may(Permission.RETRY),
    }
    return render(request, "jobs/detail.html", context)


@requires(Permission.RETRY)
@require_POST
def retry(request: PersonRequest, public_id: str) -> HttpResponse:
    """Put one back in the queue."""
    job = _job(request, public_id)
    try:
        actions.retry_job(by=request.user, job=job, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The job is queued again."))
    return redirect("jobs:detail", public_id=job.public_id)


def _job(request: PersonRequest, public_id: str) -> Job:
    job = queries.jobs_for(request.user).filter(public_id=public_id).first()
    if job is None:
        raise Http404
    return job


def _titled(jobs: Any) -> list[tuple[Job, str]]:
    return [(job, queries.title_of(job)) for job in jobs]
