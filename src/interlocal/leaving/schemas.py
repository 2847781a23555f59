"""Schemas: what every kind of record looks like, in JSON Schema 2020-12, from the models and their words."""

import hashlib
import inspect
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import DecimalField, Field, JSONField, Model
from django.utils import translation

from interlocal.foundation.files.public import StoredFile
from interlocal.leaving.kinds import Kind, kind_of, kinds, target_of
from interlocal.leaving.rules import FORMAT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INTEGER = {"type": "integer"}
TEXT = {"type": "string"}
_TYPES: Mapping[str, dict[str, Any]] = {
    "SmallIntegerField": INTEGER,
    "IntegerField": INTEGER,
    "BigIntegerField": INTEGER,
    "PositiveSmallIntegerField": {"type": "integer", "minimum": 0},
    "PositiveIntegerField": {"type": "integer", "minimum": 0},
    "PositiveBigIntegerField": {"type": "integer", "minimum": 0},
    "BooleanField": {"type": "boolean"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "DateField": {"type": "string", "format": "date"},
    "TimeField": {"type": "string", "format": "time"},
    "BinaryField": {"type": "string", "contentEncoding": "base64"},
    "DecimalField": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "UUIDField": {"type": "string", "format": "uuid"},
    "DurationField": {"type": "integer", "description": "Microseconds."},
}


def schema_name(kind: Kind) -> str:
    """Return the file name of a kind's schema."""
    return f"{kind.name}.schema.json"


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the schema of one record of ``kind``, in English."""
    with translation.override("en"):
        properties = {field.name: _property(field, kind) for field in kind.fields}
        if kind.model is StoredFile:
            properties["path"] = {**TEXT, "description": "Where the file lies in the archive."}
        return {
            "$schema": DIALECT,
            "$id": f"urn:interlocal:archive:{FORMAT}:{kind.name}",
            "title": str(kind.model._meta.verbose_name),
            "description": meaning_of(kind.model),
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every kind that goes, by the kind's name."""
    return {kind.name: schema_of(kind) for kind in sorted(kinds(), key=lambda one: one.name)}


def digest_of_schemas() -> str:
    """Return what two versions must have in common for one to read the other's archives."""
    canonical = json.dumps(all_schemas(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def meaning_of(model: type[Model]) -> str:
    """Return what a record is, in the words beside its model."""
    if model._meta.auto_created:
        return f"Ties together what its two references name ({model._meta.verbose_name})."
    return inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _property(field: "Field[Any, Any]", kind: Kind) -> dict[str, Any]:
    found = _reference(field) if field.is_relation else _value(field)
    words = [_said(field), str(field.help_text), found.pop("description", "")]
    if said := " ".join(one for one in words if one):
        found["description"] = said
    if field.null and "type" in found:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    if field.name == kind.identity and field.name == "public_id":
        found["description"] = "The id of the record, by which others name it."
    return found


def _said(field: "Field[Any, Any]") -> str:
    words = str(field.verbose_name)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _reference(field: "Field[Any, Any]") -> dict[str, Any]:
    target = kind_of(target_of(field))
    named = target.model._meta.get_field(target.identity)
    kept = dict(_TYPES.get(named.get_internal_type(), TEXT))  # type: ignore[union-attr]
    return {**kept, "description": f"The {target.identity} of a {target.name}.", "x-refers-to": target.name}


def _value(field: "Field[Any, Any]") -> dict[str, Any]:
    if isinstance(field, JSONField):
        return {"description": "A value with parts of its own."}
    found = dict(_TYPES.get(field.get_internal_type(), TEXT))
    if isinstance(field, DecimalField):
        found["description"] = f"A number with {field.decimal_places} decimal places, as text."
    if field.choices and found.get("type") in {"string", "integer"}:
        choices = [(value, str(label)) for value, label in field.flatchoices]
        empty = [""] if field.blank and found["type"] == "string" else []
        found["enum"] = list(dict.fromkeys([*(value for value, _label in choices), *empty]))
        found["description"] = "; ".join(f"{value}: {label}" for value, label in choices if value != "") + "."
    if field.max_length and found == TEXT:
        found["maxLength"] = field.max_length
    return found
