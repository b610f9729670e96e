"""What cannot be asked of a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .lines import Keys
from .model import Model, Quantity

MEASURES = ("count", "beds", "entering", "passing", "calls", "wait", "ticket")
FLOWS = ("entering", "passing", "calls")
_FITS = {
    "of": ("ticket",), "nth": FLOWS, "per": ("count", "beds", *FLOWS), "tickets": ("entering", "passing"), "class": ("count",), "after": ("count", "beds"),
    "kind": ("entering", "passing", "wait"), "above": ("count", "beds", *FLOWS), "none": ("count", "beds", *FLOWS),
    "total": ("count", "beds", *FLOWS), "day": ("count", "beds", *FLOWS, "wait"), "weekday": ("count", "beds", *FLOWS, "wait"),
}  # fmt: skip
"""Which key narrows which measure."""
_APART = (
    ("nth", "per"), ("nth", "above"), ("nth", "none"), ("nth", "total"), ("nth", "day"), ("nth", "weekday"), ("nth", "kind"),
    ("per", "above"), ("per", "none"), ("per", "total"), ("above", "none"), ("day", "weekday"),
    ("kind", "above"), ("kind", "none"), ("kind", "day"), ("kind", "weekday"), ("kind", "tickets"),
)  # fmt: skip
"""Keys that do not go together."""

Found = Iterator[tuple[Keys, str]]


def listed(names: str | Iterable[str] | None) -> list[str]:
    """One name or many, as a list."""
    return [names] if isinstance(names, str) else list(names or ())


def asked_faults(keys: Keys, asked: Quantity, model: Model) -> Found:
    """What is wrong with a question."""
    if [other.name for other in model.quantity[: int(keys[1])]].count(asked.name):
        yield (*keys, "name"), f"two quantities have the name {asked.name!r}. Give each its own."
    given = [key for key in MEASURES if getattr(asked, key) is not None]
    if len(given) != 1:
        yield keys, f"a quantity asks for exactly one of {', '.join(MEASURES)}."
        return
    yield from _together(keys, asked, given[0])
    for key in ("count", "entering", "passing", "calls", "wait", "of"):
        yield from _known((*keys, key), key, getattr(asked, key), model)
    for key, names in (asked.per or {}).items():
        yield from _known((*keys, "per", key), key, names, model)
    yield from _beds((*keys, "beds"), asked.beds, model)
    for kind in listed(asked.kind):
        if kind not in model.kinds:
            yield (*keys, "kind"), f"no source brings the kind {kind!r}. Known are {', '.join(model.kinds)}."
    last = max(source.klass for source in model.source.values())
    if asked.klass is not None and asked.klass > last:
        yield (*keys, "class"), f"no source has this class; the last one is {last}."


def _together(keys: Keys, asked: Quantity, measure: str) -> Found:
    used = [key for key in _FITS if getattr(asked, "klass" if key == "class" else key) not in (None, False)]
    for key in used:
        if measure not in _FITS[key]:
            yield (*keys, key), f"{key} does not narrow {measure}; it goes with {', '.join(_FITS[key])}."
    for a, b in _APART:
        if a in used and b in used:
            yield (*keys, b), f"{a} and {b} do not go together. Ask for them in two quantities."
    if asked.per is not None and len(asked.per) != 1:
        yield (*keys, "per"), "per names exactly one of entering, passing, calls."
    if "kind" in used and measure != "wait" and not {"total", "per"} & {*used}:
        yield (*keys, "kind"), "kinds are told apart over all counted days only: add total = true, or per."
    if "kind" in used and asked.per and "calls" in asked.per:
        yield (*keys, "per"), "calls are not told apart by kind: choose entering or passing."
    if measure == "ticket" and asked.of is None:
        yield keys, "say in which block the ticket is called: of = ..."
    if asked.answer != "mean" and measure != "ticket" and asked.nth is None:
        yield (*keys, "answer"), f"{asked.answer} is answered for ticket and nth only."


def _known(keys: Keys, key: str, names: str | list[str] | None, model: Model) -> Found:
    known = {
        *model.block,
        *(model.outcomes if key == "entering" else ()),
        *(model.source if key == "entering" else ()),
    }
    what = "block, outcome or source" if key == "entering" else "block"
    if names == []:
        yield keys, f"name at least one {what}."
    for name in listed(names):
        block = model.block.get(name)
        if name not in known:
            yield keys, f"there is no {what} {name!r}."
        elif block and key in ("count", "entering") and block.watches:
            yield keys, f"{name!r} is a programme: people stay in {block.watches!r}. Ask for passing."
        elif block and key not in ("count", "entering") and not (block.watches or block.to):
            yield keys, f"nobody is called or worked on in {name!r}. Ask for entering where its gone leads."
        elif block and key == "calls" and block.desks:
            yield keys, f"{name!r} has desks and calls nobody. Ask for passing."


def _beds(keys: Keys, beds: bool | str | list[str] | None, model: Model) -> Found:
    if beds is None:
        return
    if model.shelters is None:
        yield keys, "the model has no [shelters]."
        return
    if beds is False or beds == []:
        yield keys, "write true for all shelters, or names of some."
    for name in listed(beds) if not isinstance(beds, bool) else ():
        if name not in model.shelters.names:
            yield keys, f"there is no shelter {name!r} among the names in [shelters]."
