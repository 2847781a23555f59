"""Addresses below /programs/hotline/."""

from interlocal.programs.hotline.urls import setup

app_name = "hotline"
urlpatterns = [*setup.urlpatterns]
# Pages that ask for no sign-in.
OPEN: frozenset[str] = setup.OPEN
