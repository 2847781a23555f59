import pytest
from tests.kernel.outbox import wiring


@pytest.fixture(autouse=True)
def _wired(settings):
    settings.INTERLOCAL_WIRING = wiring.HERE
    wiring.dispatched.clear()
    wiring.heard.clear()
    wiring.is_broken.clear()
