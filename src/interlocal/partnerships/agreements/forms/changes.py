"""Forms for joining and withdrawing."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.agreements.forms.fields import day_field, record_field, words_field
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.jurisdictions.public import Jurisdiction

LATE = _("Only where notice comes too late: why the parties accept it. It stays on record.")


class _BeginForm(forms.Form):
    """What beginning either way asks."""

    jurisdiction = record_field(_("Jurisdiction"), Jurisdiction.objects.none())
    agreement = record_field(
        _("Of"), Agreement.objects.none(), empty=_("The partnership as a whole"), required=False
    )

    def __init__(
        self,
        *args: Any,
        jurisdictions: QuerySet[Jurisdiction],
        agreements: QuerySet[Agreement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("jurisdiction", jurisdictions), ("agreement", agreements)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class JoinForm(_BeginForm):
    """Begins a joining."""

    begun_on = day_field(_("Interest expressed on"))
    effective_on = day_field(
        _("Wished first day"), required=False, hint=_("It can be set or moved until every step is settled.")
    )


class WithdrawForm(_BeginForm):
    """Begins a withdrawal."""

    begun_on = day_field(_("Notice given on"))
    effective_on = day_field(
        _("Wished last day"), required=False, hint=_("It can be set or moved until every step is settled.")
    )
    late_reason = words_field(_("Why late notice is accepted"), required=False, hint=LATE)


class EffectiveDayForm(forms.Form):
    """Sets or moves the day on which it takes effect."""

    effective_on = day_field(_("Takes effect on"))
    reason = words_field(_("Why this day"), hint=_("The former day stays on record."))
    late_reason = words_field(_("Why late notice is accepted"), required=False, hint=LATE)


class CallOffForm(forms.Form):
    """Calls it off."""

    reason = words_field(
        _("Why it is called off"), hint=_("It stays on record, for everybody who may read this.")
    )
