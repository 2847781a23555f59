"""Pictures of what was computed, as SVG: a title and a description in words, real text, no style, no script.

Each is a picture by itself, on white: it reads the same on paper, on a dark page and in a document.
"""

from mutual.pictures.bar_chart import bar_chart
from mutual.pictures.heat_map import heat_map
from mutual.pictures.line_chart import line_chart
from mutual.pictures.refusal import PictureError

__all__ = ["PictureError", "bar_chart", "heat_map", "line_chart"]
