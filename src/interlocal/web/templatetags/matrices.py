"""The tag behind the ``cell`` component."""

from django import template

from interlocal.web.cells import matrix_cell

register = template.Library()
register.simple_tag(matrix_cell)
