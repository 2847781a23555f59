"""Bringing a list: pasted or uploaded."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.lists import queries
from interlocal.foundation.lists.actions import begin_list
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.pages.frame import address, frame_of
from interlocal.foundation.lists.purposes import Purpose
from interlocal.foundation.lists.reading import headings_of, sheet_of
from interlocal.kernel import clock
from interlocal.kernel.ids import new_public_id
from interlocal.web.tables import EXTENSIONS, TableUnreadable, normalised, read_pasted, read_table

EARLIER_SHOWN = 10


class PasteForm(forms.Form):
    """A list from the clipboard or from a file. ``key`` keeps a form that is sent twice from bringing two."""

    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    text = forms.CharField(
        label=gettext_lazy("Rows copied from the spreadsheet"),
        required=False,
        help_text=gettext_lazy("Copy them with their headings, click here, and paste."),
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("Excel (.xlsx) or CSV, up to 5 MB and 5,000 rows."),
        widget=forms.FileInput({"accept": ",".join(EXTENSIONS)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_public_id()

    def clean(self) -> dict[str, Any]:
        """Read what was brought; what is wrong with it is said at its field."""
        said = self.cleaned_data
        text, file = said.get("text", ""), said.get("file")
        if self.errors:
            return said
        if bool(text.strip()) == bool(file):
            words = _("Paste rows or choose a file: one of the two.")
            self.add_error("text" if not file else "file", words)
            return said
        try:
            said["sheets"] = read_table(file.name, file.read()) if file else read_pasted(text)
        except TableUnreadable as refusal:
            self.add_error("file" if file else "text", str(refusal))
        said["name"] = file.name if file else _("Pasted rows")
        return said


def paste_page(request: SignedInRequest, purpose: Purpose) -> HttpResponse:
    """Take a list, and lead on to its rows; to its columns first where one is not known."""
    form = PasteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pasted = begin_list(
            by=request.user,
            purpose=purpose,
            name=said["name"],
            sheets=said["sheets"],
            key=said["key"],
            now=clock.now(),
        )
        return redirect(
            address(purpose, "pasted" if _is_known(pasted, purpose) else "pasted-columns", pasted)
        )
    earlier = queries.lists_for(request.user, purpose.key)[:EARLIER_SHOWN]
    context = {"form": form, "earlier": earlier, **frame_of(purpose)}
    return render(request, "lists/paste.html", context)


def _is_known(pasted: PastedList, purpose: Purpose) -> bool:
    """Is every column of a heading known, or passed over on purpose, and every needed one there?"""
    mapping = pasted.mapping()
    there = {*mapping.values(), *pasted.fills}
    if any(column.is_required and column.key not in there for column in purpose.columns):
        return False
    headings = [normalised(heading) for heading in headings_of(sheet_of(pasted), pasted.header_row)]
    known = queries.remembered(pasted.by, purpose.key, headings)
    return all(place in mapping or not heading or heading in known for place, heading in enumerate(headings))
