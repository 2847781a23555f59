"""Addresses below /programs/hotline/."""

from interlocal.programs.hotline.urls import setup, staff

app_name = "hotline"
urlpatterns = [*setup.urlpatterns, *staff.urlpatterns]
# Pages that ask for no sign-in.
OPEN: frozenset[str] = setup.OPEN
