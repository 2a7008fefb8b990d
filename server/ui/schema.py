"""Prints one JSON schema of everything the screens are sent or may send: `make types` makes TypeScript of it."""

import inspect
import json
from importlib import import_module
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

MODULES = ("server.hall.pictures", "server.api.asked", "server.api.shown")


class AsSent(GenerateJsonSchema):
    """What we write holds every field, those with a default too."""

    def field_is_required(self, *args: Any, **kwargs: Any) -> bool:
        return self.mode == "serialization" or super().field_is_required(*args, **kwargs)


def models() -> list[tuple[type[BaseModel], JsonSchemaMode]]:
    """The models of the wire, each as the server sends it, or as it takes it when it is a request."""
    found: list[tuple[type[BaseModel], JsonSchemaMode]] = []
    for name in MODULES:
        for model in vars(import_module(name)).values():
            if not (inspect.isclass(model) and issubclass(model, BaseModel) and model.__module__ == name):
                continue
            if model.model_fields:
                found.append((model, "validation" if model.__name__.endswith("Asked") else "serialization"))
    return found


def untitled(schema: Any) -> Any:
    """The schema without titles: pydantic names every field, and each name would become a type of its own."""
    if isinstance(schema, dict):
        return {key: untitled(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    return [untitled(item) for item in schema] if isinstance(schema, list) else schema


def wire() -> dict[str, Any]:
    """One JSON schema with a property for each model, so that each becomes a type under its own name."""
    _, schema = models_json_schema(models(), schema_generator=AsSent)
    schema = untitled(schema)
    names = sorted(schema["$defs"])
    return {
        "title": "Wire",
        "description": "Every shape that crosses the wire.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in names},
        "required": names,
        **schema,
    }


if __name__ == "__main__":
    print(json.dumps(wire(), ensure_ascii=False, indent=1))
