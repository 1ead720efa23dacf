"""Reads the parameters of a request and holds each against its type, however deep."""

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.telegram.facts import Facts, Field, Kind
from tests.fakes.telegram.refusals import Wrong

SCALARS: dict[str, type | tuple[type, ...]] = {"String": str, "Integer": int, "Float": (int, float), "Boolean": bool}
MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}
"""What is said of a parameter that is not there; of the others, that it is required."""


def decoded(facts: Facts, method: str, raw: dict[str, Any], files: dict[str, Any], odd: list[str]) -> dict[str, Any]:
    """The parameters as values; `Wrong` where they cannot be. What would merely be overlooked goes into `odd`."""
    fields = facts.methods[method]
    params: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in fields:
            odd.append(f"unknown parameter {name}")
            continue
        params[name] = _value(name, value, fields[name], files)
        for problem, fatal in fits(facts, params[name], fields[name].types, name):
            odd.append(problem)
            if fatal:
                raise Wrong(problem)
    for name, one in fields.items():
        if one.required and name not in params and name not in files:
            raise Wrong(MISSING.get(name, f'parameter "{name}" is required'))
    return params


def _value(name: str, value: Any, field: Field, files: dict[str, Any]) -> Any:
    """Forms carry strings: JSON where the type is an object or an array."""
    if not isinstance(value, str) or name in files:
        return value
    if field.types[0] == "Integer":
        return _number(name, value, or_text="String" in field.types)
    if "String" in field.types:
        return value
    try:
        return json.loads(value.lower() if field.types == ("Boolean",) else value)
    except ValueError:
        raise Wrong(f"can't parse {name} JSON object") from None


def _number(name: str, value: str, *, or_text: bool) -> int | str:
    try:
        return int(value)
    except ValueError:
        if or_text and value:
            return value
        raise Wrong(f"{name} must be of type Integer") from None


def fits(facts: Facts, value: Any, types: tuple[str, ...], path: str) -> Iterator[tuple[str, bool]]:
    """What is wrong with a value, and whether it would be refused for it."""
    if isinstance(value, dict):
        yield from _fits_object(facts, value, types, path)
    elif isinstance(value, list):
        inside = tuple(one.removeprefix("Array of ") for one in types if one.startswith("Array of "))
        if not inside:
            yield f"{path} must be of type {' or '.join(types)}", True
        for number, item in enumerate(value):
            yield from fits(facts, item, inside, f"{path}[{number}]")
    elif not any(_is(value, one) for one in types):
        yield f"{path} must be of type {' or '.join(types)}", True


def _is(value: Any, kind: str) -> bool:
    if kind == "InputFile":
        return not isinstance(value, str | int | float)  # a part of the form
    return isinstance(value, SCALARS.get(kind, ())) and (kind == "Boolean" or not isinstance(value, bool))


def _fits_object(facts: Facts, value: dict[str, Any], types: tuple[str, ...], path: str) -> Iterator[tuple[str, bool]]:
    kinds = list(_kinds(facts, types))
    kind = _chosen(kinds, value)
    if kind is None:
        yield f"{path} must be of type {' or '.join(one.name for one in kinds) or ' or '.join(types)}", True
        return
    for name, one in kind.fields.items():
        if one.required and name not in value:
            yield f'{path}: field "{name}" of {kind.name} is missing', True
    for name, inside in value.items():
        if name not in kind.fields:
            yield f"unknown field {path}.{name} of {kind.name}", False
        else:
            yield from fits(facts, inside, kind.fields[name].types, f"{path}.{name}")


def _kinds(facts: Facts, types: tuple[str, ...]) -> Iterator[Kind]:
    for name in types:
        kind = facts.types.get(name)
        if kind is not None and kind.subtypes:
            yield from _kinds(facts, kind.subtypes)
        elif kind is not None:
            yield kind


def _chosen(kinds: list[Kind], value: dict[str, Any]) -> Kind | None:
    """By its tag where the types have one, else by which fields must be there."""
    tagged = [kind for kind in kinds if kind.tag]
    if tagged:
        return next((kind for kind in tagged if kind.tag and value.get(kind.tag[0]) == kind.tag[1]), None)
    if len(kinds) == 1:
        return kinds[0]
    fitting = (kind for kind in kinds if all(name in value for name, one in kind.fields.items() if one.required))
    return next(fitting, None)
