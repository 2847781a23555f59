"""Model fields that every room shares."""

from typing import Any

from django.db import models


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    """A web address; what is typed without a scheme is taken for https."""

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form field, which completes addresses with https."""
        return super().formfield(*args, **{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Stand in migrations as what it is to the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
