"""What staff of the hotline do in a journey: make a key, open it, and two cities to do it in."""

from playwright.sync_api import Page
from tests.factories.hotline import CategoryFactory, CityHotlineFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.programs.hotline.models import CityHotline

PASSPHRASE = "mild otter paints seven gates"
ANOTHER = "quiet barn keeps nine lamps"


def two_hotlines() -> list[CityHotline]:
    """Return the hotlines of two cities, each the other's fallback."""
    PartnershipFactory.create()
    CategoryFactory.create(slug="corruption", title="Corruption")
    one, other = (
        CityHotlineFactory.create(jurisdiction=JurisdictionFactory.create(name=name, member=True))
        for name in ("Raytown", "Grandview")
    )
    for here, there in ((one, other), (other, one)):
        here.fallback = there
        here.save()
    return [one, other]


def make_key(page: Page, site: str) -> None:
    """Make a first key on its page."""
    page.goto(f"{site}/programs/hotline/key/")
    page.get_by_label("New passphrase").first.fill(PASSPHRASE)
    page.get_by_label("The same passphrase again").first.fill(PASSPHRASE)
    page.get_by_role("button", name="Make my key").click()
    page.get_by_text("Your key is made.").wait_for()


def open_key(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Open one's key on the page that asks for it."""
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_role("button", name="Open my key").click()
