"""Reads a model from TOML; every fault is a sentence that names the key, and the line where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .model import Arrow, Block, Duration, Model, Quantity, Source

MEASURES = ("count", "beds", "entering", "passing", "calls", "wait", "ticket")
ARROWS = ("to", "gone", "lost", "missed_to", "full")


class ModelError(ValueError):
    """A model that cannot be run; its words say what is wrong and where."""


def read(path: Path) -> Model:
    """The model of a file.

    Raises:
        ModelError: it is not TOML, or something in it cannot be meant.
    """
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ModelError("The file is not text in UTF-8. Save it as UTF-8.") from None


def parse(text: str) -> Model:
    """The model that a text describes.

    Raises:
        ModelError: see :func:`read`.
    """
    try:
        model = Model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"This is not TOML: {error}. Put that line right.") from None
    except ValidationError as error:
        first = error.errors()[0]
        keys = [str(key) for key in first["loc"] if isinstance(key, int) or not _is_type(key)]
        raise ModelError(f"{_where(text, keys)}: {_words(first)}") from None
    for keys, fault in faults(model):
        raise ModelError(f"{_where(text, keys)}: {fault}")
    return model


def _is_type(key: str) -> bool:
    """Pydantic names the branch of a union among the keys: those are no keys of the file."""
    return "[" in key or key in ("int", "float", "str", "constrained-int", "constrained-float", "Duration")


def _words(error: Any) -> str:
    context = error.get("ctx", {})
    bounds = {
        "greater_than_equal": "must not be below {ge}", "greater_than": "must be above {gt}",
        "less_than_equal": "must not be over {le}", "extra_forbidden": "is not a word of a model; look for a slip of the pen",
        "missing": "is missing", "literal_error": "must be {expected}", "finite_number": "must be a number",
        "too_short": "has too few values; at least {min_length}", "too_long": "has too many values; at most {max_length}",
    }  # fmt: skip
    words = bounds.get(error["type"], error["msg"][:1].lower() + error["msg"][1:]).format(**context)
    given = (
        ""
        if error["type"] == "missing" or isinstance(error["input"], dict)
        else f" (it is {error['input']!r})"
    )
    return f"this {words}{given}."


def _where(text: str, keys: list[str]) -> str:
    """The keys in words, with the line where the last of them stands as far as it can be told from the text."""
    name = ".".join(keys) or "the model"
    lines, at = text.splitlines(), 0
    if len(keys) > 1 and keys[0] == "quantity":
        heads = [n for n, line in enumerate(lines) if line.strip().startswith("[[quantity]]")]
        at = heads[int(keys[1])] if int(keys[1]) < len(heads) else 0
    for n, key in enumerate(keys):
        wanted = f"[{'.'.join(keys[: n + 1])}]"
        found = (
            i
            for i in range(at, len(lines))
            if lines[i].strip() == wanted or lines[i].split("=")[0].strip() == key
        )
        at = next(found, at)
    return f"Line {at + 1}, {name}"


def faults(model: Model) -> Iterator[tuple[list[str], str]]:
    """What is wrong between parts: keys, and a sentence."""
    yield from _names(model)
    for name, source in model.source.items():
        yield from _source(["source", name], source, model)
    for name, block in model.block.items():
        yield from _block(["block", name], block, model)
    for n, quantity in enumerate(model.quantity):
        yield from _quantity(["quantity", str(n)], quantity, model)


def _names(model: Model) -> Iterator[tuple[list[str], str]]:
    names = [*model.source, *model.block, *model.outcomes]
    for name in {name for name in names if names.count(name) > 1}:
        yield [name], "two things have this name. Give each its own."


def _source(keys: list[str], source: Source, model: Model) -> Iterator[tuple[list[str], str]]:
    ways = [source.once, source.each_day, source.poisson, source.chance, source.endless or None]
    if sum(way is not None for way in ways) != 1:
        yield keys, "a source needs exactly one of once, each_day, poisson, chance, endless."
    if source.to not in model.block or model.block[source.to].watches:
        yield [*keys, "to"], f"there is no block {source.to!r} to go to."
    if abs(sum(source.sizes) - 1) > 1e-9:
        yield [*keys, "sizes"], "the chances of the sizes do not add up to 1."
    if source.shape is not None and source.poisson is None:
        yield [*keys, "shape"], "a shape belongs to poisson arrivals only."
    if source.endless and source.to in model.block and _capacity(model.block[source.to]) is None:
        yield [*keys, "endless"], "an endless source must lead to a block with places."
    if (
        source.endless
        and source.to in model.block
        and (b := model.block[source.to])
        and (b.delay or b.beds is not None)
    ):
        yield [*keys, "endless"], "an endless source must lead to a block without delay and beds."
    if source.sleeps and model.shelters is None:
        yield [*keys, "sleeps"], "the model has no [shelters]."
    yield from _week(keys, each_day=source.each_day, poisson=source.poisson)


def _week(keys: list[str], **values: object) -> Iterator[tuple[list[str], str]]:
    for key, value in values.items():
        if isinstance(value, list) and len(value) != 7:
            yield [*keys, key], "a list by weekday needs seven values, Monday first."


def _capacity(block: Block) -> object:
    return block.places if block.places is not None else block.speeds


def _block(keys: list[str], block: Block, model: Model) -> Iterator[tuple[list[str], str]]:
    if sum(x is not None for x in (block.places, block.speeds, block.desks)) > 1:
        yield keys, "choose one of places, speeds and desks."
    if block.speeds is not None and block.start not in block.speeds:
        yield [*keys, "start"], "start must be one of the speeds."
    needs = {
        "to": _capacity(block) is not None or block.desks, "takes": block.desks, "away": block.returns and block.absent,
        "lost": block.absent, "missed_to": block.missed, "gone": block.patience, "full": block.beds is not None,
        "places": block.watches and block.speeds is None,
    }  # fmt: skip
    for key, needed in needs.items():
        if needed and getattr(block, key) is None:
            yield [*keys, key], f"this block needs the key {key}, and it is missing."
    if block.watches is not None and (block.watches not in model.block or model.block[block.watches].watches):
        yield [*keys, "watches"], f"there is no block {block.watches!r} to watch."
    for key in ARROWS:
        yield from _arrow([*keys, key], getattr(block, key), model)
    for key in ("delay", "away", "patience", "takes", "after"):
        yield from _duration([*keys, key], getattr(block, key))
    yield from _week(keys, places=block.places)


def _arrow(keys: list[str], arrow: Arrow | None, model: Model) -> Iterator[tuple[list[str], str]]:
    chances = {arrow: 1.0} if isinstance(arrow, str) else (arrow or {})
    for name in chances:
        if name not in model.outcomes and (name not in model.block or model.block[name].watches):
            yield keys, f"the arrow points to {name!r}, and there is no such block or outcome."
    if arrow is not None and abs(sum(chances.values()) - 1) > 1e-9:
        yield keys, "the chances of the arrow do not add up to 1."


def _duration(keys: list[str], duration: object) -> Iterator[tuple[list[str], str]]:
    if not isinstance(duration, Duration):
        return
    if len(duration.model_dump(exclude_none=True)) != 1:
        yield keys, "days are given in exactly one way: exactly, chance, mean, or between."
    if duration.between and duration.between[0] > duration.between[1]:
        yield keys, "the first number of between must not be above the second."
    if keys[-1] in ("patience", "takes", "away", "after") and (
        duration.exactly == 0 or (duration.between or [1])[0] == 0
    ):
        yield keys, "at least one day is needed here."


def _quantity(keys: list[str], asked: Quantity, model: Model) -> Iterator[tuple[list[str], str]]:
    given = [key for key in MEASURES if getattr(asked, key) is not None]
    if len(given) != 1:
        yield keys, f"a quantity asks for exactly one of {', '.join(MEASURES)}."
    for key, names in [
        *((key, getattr(asked, key)) for key in given),
        ("of", asked.of),
        *(asked.per or {}).items(),
    ]:
        known = {*model.block, *model.outcomes, *(model.source if key == "entering" else ())}
        for name in listed(names) if not isinstance(names, bool | int) else ():
            if name not in known:
                yield [*keys, key], f"there is no block or outcome {name!r}."
    if asked.ticket is not None and asked.of is None:
        yield keys, "say in which block the ticket is called: of = ..."
    if asked.beds is not None and model.shelters is None:
        yield keys, "the model has no [shelters]."


def listed(names: str | Iterable[str] | None) -> list[str]:
    """One name or many, as a list."""
    return [names] if isinstance(names, str) else list(names or ())
