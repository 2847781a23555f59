"""What the tests of reporters' pages share: a city to report to, and a browser that remembers nothing."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import hotline as made
from tests.factories.jurisdictions import PartnershipFactory

from interlocal.kernel import clock
from interlocal.programs.hotline.models import CityHotline, Holder, Office

BASE = "/programs/hotline/report/"
PHRASE = "The ledger of the parks fund has two ends"


def an_open_city(name: str = "Grandview") -> CityHotline:
    """Return a city's open hotline with a recipient, an office held by another recipient, and categories."""
    PartnershipFactory.create()
    hotline = made.CityHotlineFactory.create(jurisdiction__name=name)
    made.CategoryFactory.create(slug="corruption", title="Bribery", title_es="Sobornos")
    hotline.readers = {}
    for person in ("Ana Ortiz", "Bo Reed"):
        user = made.staff(hotline, name=person)
        hotline.readers[person] = (user, made.give_key(user))
    office = Office.objects.create(
        jurisdiction=hotline.jurisdiction,
        title="Finance director",
        title_es="Dirección de finanzas",
        created_at=clock.now(),
    )
    bo, _ = hotline.readers["Bo Reed"]
    Holder.objects.create(office=office, name="Bo Reed", user=bo, created_at=clock.now())
    hotline.office = office
    return hotline


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, f"no {name} on the page"
    return found.group(1)


def filled(client: Client, hotline: CityHotline, **facts: Any) -> dict[str, Any]:
    """Return a filled form, with the token of a page just opened."""
    page = client.get(BASE).content.decode()
    return {
        "token": hidden(page, "token"),
        "waiting": "",
        "jurisdiction": hotline.jurisdiction.public_id,
        "category": "corruption",
        "what": PHRASE,
        "is_employee": "",
        "end": "1",
        **facts,
    }


def receipt_on(page: str) -> str:
    """Return the receipt's words on a page."""
    words = re.findall(r"<li>([a-z-]+)</li>", page)
    assert len(words) == 9, "no receipt on the page"
    return " ".join(words)


def file_named(name: str, data: bytes) -> SimpleUploadedFile:
    """Return a file to send."""
    return SimpleUploadedFile(name, data)
