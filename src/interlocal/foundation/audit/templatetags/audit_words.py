"""Entries in words, for templates."""

from django import template

from interlocal.foundation.audit import words

register = template.Library()

register.filter("action_words", words.action_words)
register.filter("room_of", words.room_of)
register.filter("kind_words", words.kind_words)
register.filter("value_rows", words.value_rows)
register.simple_tag(words.record_address, name="record_address")
