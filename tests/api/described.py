"""Whether an answer is what the OpenAPI document says of it: its status, its type, and every field of its body."""

import re
from datetime import datetime
from typing import Any

from werkzeug.test import TestResponse

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Document:
    """The contract, as a program reads it."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.seen: set[tuple[str, str, str]] = set()
        self._patterns = [
            (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path)
            for path in sorted(content["paths"], key=lambda path: path.count("{"))
        ]

    def operation(self, method: str, path: str) -> tuple[str, dict[str, Any] | None]:
        """The described path that this address belongs to, and what is said of the method there."""
        for pattern, described in self._patterns:
            if pattern.fullmatch(path.partition("?")[0]):
                return described, self.content["paths"][described].get(method.lower())
        return "", None

    def check(self, method: str, path: str, answer: TestResponse) -> None:
        """Raises AssertionError where the answer is not as it is described."""
        where, operation = self.operation(method, path)
        if operation is None:
            assert answer.status_code in (404, 405), f"{method} {path} is not described"
            return
        status = str(answer.status_code)
        said = self._followed(operation["responses"].get("default" if status == "500" else status))
        assert said is not None, f"{method} {where}: {status} is not described: {answer.text[:200]}"
        self.seen.add((method.lower(), where, status))
        for header in said.get("headers", {}):
            assert header in answer.headers, f"{method} {where}: {status} without {header}"
        content = said.get("content")
        if content is None:
            assert answer.data == b"" or status == "303", f"{method} {where}: {status} has a body"
            return
        assert answer.mimetype in content, f"{method} {where}: {status} is {answer.mimetype}"
        schema = content[answer.mimetype].get("schema")
        if schema is not None:
            faults = self.faults(schema, answer.get_json())
            assert not faults, f"{method} {where}: {status}: {faults}"

    def faults(self, schema: dict[str, Any], value: Any, at: str = "") -> list[str]:
        """Where a value is not what its schema says."""
        schema = self._followed(schema) or {}
        if "anyOf" in schema:
            tried = [self.faults(one, value, at) for one in schema["anyOf"]]
            return min(tried, key=len)
        faults = []
        kind = schema.get("type")
        if kind is not None and (not isinstance(value, TYPES[kind]) or (kind != "boolean" and isinstance(value, bool))):
            return [f"{at}: {value!r} is no {kind}"]
        if "enum" in schema and value not in schema["enum"]:
            faults.append(f"{at}: {value!r} is none of {schema['enum']}")
        if "const" in schema and value != schema["const"]:
            faults.append(f"{at}: {value!r} is not {schema['const']!r}")
        if schema.get("format") == "date-time":
            assert datetime.fromisoformat(value).tzinfo is not None
        if kind == "array":
            for place, item in enumerate(value):
                faults += self.faults(schema.get("items", {}), item, f"{at}[{place}]")
        if kind == "object":
            faults += self._faults_of_object(schema, value, at)
        return faults

    def _faults_of_object(self, schema: dict[str, Any], value: dict[str, Any], at: str) -> list[str]:
        known = schema.get("properties", {})
        faults = [f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        others = schema.get("additionalProperties", True)
        for name, item in value.items():
            if name in known:
                faults += self.faults(known[name], item, f"{at}.{name}")
            elif others is False:
                faults.append(f"{at}.{name} is not described")
            elif isinstance(others, dict):
                faults += self.faults(others, item, f"{at}.{name}")
        return faults

    def _followed(self, part: dict[str, Any] | None) -> dict[str, Any] | None:
        """What a reference leads to."""
        while part is not None and "$ref" in part:
            _, *names = part["$ref"].split("/")
            part = self.content
            for name in names:
                part = part[name]
        return part
