"""``{% translate %}`` of a text that stands in the template, looked up once in each language.

A page has hundreds of them, and looking one up costs as much as the rest of a row of a table.
"""

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class FixedWords(Node):
    """What Django's node says, kept by language. ``name`` is where the words go in place of the page."""

    def __init__(self, said: TranslateNode, name: str | None) -> None:
        self.said, self.name = said, name
        self.words: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Return the words, or put them where the template wants them."""
        code = get_language()
        words = self.words.get(code)
        if words is None:
            words = self.words[code] = self.said.render(context)
        if self.name is None:
            return words
        context[self.name] = words
        return ""


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Translate as Django does, and keep what cannot be another text the next time."""
    said = do_translate(parser, token)
    if said.noop or said.message_context or not _is_fixed(said.filter_expression):
        return said
    name, said.asvar = said.asvar, None
    return FixedWords(said, name)


def _is_fixed(expression: FilterExpression) -> bool:
    return expression.var.lookups is None and not expression.filters
