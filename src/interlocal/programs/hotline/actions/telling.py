"""Telling everybody who serves the hotline of a change that nobody should miss."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from interlocal.foundation.notices.public import notify
from interlocal.programs.hotline.models import CityHotline
from interlocal.programs.hotline.queries.people import serving


def tell_who_serves(
    kind: str, *, template: str, of: str, hotline: CityHotline, context: Mapping[str, str], now: datetime
) -> None:
    """Mail ``template`` to all who serve any city; ``of`` is the public id of what changed."""
    for person in serving():
        notify(
            to=person,
            kind=f"hotline.{kind}",
            key=f"hotline.{kind}:{of}:{person.public_id}",
            template=template,
            context={**context, "city": hotline.jurisdiction.name},
            path=reverse("hotline:city", args=[hotline.public_id]),
            now=now,
        )
