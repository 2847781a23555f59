"""A name that a template uses and nobody defined is an error, in our own templates."""

import inspect
from pathlib import Path
from typing import Any, Self

SOURCE = Path(__file__).resolve().parent.parent / "src"


class UndefinedVariableError(Exception):
    pass


class Undefined(str):
    """Stands in ``string_if_invalid``: raises for our templates, is empty for those of libraries."""

    __slots__ = ()

    def __new__(cls) -> Self:
        # Django looks for this mark and then formats with the variable's name.
        return super().__new__(cls, "%s")

    def __mod__(self, variable: Any) -> str:
        origin = _template_being_rendered()
        if origin is None or SOURCE not in Path(origin).parents:
            return ""
        raise UndefinedVariableError(
            f"{Path(origin).relative_to(SOURCE)} uses {variable}, which is not defined."
        )


def _template_being_rendered() -> str | None:
    """Find the innermost template on the call stack, as Django keeps no such record."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name == "render_annotated":
            node = frame.f_locals["self"]
            if getattr(node, "origin", None) is not None:
                return str(node.origin.name)
        frame = frame.f_back
    return None
