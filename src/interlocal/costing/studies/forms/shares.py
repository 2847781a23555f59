"""The form of a way of sharing: weights, a solution, or a formula with the lines that it reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.catalog import services
from interlocal.costing.studies.forms.numbers import keep_typed
from interlocal.costing.studies.models import Line, Option, ShareKind, ShareRule

SOLUTIONS = (
    ("", _("Choose")),
    ("shapley", _("Shapley: what you add to the cost, on average")),
    ("nucleolus", _("Nucleolus: no group is treated worse than it must be")),
    ("per_capita_nucleolus", _("Nucleolus a head: complaints counted a city")),
    ("proportional_nucleolus", _("Nucleolus in proportion to what a group would pay alone")),
    ("scrb", _("Separable costs, the rest as each benefits")),
    ("equal_nonseparable", _("Separable costs, the rest in equal parts")),
    ("tau", _("Tau: the same point between the least and the most for everybody")),
    ("proportional", _("In proportion to what each would pay alone")),
)
_SERVICE = "service:"
# What was typed for one formula waits on the page while another, or one that cannot be read, stands there.
_OF_FORMULAS = ("driver-", "group-", "pays")


class ShareForm(forms.ModelForm):  # type: ignore[type-arg]
    """One way of sharing; every volume has its own weight, every figure of the formula its line.

    ``read`` is what the chosen or written formula says. Which fields a formula needs follows from its text,
    so they change with it: ``formula_fields`` names them.
    """

    kind = forms.ChoiceField(label=_("How"), choices=ShareKind.choices, widget=forms.RadioSelect())
    solution = forms.ChoiceField(label=_("Solution of the cost game"), choices=SOLUTIONS, required=False)

    class Meta:
        model = ShareRule
        fields = ("name", "kind", "solution", "library", "formula", "history")
        widgets = {
            "formula": forms.Textarea({"rows": 8, "spellcheck": "false"}),
            "history": forms.Textarea({"rows": 4, "spellcheck": "false"}),
        }
        labels = {"formula": _("The formula, where you write it")}
        help_texts = {
            "formula": _(
                "It begins with “The group has budget in dollars.” and names volumes as the lines do, in "
                "small letters and with “_” for blanks: repair_orders."
            ),
            "history": _(
                "Only where the formula looks back: a table with the columns city and year and one for each "
                "of its figures, with commas between."
            ),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        volumes: QuerySet[Line],
        options: Sequence[Option],
        initial: Mapping[str, Any],
    ) -> None:
        self._volumes = list(volumes)
        given: Mapping[str, Any] = initial if data is None else data
        chosen = str(given.get("library", "") or "")
        self.real = rules.library_formula(chosen.removeprefix("library:"))
        self.text = _chosen_text(chosen, str(given.get("formula", "") or ""))
        self.read = rules.read_formula(self.text)
        own = self._own_fields(initial, is_needed=given.get("kind") == ShareKind.FORMULA)
        if data is not None:
            # A formula that was only just chosen asks for lines that the page did not show: they are guessed.
            data = data.copy()
            for name, field in own.items():
                if name not in data and field.initial not in {None, ""}:
                    data[name] = str(field.initial)
        super().__init__(data, initial=dict(initial))
        self.fields["library"] = forms.ChoiceField(
            label=_("Which formula"), choices=_library_choices(), required=False
        )
        weights = {f"weight-{line.public_id}": _weight(line) for line in self._volumes}
        self.weight_names = list(weights)
        self.fields.update(weights)
        self.formula_names = list(own)
        self.fields.update(own)
        self.fields["under"] = forms.ChoiceField(
            label=_("Tried under"),
            choices=[(option.public_id, option.title) for option in options],
            required=False,
            help_text=_("The option whose cost the preview shares. Nothing is saved by looking."),
        )
        keep_typed(self)
        self._options = options
        self.carried = [
            (name, text)
            for name, text in (data or {}).items()
            if name.startswith(_OF_FORMULAS) and name not in self.fields
        ]

    @property
    def asked(self) -> list[str]:
        """Names of what the formula asks for; a page that shows the same needs no others."""
        return [*self.formula_names, *(["history"] if self.read.looks_back else [])]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """What was typed and cannot be read, with the label of its field; nothing of what is missing."""
        if not self.is_bound:
            return []
        self.is_valid()
        kinds: dict[str, list[str]] = {
            ShareKind.DRIVERS: self.weight_names,
            ShareKind.FORMULA: self.formula_names,
        }
        names = kinds.get(str(self["kind"].value() or ""), [])
        return [
            (str(self[name].label), str(self.errors[name][0]))
            for name in names
            if self[name].value() and name in self.errors
        ]

    @property
    def has_only_zeros(self) -> bool:
        """Were weights typed, and none of them above 0?"""
        return self["kind"].value() == ShareKind.DRIVERS and any(
            self[name].value() for name in self.weight_names
        )

    @property
    def under(self) -> Option | None:
        """The option that the preview is asked for, else the first."""
        asked = self["under"].value()
        found = next((one for one in self._options if one.public_id == asked), None)
        return found or next(iter(self._options), None)

    @property
    def formula_fields(self) -> list[forms.BoundField]:
        """The fields that the formula needs."""
        return [self[name] for name in self.formula_names]

    @property
    def weights(self) -> list[forms.BoundField]:
        """The weights of the volumes."""
        return [self[name] for name in self.weight_names]

    def facts(self) -> dict[str, Any]:
        """Return the clean values: what the kind does not need is left out."""
        return {"name": self.cleaned_data["name"], **self._facts_of(self.cleaned_data["kind"])}

    def facts_so_far(self) -> dict[str, Any]:
        """Return what is there of a form whose other fields may still be empty or wrong."""
        if not self.is_bound:
            names = [*self.weight_names, *self.formula_names, "solution", "history"]
            self.cleaned_data = {name: self._given(name) for name in names}
        else:
            self.is_valid()
        return self._facts_of(str(self["kind"].value() or ""))

    def _given(self, name: str) -> Any:
        """Return a value that the page begins with; nothing of a number in the address that is none."""
        value, field = self[name].value(), self.fields[name]
        if not isinstance(field, forms.DecimalField):
            return value
        try:
            return field.clean(value)
        except forms.ValidationError:
            return None

    def _facts_of(self, kind: str) -> dict[str, Any]:
        clean = self.cleaned_data
        weights = {
            line.public_id: str(clean[f"weight-{line.public_id}"])
            for line in self._volumes
            if clean.get(f"weight-{line.public_id}")
        }
        return {
            "kind": kind,
            "weights": weights if kind == ShareKind.DRIVERS else {},
            "solution": clean.get("solution", "") if kind == ShareKind.SOLUTION else "",
            **self.formula_facts(kind),
        }

    def formula_facts(self, kind: str) -> dict[str, Any]:
        """Return what a formula needs, from the clean values; nothing for another kind."""
        if kind != ShareKind.FORMULA:
            return {"library": "", "formula": "", "pays": "", "names": {}, "group": {}, "history": ""}
        clean = self.cleaned_data
        pays = clean.get("pays") or self.read.usual_pays
        group = {one.name: clean.get(f"group-{one.key}") for one in self.read.of_group if one.name != pays}
        return {
            "library": self.real.name if self.real else "",
            "formula": "" if self.real else self.text,
            "pays": pays,
            "names": {one.name: clean.get(f"driver-{one.key}") or "" for one in self.read.drivers},
            "group": {name: str(amount) for name, amount in group.items() if amount is not None},
            "history": clean.get("history") or "",
        }

    def _own_fields(self, initial: Mapping[str, Any], *, is_needed: bool) -> dict[str, forms.Field]:
        """Return the fields that the formula asks for, each with the line that it most likely means."""
        found: dict[str, forms.Field] = {}
        lines = [("", _("Choose a line")), *((line.public_id, line.name) for line in self._volumes)]
        kept = initial.get("names") or {}
        for one in self.read.drivers:
            found[f"driver-{one.key}"] = forms.ChoiceField(
                label=_("“%(name)s” (%(unit)s) is") % {"name": one.name, "unit": one.unit},
                choices=lines,
                required=is_needed,
                error_messages={"required": rules.missing_line(one)},
                initial=kept.get(one.name) or self._alike(one.key),
            )
        if len(self.read.of_group) > 1:
            found["pays"] = forms.ChoiceField(
                label=_("What the cities share stands in the formula as"),
                choices=[("", _("Choose")), *((one.name, one.name) for one in self.read.of_group)],
                required=False,
                initial=initial.get("pays") or self.read.usual_pays,
            )
            for one in self.read.of_group:
                found[f"group-{one.key}"] = forms.DecimalField(
                    label=_("“%(name)s” of all together") % {"name": one.name},
                    required=False,
                    max_digits=16,
                    decimal_places=4,
                    initial=(initial.get("group") or {}).get(one.name),
                    help_text=_("In %(unit)s; empty where it is what the cities share.") % {"unit": one.unit},
                )
        return found

    def _alike(self, key: str) -> str:
        """Return the line that is called as the formula says."""
        return next((line.public_id for line in self._volumes if rules.formula_name(line.name) == key), "")


def _weight(line: Line) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Weight of “%(name)s”") % {"name": line.name},
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text=_("In percent, or any number: they are taken in proportion."),
    )


def _chosen_text(chosen: str, written: str) -> str:
    if chosen.startswith(_SERVICE):
        service = services().get(chosen.removeprefix(_SERVICE))
        return service.formula if service else written
    return rules.text_of(chosen.removeprefix("library:"), written)


def _library_choices() -> list[tuple[str | Promise, Any]]:
    real = [(f"library:{one.name}", one.service) for one in rules.library_formulas()]
    usual = [(f"{_SERVICE}{one.slug}", f"{one.title}: {one.formula_name}") for one in services().values()]
    return [
        ("", _("One that you write")),
        (_("Real formulas"), real),
        (_("From the catalog of services"), usual),
    ]
