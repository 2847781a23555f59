"""The yearly figures, published."""

from django.urls import path

from interlocal.programs.hotline.views import public_figures

OPEN = frozenset({"figures", "figures-of-year"})
urlpatterns = [
    path("figures/", public_figures.years, name="figures"),
    path("figures/<int:year>/", public_figures.year, name="figures-of-year"),
]
