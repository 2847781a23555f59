"""Addresses below /programs/training/."""

from interlocal.programs.training.urls import completion, planning, taking_part

app_name = "training"
urlpatterns = [*planning.urlpatterns, *taking_part.urlpatterns, *completion.urlpatterns]
# Pages that ask for no sign-in: published ones, and those behind a signed link.
OPEN = planning.OPEN | taking_part.OPEN | completion.OPEN
# What runs under the second name, where there is one.
CONTENT = planning.CONTENT
