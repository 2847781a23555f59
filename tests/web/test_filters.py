"""Each filter in use becomes a chip that takes it away."""

from django import forms
from django.test import RequestFactory

from interlocal.web.filters import Chip, chips_of


class Filters(forms.Form):
    q = forms.CharField(label="Words", required=False)
    city = forms.MultipleChoiceField(
        label="City", required=False, choices=[("Cities", [("a", "Ashby"), ("b", "Brookfield")])]
    )
    late = forms.BooleanField(label="Overdue", required=False)
    from_on = forms.DateField(label="From", required=False)


def chips(**query):
    request = RequestFactory().get("/", query)
    return chips_of(Filters(request.GET), request)


def test_no_filter_no_chip():
    assert chips() == ()
    assert chips(page="2", q="") == ()


def test_chip_has_the_words_of_its_choices_and_the_address_without_it():
    assert chips(city=["a", "b"], q="fleet", page="2") == (
        Chip("Words: fleet", "?city=a&city=b"),
        Chip("City: Ashby, Brookfield", "?q=fleet"),
    )


def test_chip_of_a_date_and_of_a_box():
    assert chips(from_on="2026-03-10", late="on") == (
        Chip("Overdue", "?from_on=2026-03-10"),
        Chip("From: Mar 10, 2026", "?late=on"),
    )


def test_invalid_or_unbound_filters_have_no_chips():
    assert chips(from_on="soon") == ()
    assert chips_of(Filters(), RequestFactory().get("/")) == ()
