"""``{% translate %}`` says what Django's says, in each language, and what varies is never kept."""

import pytest
from django.template import Context, Engine, Template
from django.utils import translation

from interlocal.web.templatetags.fixed_words import FixedWords

DJANGO = Engine(libraries={}, builtins=["django.templatetags.i18n"])
CASES = [
    '{% translate "Save" %}',
    "{% translate 'Save' as words %}<b title='{{ words }}'>{{ words }}</b>",
    '{% translate "Save" noop %}',
    '{% translate "May" context "abbreviated month" %}',
    "{% translate words %}",
    '{% translate "No" %} {% translate "Yes" %}',
    '{% translate "100 % & <more>" %}',
    '{% translate "Save"|upper %}',
]


def nodes(template: Template) -> list[FixedWords]:
    return list(template.nodelist.get_nodes_by_type(FixedWords))


@pytest.mark.parametrize("source", CASES)
def test_every_language_hears_what_django_says(source):
    ours, theirs = Template(source), DJANGO.from_string(source)
    for code in ("en", "es", "en", "es"):
        for words in ("Save", "Cancel"):
            with translation.override(code):
                assert ours.render(Context({"words": words})) == theirs.render(Context({"words": words}))


def test_words_that_stand_in_the_template_are_looked_up_once_in_each_language(monkeypatch):
    template = Template('{% translate "Save" %}')
    (node,) = nodes(template)
    asked = []
    looked_up = node.said.render
    monkeypatch.setattr(node.said, "render", lambda context: (asked.append(1), looked_up(context))[1])
    for code in ("en", "es", "en", "es", "es"):
        with translation.override(code):
            template.render(Context())
    assert len(asked) == 2


def test_what_varies_is_left_to_django():
    for source in ("{% translate words %}", '{% translate "Save" noop %}', '{% translate "Save"|upper %}'):
        assert nodes(Template(source)) == []
