"""Django's forms come out as USWDS markup: labels, hints, errors, and nothing a person types as markup."""

import datetime as dt

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from lxml import html

HOSTILE = "\"><script>alert('x')</script>"


def parsed(form):
    return html.fromstring(f"<div>{form}</div>")


def only(root, path):
    found = root.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)} in {html.tostring(root, encoding='unicode')}"
    return found[0]


class OneField(forms.Form):
    def __init__(self, field, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["it"] = field


@pytest.mark.parametrize(
    ("field", "path", "expected"),
    [
        (forms.CharField(), "//input", {"type": "text", "class": "usa-input"}),
        (forms.EmailField(), "//input", {"type": "email", "class": "usa-input"}),
        (forms.IntegerField(), "//input", {"type": "number", "class": "usa-input"}),
        (forms.URLField(assume_scheme="https"), "//input", {"type": "url", "class": "usa-input"}),
        (forms.DateField(), "//input", {"type": "date", "class": "usa-input"}),
        (forms.TimeField(), "//input", {"type": "time", "class": "usa-input"}),
        (forms.FileField(), "//input", {"type": "file", "class": "il-file"}),
        (forms.CharField(widget=forms.Textarea), "//textarea", {"class": "usa-textarea"}),
        (forms.ChoiceField(choices=[("a", "A")]), "//select", {"class": "usa-select"}),
        (
            forms.MultipleChoiceField(choices=[("a", "A")]),
            "//select",
            {"class": "usa-select", "multiple": "multiple"},
        ),
        (
            forms.CharField(widget=forms.PasswordInput),
            "//input",
            {"type": "password", "class": "usa-input", "autocomplete": "current-password"},
        ),
        (
            forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})),
            "//input",
            {"type": "password", "class": "usa-input", "autocomplete": "new-password"},
        ),
        (
            forms.BooleanField(),
            "//div[@class='usa-checkbox']/input",
            {"type": "checkbox", "class": "usa-checkbox__input"},
        ),
        (
            forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")]),
            "//fieldset//div[@class='usa-radio']/input",
            {"type": "radio", "class": "usa-radio__input", "value": "a"},
        ),
        (
            forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "A")]),
            "//fieldset//div[@class='usa-checkbox']/input",
            {"type": "checkbox", "class": "usa-checkbox__input", "value": "a"},
        ),
    ],
)
def test_widget_has_its_uswds_markup(field, path, expected):
    control = only(parsed(OneField(field)), path)

    assert {name: control.get(name, "") for name in expected} == expected
    assert control.get("name") == "it"


def test_own_class_of_a_widget_is_kept():
    control = only(parsed(OneField(forms.CharField(widget=forms.TextInput({"class": "wide"})))), "//input")

    assert control.get("class") == "usa-input wide"


def test_label_belongs_to_its_control():
    root = parsed(OneField(forms.CharField(label="Bill number")))

    assert only(root, "//label").text_content().strip() == "Bill number"
    assert only(root, "//label").get("for") == only(root, "//input").get("id") == "id_it"


def test_optional_field_says_so_and_required_field_is_marked_for_assistive_technology():
    optional = parsed(OneField(forms.CharField(label="Note", required=False)))
    required = parsed(OneField(forms.CharField(label="Note")))

    assert only(optional, "//label/span").text_content() == "(optional)"
    assert only(optional, "//input").get("required") is None
    assert only(required, "//label").text_content().strip() == "Note"
    assert only(required, "//input").get("required") is not None


def test_hint_and_error_describe_the_control():
    root = parsed(OneField(forms.CharField(help_text="As printed."), {"it": ""}))

    control = only(root, "//input")
    described = control.get("aria-describedby").split()
    assert [root.get_element_by_id(name).text_content().strip() for name in described] == [
        "As printed.",
        "This field is required.",
    ]
    assert control.get("aria-invalid") == "true"


def test_hint_and_error_describe_a_group_of_choices():
    field = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[("a", "A")], label="Kind", help_text="Choose."
    )
    root = parsed(OneField(field, {}))

    group = only(root, "//fieldset")
    assert group.get("aria-describedby") == "id_it_helptext id_it_error"
    assert only(root, "//legend").text_content().strip() == "Kind"
    assert root.get_element_by_id("id_it_error").text_content().strip() == "This field is required."


def test_summary_lists_each_error_takes_focus_and_links_to_its_field():
    class Vote(forms.Form):
        held_on = forms.DateField(label="Date")
        kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "A")])
        yeas = forms.IntegerField(label="Yeas")

        def clean(self):
            raise forms.ValidationError("The vote is older than the motion.")

    root = parsed(Vote({"yeas": "6"}))

    summary = only(root, "//div[@class='il-errors']")
    assert summary.get("autofocus") is not None
    assert summary.get("tabindex") == "-1"
    assert [line.text_content() for line in summary.xpath(".//li")] == [
        "The vote is older than the motion.",
        "Date: This field is required.",
        "Kind: This field is required.",
    ]
    targets = [link.get("href").removeprefix("#") for link in summary.xpath(".//a")]
    assert [root.get_element_by_id(target).tag for target in targets] == ["input", "input"]


def test_form_without_errors_has_no_summary():
    assert parsed(OneField(forms.CharField())).xpath("//div[@class='il-errors']") == []
    assert parsed(OneField(forms.CharField(), {"it": "fine"})).xpath("//div[@class='il-errors']") == []


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea, forms.HiddenInput, forms.EmailInput])
def test_what_is_typed_stays_and_is_never_markup(widget):
    root = parsed(OneField(forms.CharField(widget=widget), {"it": HOSTILE}))

    control = only(root, "//*[@name='it']")
    assert (control.text or control.get("value")).strip("\n") == HOSTILE
    assert root.xpath("//script") == []


def test_labels_hints_and_choices_are_never_markup():
    field = forms.ChoiceField(
        label=HOSTILE, help_text=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect
    )
    root = parsed(OneField(field, {"it": HOSTILE + HOSTILE}))

    assert root.xpath("//script") == []
    assert only(root, "//input").get("value") == HOSTILE


def test_hidden_fields_are_rendered_once_and_their_errors_are_told():
    class Hidden(forms.Form):
        shown = forms.CharField()
        token = forms.CharField(widget=forms.HiddenInput)

    root = parsed(Hidden({"shown": "x"}))

    assert only(root, "//input[@name='token']").get("type") == "hidden"
    assert only(root, "//div[@class='il-errors']//li").text_content() == (
        "(Hidden field token) This field is required."
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_native_date_gets_its_value_in_iso_form_in_every_language(language):
    with translation.override(language):
        root = parsed(OneField(forms.DateField(), initial={"it": dt.date(2026, 3, 9)}))

    assert only(root, "//input").get("value") == "2026-03-09"


@pytest.mark.parametrize("language", ["en", "es"])
def test_native_date_is_read_in_every_language(language):
    with translation.override(language):
        form = OneField(forms.DateField(), {"it": "2026-03-09"})
        assert form.is_valid()

    assert form.cleaned_data == {"it": dt.date(2026, 3, 9)}


def test_file_that_is_kept_can_be_cleared():
    kept = SimpleUploadedFile("packet.pdf", b"x")
    kept.url = "/files/abc/"
    root = parsed(OneField(forms.FileField(required=False), initial={"it": kept}))

    assert only(root, "//a").get("href") == "/files/abc/"
    assert only(root, "//input[@type='checkbox']").get("name") == "it-clear"
    assert only(root, "//input[@type='file']").get("class") == "il-file"


def test_choices_in_groups_keep_their_groups_and_selection():
    choices = [("Cities", [("a", "Ashby"), ("b", "Brookfield")])]
    select = parsed(OneField(forms.ChoiceField(choices=choices), initial={"it": "b"}))
    radio = parsed(
        OneField(forms.ChoiceField(choices=choices, widget=forms.RadioSelect), initial={"it": "b"})
    )

    assert only(select, "//optgroup").get("label") == "Cities"
    assert only(select, "//option[@selected]").get("value") == "b"
    assert only(radio, "//fieldset//p").text_content() == "Cities"
    assert only(radio, "//input[@checked]").get("value") == "b"


@pytest.mark.parametrize("widget", [forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_choices_are_escaped(widget):
    """Names of people and cities are typed by others."""
    bad = "<script>'\"&"
    root = parsed(OneField(forms.ChoiceField(choices=[(bad, bad)], widget=widget)))

    assert root.xpath("//script") == []
    assert root.xpath("//option/@value | //label/../input/@value") == [bad]
    assert [one.text for one in root.xpath("//option | //input/following-sibling::label")] == [bad]


@pytest.mark.parametrize("method", ["as_p", "as_div", "render"])
def test_every_way_to_render_a_form_gives_the_same_markup(method):
    form = OneField(forms.CharField())

    assert str(getattr(form, method)()).split() == str(form).split()


def test_formset_renders_its_management_form_and_each_form():
    formset = forms.formset_factory(OneFieldOfText, extra=2)()
    root = html.fromstring(f"<div>{formset}</div>")

    assert len(root.xpath("//input[@class='usa-input']")) == 2
    assert only(root, "//input[@name='form-TOTAL_FORMS']").get("value") == "2"


class OneFieldOfText(forms.Form):
    it = forms.CharField()
