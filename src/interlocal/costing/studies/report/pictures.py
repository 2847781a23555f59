"""The picture of a result, as the page and the report show it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from interlocal.web.public import DOLLARS, Chart, Series, bar_chart


def paying_chart(option: Mapping[str, Any], share: Mapping[str, Any]) -> Chart:
    """Return what each city pays a year alone and together, as a picture with its numbers."""
    cities = share["cities"]
    return bar_chart(
        title=_("What each city pays a year"),
        description=_("Alone as today, and under “%(option)s”.") % {"option": option["title"]},
        category_label=_("City"),
        categories=[one["city"] for one in cities],
        series=[
            Series(_("Alone"), tuple(one["alone_a_year"] for one in cities)),
            Series(_("Together"), tuple(one["pays_a_year"] for one in cities)),
        ],
        unit=DOLLARS,
    )
