"""What the law says of reports, in the language of the page."""

from collections.abc import Sequence

from django import template
from django.utils import translation

from interlocal.partnerships.law.public import Key, Law, Place, Rule, law_of

register = template.Library()


@register.simple_tag
def law_of_reports() -> Law:
    """Return the law of the partnership."""
    return law_of()


@register.filter
def retaliation(law: Law) -> Rule:
    """Return the rule that protects those who report."""
    return law.rule(Key.RETALIATION)


@register.filter
def listed(law: Law) -> Sequence[Place]:
    """Return the other offices that the public page names."""
    return [place for place in law.places if place.words]


@register.filter
def in_words(said: Rule | Place) -> str:
    """Return the words of a rule or an office in the language of the page."""
    return said.said(translation.get_language() or "en")
