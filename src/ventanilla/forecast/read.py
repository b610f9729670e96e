"""Reads a model from TOML; every fault is a sentence that names the key, and the line where it stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .faults import faults
from .lines import Keys, line, words
from .model import Model


class ModelError(ValueError):
    """A model that cannot be run; its words say what is wrong and where."""


def read(path: Path) -> Model:
    """The model of a file.

    Raises:
        ModelError: it is not TOML, or something in it cannot be meant.
    """
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise ModelError("The file is not text in UTF-8. Save it as UTF-8.") from None


def parse(text: str) -> Model:
    """The model that a text describes.

    Raises:
        ModelError: see :func:`read`.
    """
    data = _toml(text)
    try:
        model = Model.model_validate(data, strict=True)
    except ValidationError as error:
        keys, fault = _first(error.errors(include_url=False), data)
        raise ModelError(_sentence(text, keys, fault)) from None
    for keys, fault in faults(model):
        raise ModelError(_sentence(text, keys, fault))
    return model


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ModelError(
            "This is not a model: brackets stand in brackets without end. Put that right."
        ) from None
    except ValueError as error:  # a date that is none is no TOMLDecodeError
        found = re.match(r"(.*) \(at line (\d+), column \d+\)$", str(error))
        where, what = (f"Line {found[2]}: this", found[1]) if found else ("This", str(error))
        raise ModelError(f"{where} is not TOML ({what}). Put that line right.") from None


def _sentence(text: str, keys: Keys, fault: str) -> str:
    return f"Line {line(text, keys)}, {words(keys)}: {fault}"


KINDS = {
    "float_type": "a number", "int_type": "a whole number", "string_type": "a name", "bool_type": "true or false",
    "dict_type": "names with their chances", "list_type": "a list", "int_from_float": "a whole number",
    "Duration": 'days such as { mean = 30 }', "Range": "a range { low, likely, high }",
}  # fmt: skip
BOUNDS = {
    "greater_than_equal": "must not be below {ge:g}", "greater_than": "must be above {gt:g}", "less_than_equal": "must not be over {le:g}",
    "finite_number": "must be a finite number", "too_short": "has too few values; at least {min_length}",
    "too_long": "has too many values; at most {max_length}", "extra_forbidden": "is not a word of a model; look for a slip of the pen",
    "missing": "is missing",
}  # fmt: skip


def _first(errors: list[ErrorDetails], data: Any) -> tuple[Keys, str]:
    """One fault where several ways of reading a key have failed: the one that came furthest."""
    found = [(_keys(error, data), error) for error in errors]
    field = found[0][0][:3]
    found = [one for one in found if one[0][:3] == field]
    order = [*BOUNDS]
    found.sort(key=lambda one: (-len(one[0]), order.index(one[1]["type"]) if one[1]["type"] in order else 99))
    keys, error = found[0]
    if error["type"] in BOUNDS:
        fault = BOUNDS[error["type"]].format(**error.get("ctx", {}))
    else:
        wanted = [_wanted(one) for deep, one in found if deep == keys]
        fault = f"must be {' or '.join(dict.fromkeys(wanted))}"
    return keys, f"this {fault}{_given(error)}."


def _wanted(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return str(error["ctx"]["expected"])
    kind = str(error.get("ctx", {}).get("class_name", "")) or error["type"]
    return KINDS.get(kind, "a table of keys")


def _given(error: ErrorDetails) -> str:
    value = error["input"]
    silent = error["type"] in ("missing", "extra_forbidden") or isinstance(value, dict | list)
    return "" if silent else f" (it is {str(value).lower() if isinstance(value, bool) else repr(value)[:60]})"


def _keys(error: ErrorDetails, data: Any) -> Keys:
    """The keys of the file on the way to a fault: Pydantic names the branches of a union among them."""
    keys: list[str | int] = []
    for n, key in enumerate(error["loc"]):
        if (isinstance(data, dict) and key in data) or (isinstance(data, list) and isinstance(key, int)):
            data = data[key]  # type: ignore[index]
            keys.append(key)
        elif error["type"] == "missing" and n == len(error["loc"]) - 1:
            keys.append(key)
    return tuple(keys)
