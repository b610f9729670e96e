"""What cannot be meant in a model although every key by itself is well formed: keys, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .asking import asked_faults, listed
from .lines import Keys
from .model import Arrow, Block, Case, Duration, Model, Part, Range, Source

Found = Iterator[tuple[Keys, str]]
ARROWS = ("to", "gone", "lost", "missed_to", "full")
MOST = 1e8
"""More people or places a day than this are a slip of the pen."""

_OUT = {"to"}
_PLACES = {
    "places", "speeds", "start", "switch", "uneven", "most", "closed", "opens", "closes", "quota", "level", "walk", "changes", "unit",
}  # fmt: skip
_CALL = {"absent", "grace", "returns", "away", "lost", "missed", "missed_to"}
_WAIT = {"order", "delay"}
_INSIDE = {"patience", "gone", "beds", "full", "gives_up_bed"}
_ALLOWED = {
    "programme": {"watches", "wants", "after"} | _OUT | _PLACES,
    "block with places": _OUT | _PLACES | _CALL | _WAIT | _INSIDE,
    "block with desks": {"desks", "takes"} | _OUT | _WAIT | _INSIDE,
    "block without places, speeds or desks (it holds people until their patience ends)": _INSIDE,
}
_STEADY = {"begins", "level", "walk", "changes"}
_BROUGHT = {
    "once": {"day"}, "each_day": _STEADY, "poisson": _STEADY | {"shape"}, "chance": _STEADY, "endless": set[str](),
}  # fmt: skip


def faults(model: Model) -> Found:
    """Every fault between the parts of a model, in the order of the file."""
    yield from _names(model)
    for name, source in model.source.items():
        yield from _source(("source", name), source, model)
    for name, block in model.block.items():
        yield from _block(("block", name), block, model)
    yield from _circles(model)
    yield from _shelters(model)
    for n, quantity in enumerate(model.quantity):
        yield from asked_faults(("quantity", n), quantity, model)


def _names(model: Model) -> Found:
    names = [*model.source, *model.block, *model.outcomes]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            part = "source" if name in model.source else "block"
            where: Keys = ("outcomes",) if model.outcomes.count(name) > 1 else (part, name)
            yield where, f"two things have the name {name!r}. Give each its own."


def _unlike(part: Part, keys: Iterable[str]) -> list[str]:
    """Which of these keys say something else than silence would."""
    return [key for key in keys if getattr(part, key) != type(part).model_fields[key].get_default()]


# --- sources -----------------------------------------------------------------------------------------------------
def _source(keys: Keys, source: Source, model: Model) -> Found:
    ways = _unlike(source, _BROUGHT)
    if len(ways) != 1:
        yield keys, f"a source needs exactly one of {', '.join(_BROUGHT)}."
        return
    for key in _unlike(source, {"day", "shape"} | _STEADY):
        if key not in _BROUGHT[ways[0]]:
            yield (*keys, key), f"{key} means nothing for a source with {ways[0]}. Leave it out."
    yield from _goal((*keys, "to"), source.to, model, outcomes=False)
    yield from _sum((*keys, "sizes"), source.sizes, "sizes")
    yield from _sum((*keys, "kinds"), source.kinds.values(), "kinds")
    if source.endless and source.to in model.block:
        yield from _endless((*keys, "endless"), source, model)
    if source.sleeps and model.shelters is None:
        yield (*keys, "sleeps"), "there are no beds to sleep in. Add [shelters], or leave this out."
    yield from _week(keys, each_day=source.each_day, poisson=source.poisson)
    yield from _changing(keys, source, _highest(source.each_day, source.poisson, source.chance))


def _endless(keys: Keys, source: Source, model: Model) -> Found:
    block = model.block[source.to]
    if block.places is None and block.speeds is None:
        yield keys, "an endless source must lead to a block with places."
    if block.delay or block.beds is not None:
        yield keys, "an endless source must lead to a block without delay and beds."
    if sum(other.endless and other.to == source.to for other in model.source.values()) > 1:
        yield keys, f"two endless sources lead to {source.to!r}. Leave one."


# --- blocks ------------------------------------------------------------------------------------------------------
def _sort(block: Block) -> str:
    programme, calls, desks, _ = _ALLOWED
    if block.watches is not None:
        return programme
    return (
        calls
        if block.places is not None or block.speeds is not None
        else desks
        if block.desks
        else [*_ALLOWED][3]
    )


def _block(keys: Keys, block: Block, model: Model) -> Found:
    if sum(x is not None for x in (block.places, block.speeds, block.desks)) > 1:
        yield keys, "choose one of places, speeds and desks."
        return
    for key in _unlike(block, Block.model_fields):
        if key not in _ALLOWED[_sort(block)]:
            yield (*keys, key), f"{key} means nothing for a {_sort(block)}. Leave it out."
    yield from _missing(keys, block)
    if block.speeds is not None and block.start is not None and block.start not in block.speeds:
        yield (*keys, "start"), "start must be one of the speeds."
    for key in _unlike(block, ("start", "switch")):
        if block.speeds is None:
            yield (*keys, key), f"{key} belongs to speeds, and there are none."
    if block.closes is not None and block.closes <= block.opens:
        yield (*keys, "closes"), f"it closes on day {block.closes} before it has opened (day {block.opens})."
    if block.watches is not None:
        yield from _goal((*keys, "watches"), block.watches, model, outcomes=False)
    for key in ARROWS:
        yield from _arrow((*keys, key), getattr(block, key), model)
    for key in ("delay", "away", "patience", "takes", "after"):
        yield from _duration((*keys, key), getattr(block, key))
    for key in ("switch", "closed", "absent", "returns", "missed", "wants"):
        yield from _range((*keys, key), getattr(block, key), most=1)
    for kind in block.wants if isinstance(block.wants, dict) else ():
        yield from _kind((*keys, "wants", kind), kind, model)
    yield from _week(keys, places=block.places)
    yield from _changing(keys, block, _highest(block.places, block.speeds))


def _missing(keys: Keys, block: Block) -> Found:
    needs = {
        "to": block.places is not None or block.speeds or block.desks or block.watches, "takes": block.desks, "start": block.speeds,
        "away": block.returns and block.absent, "lost": block.absent, "missed_to": block.missed, "gone": block.patience,
        "full": block.beds is not None, "places": block.watches and block.speeds is None,
    }  # fmt: skip
    for key, needed in needs.items():
        if needed and getattr(block, key) is None:
            yield (*keys, key), f"this block needs the key {key}, and it is missing."


def _circles(model: Model) -> Found:
    """Full blocks must not send people round in a circle."""
    full = {name: _led(block.full) for name, block in model.block.items() if block.beds is not None}
    for name in full:
        reached, ahead = set[str](), [name]
        while ahead:
            new = {to for to in full.get(ahead.pop(), ()) if to in full} - reached
            reached |= new
            ahead += new
        if name in reached:
            yield (
                ("block", name, "full"),
                "these arrows lead back to this block: when all are full, nobody gets out of the circle.",
            )


def _led(arrow: Arrow | None) -> set[str]:
    cases = arrow if isinstance(arrow, list) else [] if arrow is None else [Case(to=arrow)]
    return {name for case in cases for name in ([case.to] if isinstance(case.to, str) else case.to)}


def _shelters(model: Model) -> Found:
    shelters = model.shelters
    if shelters and shelters.names and len(shelters.names) != len(shelters.beds):
        yield (
            ("shelters", "names"),
            f"there are {len(shelters.beds)} shelters and {len(shelters.names)} names.",
        )
    if shelters and len(set(shelters.names)) < len(shelters.names):
        yield ("shelters", "names"), "two shelters have one name. Give each its own."


# --- values ------------------------------------------------------------------------------------------------------
def _goal(keys: Keys, name: str, model: Model, outcomes: bool = True) -> Found:
    if outcomes and name in model.outcomes:
        return
    if name not in model.block:
        yield (
            keys,
            f"the arrow points to {name!r}, and there is no such block{' or outcome' if outcomes else ''}.",
        )
    elif model.block[name].watches is not None:
        yield (
            keys,
            f"{name!r} is a programme: nobody is sent there, it watches a block by itself. Point elsewhere.",
        )


def _arrow(keys: Keys, arrow: Arrow | None, model: Model) -> Found:
    if isinstance(arrow, list):
        yield from _cases(keys, arrow, model)
    elif arrow is not None:
        for name in [arrow] if isinstance(arrow, str) else arrow:
            yield from _goal(keys, name, model)
        yield from _sum(keys, [1.0] if isinstance(arrow, str) else arrow.values(), "arrow")


def _cases(keys: Keys, cases: list[Case], model: Model) -> Found:
    everybody = [case.kind is None and not case.from_day and case.before is None for case in cases]
    if not cases or not everybody[-1]:
        yield (
            (*keys, max(0, len(cases) - 1)),
            "the last case must fit everybody: no kind, no from_day, no before.",
        )
    if True in everybody[:-1]:
        yield (
            (*keys, everybody.index(True) + 1),
            "this case is never reached: the one before it fits everybody.",
        )
    for n, case in enumerate(cases):
        for kind in listed(case.kind):
            yield from _kind((*keys, n, "kind"), kind, model)
        if case.kind == []:
            yield (
                (*keys, n, "kind"),
                "no kind is named, so this case fits nobody. Leave kind out to mean all.",
            )
        if case.before is not None and case.before <= case.from_day:
            yield (*keys, n, "before"), "this case ends before it begins: before must be above from_day."
        yield from _arrow((*keys, n, "to"), case.to, model)


def _kind(keys: Keys, kind: str, model: Model) -> Found:
    if kind not in model.kinds:
        yield keys, f"no source brings the kind {kind!r}. Known are {', '.join(model.kinds)}."


def _sum(keys: Keys, chances: Iterable[float], what: str) -> Found:
    total = sum(chances)
    if abs(total - 1) > 1e-9:
        yield keys, f"the chances of the {what} do not add up to 1 (they add up to {total:.10g})."


def _week(keys: Keys, **values: object) -> Found:
    for key, value in values.items():
        if isinstance(value, list) and len(value) != 7:
            yield (*keys, key), f"a list by weekday needs seven values, Monday first (it has {len(value)})."


def _duration(keys: Keys, duration: object) -> Found:
    if not isinstance(duration, Duration):
        return
    if len(duration.model_dump(exclude_none=True)) != 1:
        yield keys, "days are given in exactly one way: exactly, chance, mean, or between."
    if duration.between and duration.between[0] > duration.between[1]:
        yield (*keys, "between"), "the first number of between must not be above the second."
    if keys[-1] != "delay" and 0 in (duration.exactly, (duration.between or [1])[0]):
        yield keys, "at least one day is needed here."
    yield from _range((*keys, "mean"), duration.mean, above=0)


def _range(keys: Keys, value: object, most: float = MOST, above: float = -1) -> Found:
    if not isinstance(value, Range):
        return
    if not value.low <= value.likely <= value.high:
        yield (
            keys,
            f"a range goes up: low {value.low:g}, likely {value.likely:g}, high {value.high:g} do not.",
        )
    if value.low < 0 or value.low <= above:
        yield (
            (*keys, "low"),
            f"this must {'be above' if above >= 0 else 'not be below'} 0 (it is {value.low:g}).",
        )
    if value.high > most:
        yield (*keys, "high"), f"this must not be over {most:g} (it is {value.high:g})."


def _changing(keys: Keys, part: Source | Block, highest: float) -> Found:
    """The level and its changes by date."""
    yield from _range((*keys, "level"), part.level)
    days = [change.day for change in part.changes]
    for n, change in enumerate(part.changes):
        yield from _range((*keys, "changes", n, "times"), change.times)
        if change.day in days[:n]:
            yield (*keys, "changes", n, "day"), f"two changes fall on day {change.day}. Leave one."
        highest = max(highest, highest * _high(change.times))
    if highest * _high(part.level) > MOST:
        yield keys, f"with its level and changes this comes to more than {MOST:,.0f} a day. Lower them."


def _highest(*values: float | list[float] | list[int] | None) -> float:
    return max(
        (n for value in values for n in (value if isinstance(value, list) else [value or 0])), default=0
    )


def _high(value: float | Range) -> float:
    return value.high if isinstance(value, Range) else value
