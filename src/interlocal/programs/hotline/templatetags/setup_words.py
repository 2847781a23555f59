"""What was done to a city's set-up, in words of its page, and where each part of it stands."""

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.programs.hotline.models import CityHotline

register = template.Library()

_DEEDS: dict[str, str | Promise] = {
    "hotline.begin_city": _("Begun"),
    "hotline.set_rules": _("Fallback and retention set"),
    "hotline.set_texts": _("Texts changed"),
    "hotline.open_city": _("Opened for reports"),
    "hotline.close_city": _("Closed for new reports"),
    "hotline.rehearse": _("Rehearsed"),
    "hotline.name_person": _("Person named"),
    "hotline.confirm_person": _("Person confirmed"),
    "hotline.move_person": _("Order changed"),
    "hotline.end_duty": _("Duty ended"),
    "hotline.add_office": _("Office added"),
    "hotline.change_office": _("Office changed"),
    "hotline.add_holder": _("Holder of an office added"),
    "hotline.remove_holder": _("Holder of an office removed"),
}


@register.filter
def deed(action: str) -> str | Promise:
    """Name an action of the audit; one that the page has no words for is named as the audit names it."""
    return _DEEDS.get(action, action.partition(".")[2].replace("_", " ").capitalize())


@register.simple_tag
def part_address(hotline: CityHotline, part: str) -> str:
    """Return where a part of the set-up is mended."""
    if part == "categories":
        return reverse("hotline:categories")
    return f"{reverse('hotline:city', args=[hotline.public_id])}#{part}"
