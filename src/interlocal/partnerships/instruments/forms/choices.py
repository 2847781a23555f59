"""Choices that several forms offer."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction


def whose_instrument(
    offered: QuerySet[Jurisdiction],
) -> "forms.ModelChoiceField[Jurisdiction]":
    """Return the choice of the council whose instrument it is."""
    return forms.ModelChoiceField(
        offered,
        to_field_name="public_id",
        label=_("Whose instrument"),
        empty_label=_("Choose a council"),
        error_messages={"required": _("Choose whose instrument it is.")},
    )
