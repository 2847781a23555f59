"""Addresses below /programs/hotline/."""

from interlocal.programs.hotline.urls import figures, public, setup, staff

app_name = "hotline"
urlpatterns = [
    *public.urlpatterns,
    *setup.urlpatterns,
    *staff.urlpatterns,
    *figures.urlpatterns,
]
# Pages that ask for no sign-in.
OPEN: frozenset[str] = setup.OPEN | public.OPEN | figures.OPEN
