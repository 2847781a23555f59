"""The product's settings as a newer version would have them: one room more."""

from interlocal.config.settings import *  # noqa: F403
from interlocal.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.config.planted"]
