"""What the page of a report asks of the server to hand it on."""

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.kernel.traces import leaves_no_trace
from interlocal.programs.hotline.actions import handing
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.posted import (
    Told,
    groups_in,
    mapping_in,
    sealed_entries,
    takes_json,
    text_in,
)


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def share(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Give the report to one more reader."""
    handing.share(
        by=request.user,
        report_id=public_id,
        wraps=mapping_in(told, "wraps"),
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return {}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def recuse(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Step off the report for good."""
    handing.recuse(
        by=request.user,
        report_id=public_id,
        wraps=mapping_in(told, "wraps"),
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return {}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def exclude(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Take somebody off the report for good."""
    handing.exclude(
        by=request.user,
        report_id=public_id,
        person_id=text_in(told, "person"),
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return {}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def transfer(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Hand the report to another city."""
    handing.transfer(
        by=request.user,
        report_id=public_id,
        city_id=text_in(told, "city"),
        wraps=mapping_in(told, "wraps"),
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return {}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def seal_groups(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Seal the report to the groups of keepers that the rule names now."""
    handing.seal_groups(by=request.user, report_id=public_id, groups=groups_in(told), now=clock.now())
    return {}
