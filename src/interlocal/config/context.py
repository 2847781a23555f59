"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from interlocal.config.navigation import navigation_for
from interlocal.config.request_ids import request_id
from interlocal.foundation.accounts.public import User
from interlocal.foundation.notices.public import unread_count
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.public import the_partnership


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, the partnership's name and the count of unread notices.

    All are lazy: a fragment or an error page that shows no frame asks the database nothing.
    """
    person = getattr(request, "user", None)
    known = {
        "partnership_name": SimpleLazyObject(_partnership_name),
        "is_demo": settings.INTERLOCAL_DEMO,
        "request_id": request_id(request),
        "navigation": (),
        "unread_count": 0,
    }
    if person is not None and person.is_authenticated:
        known["navigation"] = SimpleLazyObject(lambda: navigation_for(person, request.path))
        known["unread_count"] = SimpleLazyObject(lambda: unread_count(person))
        known["help_url"] = reverse("desk:help")
        known["person_role"] = SimpleLazyObject(lambda: _roles_of(person))
        known["person_links"] = ({"url": reverse("accounts:profile"), "label": _("Your account")},)
    return known


def _roles_of(person: User) -> str:
    return ", ".join(dict.fromkeys(grant.title for grant in person.grants_in_force(clock.today())))


def _partnership_name() -> str:
    partnership = the_partnership()
    return partnership.name if partnership else "Interlocal"
