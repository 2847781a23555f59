"""One sign-in per role, none of them a real person, and who represents whom."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.foundation.accounts import public as accounts
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit import public as audit
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.jurisdictions import public as jurisdictions
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Representation


def is_loaded() -> bool:
    """Is the last of the sample's people here?"""
    return User.objects.filter(email=read("people")["people"][-1]["email"]).exists()


def load(now: datetime) -> None:
    """Add the people with their roles, then name who represents each city."""
    data = read("people")
    bodies = {body.name: body for body in Jurisdiction.objects.all()}
    spoken: dict[str, Representation] = {}
    for person in data["people"]:
        user = _add(person, data["password"], now)
        body = bodies.get(person.get("jurisdiction", ""))
        accounts.grant_role(
            by=None,
            user=user,
            role=person["role"],
            scope=body.scope if body else PARTNERSHIP,
            from_on=timezone.localdate(now),
            now=now,
        )
        if body is not None and "represents" in person:
            spoken[user.email] = _represent(person, user, body, spoken, now)


def _add(person: dict[str, Any], password: str, now: datetime) -> User:
    with audit.act(by=None, action="accounts.add_sample_person", now=now) as act:
        user = User.objects.create_user(
            person["email"], password, name=person["name"], language="en", is_active=True, joined_at=now
        )
        act.subject = user
    return user


def _represent(
    person: dict[str, Any], user: User, body: Jurisdiction, spoken: dict[str, Representation], now: datetime
) -> Representation:
    office, starts_on = person["represents"], timezone.localdate(now)
    principal = spoken.get(person.get("stands_in_for", ""))
    if principal is not None:
        return jurisdictions.name_substitute(
            by=None, principal=principal, user=user, office=office, starts_on=starts_on, now=now
        )
    return jurisdictions.name_representative(
        by=None, jurisdiction=body, user=user, office=office, starts_on=starts_on, now=now
    )
