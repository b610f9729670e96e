"""Fields of an action as options of a command, and what was typed back as values for the action.

Values stay text here: pydantic reads them, so form, API and command line refuse with the same sentences.
"""

from __future__ import annotations

import json
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from .faults import Fault


def dashed(name: str) -> str:
    """A field's name as an option: ``from_day`` -> ``--from-day``."""
    return "--" + name.replace("_", "-")


def options(model: type[BaseModel]) -> list[click.Parameter]:
    """An option for each field of an action."""
    return [option(name, field) for name, field in model.model_fields.items()]


def option(name: str, field: FieldInfo) -> click.Option:
    """One field as an option: help from title and description, bounds left to the action itself."""
    kind, many, required = inner(field.annotation), is_many(field.annotation), field.is_required()
    declared, said = [dashed(name), name], _help(field, kind)
    if kind is bool:
        return click.Option([f"{declared[0]}/--no-{declared[0][2:]}", name], default=None, help=said)
    if secret(field):
        ask = _help(field, str) if required else None
        return click.Option(
            declared, prompt=ask or False, hide_input=True, confirmation_prompt=required, help=said
        )
    choice = (
        click.Choice([str(one) for one in get_args(kind) if one != ""])
        if get_origin(kind) is Literal
        else None
    )
    shown = None if choice else metavar(kind)
    return click.Option(
        declared, type=choice or str, multiple=many, required=required, metavar=shown, help=said
    )


def secret(field: FieldInfo) -> bool:
    """Whether a field is typed unseen."""
    extra = field.json_schema_extra
    return bool(extra.get("secret")) if isinstance(extra, dict) else False


def inner(kind: Any) -> Any:
    """What a field holds one of: without ``| None``, without the tuple around it."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) in (tuple, list):
        kind = get_args(kind)[0]
    while hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    return kind


def is_many(kind: Any) -> bool:
    """Whether a field holds several."""
    if get_origin(kind) in (Union, UnionType):
        return any(is_many(one) for one in get_args(kind))
    return get_origin(kind) in (tuple, list)


def nested(kind: Any) -> bool:
    """Whether a field holds a model of its own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def metavar(kind: Any) -> str:
    """What stands for the value in the help."""
    if nested(kind):
        return "KEY=VALUE,..."
    return {"int": "NUMBER", "date": "YYYY-MM-DD"}.get(getattr(kind, "__name__", ""), "TEXT")


def _help(field: FieldInfo, kind: Any) -> str:
    said = ". ".join(one.rstrip(".") for one in (field.title, field.description) if one)
    if nested(kind):
        keys = ", ".join(kind.model_fields)
        said += f". Keys: {keys}; several values with +; or JSON"
    default = field.default
    if isinstance(default, (str, int)) and not isinstance(default, bool) and default not in ("", 0):
        said += f" (without it: {default})"
    return said + "." if said and not said.endswith((".", ")")) else said


# --- what was typed ------------------------------------------------------------------------------------------------
def values(model: type[BaseModel], typed: dict[str, Any]) -> dict[str, Any]:
    """The action's fields from what was typed; what was left out stays out.

    Raises:
        Fault: a nested value is not ``key=value,...`` and no JSON either.
    """
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value, kind = typed.get(name), inner(field.annotation)
        if value is None or value == ():
            continue
        if nested(kind):
            read = [
                nested_value(kind, one, name) for one in (value if isinstance(value, tuple) else (value,))
            ]
            value = tuple(read) if is_many(field.annotation) else read[0]
        found[name] = value
    return found


def nested_value(kind: type[BaseModel], text: str, name: str) -> dict[str, Any]:
    """``name=Ana López,sex=f,languages=spa+eng`` or JSON, as a dict. A comma inside a value: use JSON."""
    if text.lstrip().startswith("{"):
        try:
            return dict(json.loads(text))
        except ValueError:
            raise Fault(f'{dashed(name)}: this is no JSON. Write it like {{"name": "Ana"}}.', 2) from None
    found: dict[str, Any] = {}
    for piece in text.split(","):
        key, equals, value = (one.strip() for one in piece.partition("="))
        key = key.replace("-", "_")
        if not equals or key not in kind.model_fields:
            raise Fault(
                f"{dashed(name)}: write key=value,key=value. The keys are: {', '.join(kind.model_fields)}.", 2
            )
        if value or kind.model_fields[key].annotation is str:
            many = is_many(kind.model_fields[key].annotation)
            found[key] = tuple(one for one in value.split("+") if one) if many else value
    return found


def sentences(error: ValidationError, model: type[BaseModel]) -> str:
    """What is wrong with what was typed, a line for each option."""
    from ventanilla.journal.action import explain

    lines, found = [], explain(error)
    deeper = {place.split(".")[0] for place, _said in found if "." in place}
    for place, said in found:
        if place in deeper:
            continue  # "at least one needed", only because the one that was typed is wrong
        name, *rest = place.split(".") if place else [""]
        lines.append(f"{_where(model, name, rest)}{said}")
    return "\n".join(lines)


def _where(model: type[BaseModel], name: str, rest: list[str]) -> str:
    if name not in model.model_fields:
        return f"{name}: " if name else ""
    steps = [str(int(one) + 1) if one.isdigit() else one for one in rest]
    return " ".join([dashed(name), *steps]) + ": "
