"""The pipeline as rows of one form: each stage its name, who decides, and what its gate needs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.initiatives.forms.fields import words_field
from interlocal.partnerships.initiatives.models import Check, Decider, PipelineVersion

MOST_STAGES = 20
LONGEST_KEY = 40
Row = dict[str, Any]
_RECORDED = [(check.value, check.label) for check in Check if check != Check.BY_HAND]


class StageForm(forms.Form):
    """One stage. Nothing is required, so that a half-written draft can be kept; publishing asks for more."""

    key = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput())
    title = forms.CharField(label=_("Name of the stage"), required=False, max_length=60)
    decides = forms.ChoiceField(
        label=_("Who decides that its gate is passed"), required=False, choices=Decider.choices
    )
    checks = forms.MultipleChoiceField(
        label=_("The gate needs, checked from the records"),
        required=False,
        choices=_RECORDED,
        widget=forms.CheckboxSelectMultiple(),
    )
    by_hand = words_field(
        _("The gate needs, checked by hand"), required=False, hint=_("One need a line."), rows=3
    )

    def row(self, former: Mapping[str, Any]) -> Row:
        """Return what was typed, as the draft keeps it; needs keep their keys where their words stay."""
        said = self.cleaned_data
        known = {need["title"]: need["key"] for need in former.get("needs", ())}
        own_words = {need["check"]: need["title"] for need in former.get("needs", ())}
        labels = dict(_RECORDED)
        needs = [
            {"key": known.get(title, check), "title": title, "check": check}
            for check in said["checks"]
            for title in [str(own_words.get(check, labels[check]))]
        ]
        for line in dict.fromkeys(filter(None, map(str.strip, said["by_hand"].splitlines()))):
            key = known.get(line) or _key(line, {need["key"] for need in needs})
            needs.append({"key": key, "title": line, "check": Check.BY_HAND.value})
        decides = said["decides"] or Decider.PARTNERSHIP.value
        return {"key": said["key"], "title": said["title"], "decides": decides, "needs": needs}


class StageRows:
    """The stages of a draft as rows of one form. ``wrong`` marks a row, from one."""

    def __init__(self, draft: PipelineVersion, data: QueryDict | None, *, wrong: int = 0) -> None:
        self.wrong = wrong
        self._former = {row.get("key", ""): row for row in draft.stages}
        if data is None:
            self.forms = [
                StageForm(prefix=f"stage-{number}", initial=_initial(row))
                for number, row in enumerate(draft.stages, start=1)
            ]
            return
        count = data.get("count", "")
        number_of = min(int(count), MOST_STAGES) if count.isdecimal() and len(count) < 4 else 0
        self.forms = [StageForm(data, prefix=f"stage-{number + 1}") for number in range(number_of)]

    def is_valid(self) -> bool:
        """Whether every row can be kept."""
        return not sum(not form.is_valid() for form in self.forms)

    def after_pressing(self, button: str) -> tuple[list[Row], int]:
        """Return the rows as they are once ``button`` was pressed, and the row to look at (zero: none)."""
        rows = [form.row(self._former.get(form.cleaned_data["key"], {})) for form in self.forms]
        for row in rows:
            row["key"] = row["key"] or _key(row["title"], {one["key"] for one in rows})
        verb, _hyphen, number = button.partition("-")
        place = int(number) if number.isdecimal() and int(number) <= len(rows) else 0
        if verb == "add" and len(rows) < MOST_STAGES:
            rows.insert(place, {"key": "", "title": "", "decides": Decider.PARTNERSHIP.value, "needs": []})
            return rows, place + 1
        if verb == "remove" and place:
            rows.pop(place - 1)
            return rows, min(place, len(rows))
        if verb == "up" and place > 1:
            rows.insert(place - 2, rows.pop(place - 1))
            return rows, place - 1
        if verb == "down" and 0 < place < len(rows):
            rows.insert(place, rows.pop(place - 1))
            return rows, place + 1
        return rows, 0


def _initial(row: Mapping[str, Any]) -> Row:
    needs = row.get("needs", ())
    return {
        "key": row.get("key", ""),
        "title": row.get("title", ""),
        "decides": row.get("decides", ""),
        "checks": [need["check"] for need in needs if need["check"] != Check.BY_HAND.value],
        "by_hand": "\n".join(need["title"] for need in needs if need["check"] == Check.BY_HAND.value),
    }


def _key(title: str, taken: set[str]) -> str:
    base = slugify(title)[: LONGEST_KEY - 4].strip("-")
    if not base:
        return ""
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, MOST_STAGES * 10))
    return next(key for key in numbered if key not in taken)
