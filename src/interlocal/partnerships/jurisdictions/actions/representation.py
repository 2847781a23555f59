"""Naming who speaks for a jurisdiction, and who stands in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act, record_each
from interlocal.foundation.lists.public import PastedList, RowRefused, Wanted
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period, in_force
from interlocal.partnerships.jurisdictions import rules
from interlocal.partnerships.jurisdictions.models import Jurisdiction, Representation
from interlocal.partnerships.jurisdictions.pasted import Contact

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def name_representative(
    *,
    by: "User | None",
    jurisdiction: Jurisdiction,
    user: "User | None" = None,
    name: str = "",
    office: str,
    starts_on: date,
    ends_on: date | None = None,
    email: str = "",
    phone: str = "",
    now: datetime,
) -> Representation:
    """Name who speaks for a jurisdiction: a person with an account, or a name."""
    representation = Representation(
        jurisdiction=jurisdiction,
        user=user,
        name=name,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
        email=email,
        phone=phone,
        created_at=now,
    )
    with act(
        by=by,
        action="jurisdictions.name_representative",
        subject=jurisdiction,
        now=now,
        office=office,
        starts_on=starts_on,
    ) as named:
        _insert_representation(representation)
        named.record(representation=representation.public_id)
    return representation


def name_substitute(
    *,
    by: "User | None",
    principal: Representation,
    user: "User | None" = None,
    name: str = "",
    office: str,
    starts_on: date,
    ends_on: date | None = None,
    email: str = "",
    phone: str = "",
    now: datetime,
) -> Representation:
    """Name who stands in for ``principal``; without an end, until the principal's own."""
    ends_on = ends_on or principal.ends_on
    substitute = Representation(
        jurisdiction=principal.jurisdiction,
        user=user,
        name=name,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
        substitute_for=principal,
        email=email,
        phone=phone,
        created_at=now,
    )
    with act(
        by=by,
        action="jurisdictions.name_substitute",
        subject=principal.jurisdiction,
        now=now,
        office=office,
        starts_on=starts_on,
    ) as named:
        rules.refuse_reversed(starts_on, ends_on)
        rules.refuse_substitute_outside(principal, Period(starts_on, ends_on))
        _insert_representation(substitute)
        named.record(representation=substitute.public_id, substitute_for=principal.public_id)
    return substitute


def _insert_representation(new: Representation) -> None:
    Jurisdiction.objects.select_for_update().get(pk=new.jurisdiction_id)
    _check_representation(new, Representation.objects.filter(jurisdiction_id=new.jurisdiction_id))
    new.save(force_insert=True)


def _check_representation(new: Representation, others: Iterable[Representation]) -> None:
    rules.refuse_unnamed(new.user_id, new.name)
    rules.refuse_reversed(new.starts_on, new.ends_on)
    period = Period(new.starts_on, new.ends_on)
    rules.refuse_second_representation(user_id=new.user_id, name=new.name, period=period, others=others)


def end_representation(
    *, by: "User | None", representation: Representation, ends_on: date, now: datetime
) -> Representation:
    """End a representation on its last day, and its substitutes' with it. Rows stay."""
    with act(
        by=by,
        action="jurisdictions.end_representation",
        subject=representation.jurisdiction,
        now=now,
        ends_on=ends_on,
    ) as ended:
        representation = Representation.objects.select_for_update().get(pk=representation.pk)
        rules.refuse_end_of_representation(representation, ends_on)
        ended.record(representation=representation.public_id)
        # A substitution that would only have begun later never happens: it leaves the audit row alone.
        representation.substitutes.filter(starts_on__gt=ends_on).delete()
        representation.substitutes.filter(in_force(ends_on)).update(ends_on=ends_on)
        representation.ends_on = ends_on
        representation.save(update_fields=["ends_on"])
    return representation


def name_from_list(
    *, by: "User", pasted: PastedList, rows: Sequence[Wanted], now: datetime
) -> list[Representation]:
    """Name whom the rows of a list name, and return them in their order; the facts of each are a ``Contact``.

    Raises ``RowRefused`` where a rule forbids one, or the jurisdiction is somebody else's.
    """
    with act(by=by, action="jurisdictions.name_from_list", subject=pasted, now=now, count=len(rows)):
        places = {wanted.facts.jurisdiction.pk for wanted in rows}
        held = list(Jurisdiction.objects.select_for_update().filter(pk__in=places).order_by("pk"))
        barred = {one.pk for one in held if not rules.may_edit(by, one)}
        there: dict[tuple[int, object], list[Representation]] = defaultdict(list)
        for one in Representation.objects.filter(jurisdiction__in=places):
            there[one.jurisdiction_id, one.user_id or one.name.casefold()].append(one)
        named = []
        for wanted in rows:
            new = Representation(**_values_of(wanted.facts), created_at=now)
            others = there[new.jurisdiction_id, new.user_id or new.name.casefold()]
            try:
                _refuse_barred(new, barred)
                _check_representation(new, others)
            except Refusal as refusal:
                raise RowRefused(wanted.row, refusal) from refusal
            others.append(new)
            named.append(new)
        Representation.objects.bulk_create(named, batch_size=500)
        record_each(
            by=by,
            action="jurisdictions.name_representative",
            now=now,
            subjects=[
                (
                    one.jurisdiction,
                    {"office": one.office, "starts_on": one.starts_on, "representation": one.public_id},
                )
                for one in named
            ],
        )
    return named


def _refuse_barred(new: Representation, barred: Collection[int]) -> None:
    if new.jurisdiction_id in barred:
        raise Refusal(_("You may not name who represents this jurisdiction."))


def _values_of(contact: Contact) -> dict[str, Any]:
    return {field.name: getattr(contact, field.name) for field in fields(contact)}


def take_back_representation(*, by: "User | None", representation: Representation, now: datetime) -> None:
    """Take back a representative that a list named by mistake; the audit keeps that it was there.

    Raises ``Refusal`` where something was built on it (a substitute, a record that points at it), and for
    somebody else's jurisdiction.
    """
    if by is not None and not rules.may_edit(by, representation.jurisdiction):
        raise Refusal(_("You may no longer change who represents this jurisdiction."))
    with act(
        by=by, action="jurisdictions.take_back_representation", subject=representation.jurisdiction, now=now
    ) as taken:
        held = Representation.objects.select_for_update(of=("self",)).get(pk=representation.pk)
        taken.record(representation=held.public_id)
        if held.substitutes.exists():
            raise Refusal(_("Somebody stands in for this person. End that first."))
        try:
            held.delete()
        except ProtectedError as error:
            raise Refusal(
                _("Another record names this person as who acted. End the representation.")
            ) from error
