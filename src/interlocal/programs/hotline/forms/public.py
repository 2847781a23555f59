"""What reporters fill in. Nothing here is required but what happened."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from interlocal.foundation.files.public import SealedUpload
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.cleaning.arriving import MOST_FILES
from interlocal.programs.hotline.queries.asked import NOT_SURE, CityAsked
from interlocal.programs.hotline.queries.words import protection_in
from interlocal.programs.hotline.rules.filing import Filing, Stream
from interlocal.programs.hotline.rules.receipt import read_receipt

LONGEST = 50_000
SHORTER = 2_000
MOST_NAMES = 50


class ManyFiles(forms.FileInput):
    """A file input for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """Return all files of that name."""
        return files.getlist(name)


class FilesField(forms.Field):
    """Files that arrived sealed; says which were too large."""

    widget = ManyFiles(attrs={"multiple": True})

    def clean(self, value: Sequence[SealedUpload]) -> list[SealedUpload]:
        """Refuse too many files, and what was dropped on its way for its size."""
        if len(value) > MOST_FILES:
            raise forms.ValidationError(
                ngettext(
                    "Choose at most %(most)d file at a time. You can add more afterwards.",
                    "Choose at most %(most)d files at a time. You can add more afterwards.",
                    MOST_FILES,
                )
                % {"most": MOST_FILES}
            )
        for one in value:
            if not one.store_key:
                raise forms.ValidationError(
                    _(
                        "“%(name)s” has %(size)s; all files of one sending may have %(most)s. It was not "
                        "kept. Send it by itself afterwards, in parts, or on a drive by mail."
                    )
                    % {
                        "name": one.name,
                        "size": filesizeformat(one.size or 0),
                        "most": filesizeformat(settings.INTERLOCAL_SEALED_UPLOAD_LIMIT),
                    }
                )
        return list(value)


def _text(label: Any, most: int = SHORTER, rows: int = 3, **facts: Any) -> forms.CharField:
    # Nothing is cut off in the browser: what is too long comes back whole, with words about it.
    return forms.CharField(
        label=label,
        max_length=most,
        required=facts.pop("required", False),
        widget=_Area(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"}),
        **facts,
    )


class _Area(forms.Textarea):
    """A text area without a limit of its own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


class ReportForm(forms.Form):
    """A report, on one page."""

    jurisdiction = forms.ChoiceField(
        label=gettext_lazy("Which city is it about?"), widget=forms.RadioSelect, required=False
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), required=False, widget=forms.RadioSelect
    )
    what = _text(
        gettext_lazy("What happened?"),
        LONGEST,
        8,
        required=True,
        error_messages={"required": gettext_lazy("Tell what happened, in a sentence at least.")},
        help_text=gettext_lazy("Tell what you saw or know. Leave out what could only come from you."),
    )
    when = _text(gettext_lazy("When?"), rows=2)
    where = _text(gettext_lazy("Where?"), rows=2)
    names = _text(
        gettext_lazy("Who is concerned?"),
        help_text=gettext_lazy(
            "One name a line. Whoever you name here is not told, and cannot see that this report exists."
        ),
    )
    how = _text(gettext_lazy("How do you know?"))
    is_employee = forms.ChoiceField(
        label=gettext_lazy("Do you work for the city?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("", gettext_lazy("I would rather not say")),
            ("yes", gettext_lazy("Yes, or I did")),
            ("no", gettext_lazy("No")),
        ],
    )
    attachments = FilesField(required=False, label=gettext_lazy("Files"))

    def __init__(
        self,
        *args: Any,
        cities: Sequence[CityAsked],
        categories: Sequence[tuple[str, str]],
        waiting: Sequence[Stream] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_employee"].help_text = protection_in(get_language() or "en")
        self.cities, self.waiting = cities, waiting
        names = [(one.public_id, one.name) for one in cities]
        self.fields["jurisdiction"].choices = [(NOT_SURE, _("I am not sure")), *names]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("I am not sure")), *categories]  # type: ignore[attr-defined]
        self.initial.setdefault("jurisdiction", NOT_SURE)
        self.initial.setdefault("category", "")
        self.initial.setdefault("is_employee", "")
        self.fields["attachments"].help_text = _(
            "Photos, documents, recordings: up to %(count)d files, together %(size)s. They are sealed as "
            "they arrive. Of pictures and PDF files up to 25 MB we also make a copy without hidden facts "
            "such as the place of a photo, and tell you what was removed."
        ) % {"count": MOST_FILES, "size": filesizeformat(settings.INTERLOCAL_SEALED_UPLOAD_LIMIT)}
        self.marked = set(self.data.getlist("offices")) if self.is_bound else set()  # type: ignore[attr-defined]

    def clean_names(self) -> tuple[str, ...]:
        """Return the names, one a line."""
        lines = re.split(r"[\n;]+", self.cleaned_data["names"])
        names = tuple(line.strip() for line in lines if line.strip())
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("Name at most 50 people here, and the others under what happened."))
        return names

    def filing(self, *, language: str, route: str, files: Sequence[Stream]) -> Filing:
        """Return what was sent; offices that nobody offers are left out."""
        told = self.cleaned_data
        offered = [office for city in self.cities for office, _title in city.offices]
        return Filing(
            jurisdiction="" if told["jurisdiction"] == NOT_SURE else told["jurisdiction"],
            category=told["category"],
            what=told["what"],
            when=told["when"],
            where=told["where"],
            how=told["how"],
            offices=tuple(office for office in offered if office in self.marked),
            names=told["names"],
            is_employee={"yes": True, "no": False}.get(told["is_employee"]),
            language=language,
            route=route,
            files=tuple(files),
        )


class ReceiptForm(forms.Form):
    """The receipt, typed as words or as characters."""

    receipt = forms.CharField(
        label=gettext_lazy("Your nine words, or your 24 characters"),
        error_messages={"required": gettext_lazy("Type the words of your receipt.")},
        max_length=500,
        widget=_Area(
            attrs={
                "rows": 3,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        help_text=gettext_lazy("Capital letters and commas do not matter."),
    )

    def clean_receipt(self) -> int:
        """Return the receipt; says which word or character is wrong where that is known."""
        try:
            return read_receipt(self.cleaned_data["receipt"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class AddForm(forms.Form):
    """What a reporter adds: words, files, or both."""

    text = _text(gettext_lazy("Your message"), LONGEST, 6)
    attachments = FilesField(required=False, label=gettext_lazy("Files"))

    def __init__(self, *args: Any, waiting: Sequence[Stream] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said = super().clean() or {}
        if not self.errors and not said.get("text") and not said.get("attachments") and not self.waiting:
            self.add_error("text", _("Write something, or choose a file."))
        return said


class WordsForm(forms.Form):
    """A correction, a withdrawal or an objection."""

    text = _text(gettext_lazy("In your words"), LONGEST, 4)


class ProofForm(forms.Form):
    """A proof of filing, pasted."""

    proof = forms.CharField(
        label=gettext_lazy("The proof, as it was given out"),
        max_length=5_000,
        widget=_Area(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
