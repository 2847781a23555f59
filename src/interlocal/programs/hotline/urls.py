"""Addresses below /programs/hotline/."""

app_name = "hotline"
urlpatterns: list[object] = []
OPEN: frozenset[str] = frozenset()
