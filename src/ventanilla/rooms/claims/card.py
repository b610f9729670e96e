"""The facts of a person as the desk types them: made from what rules may ask; contradictions refused with their field."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, create_model

from ventanilla.journal.words import N_, Rarely, Words

from . import law
from .words import FACTS, FEAR, HEALTH, MANNERS, YES_NO

OR = "_or"
COMMON = ("nat", "manner", "entry", "list_date", "arrival", "entry_mx", "transit", "fear_mx", "health")
"""Facts that are asked of nearly everybody; the others are folded away."""


class Contradiction(ValueError):
    """Two facts that cannot both be true; ``field`` is the one to look at first."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class CardBase(BaseModel):
    """What all cards share. Nothing is required: what is not said is not known, which is not the same as no."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    def facts(self) -> dict[str, Any]:
        """What was said, as rules read it."""
        said = {name: getattr(self, name) for name in type(self).model_fields if not name.endswith(OR)}
        return {name: _plain(name, value) for name, value in said.items() if value not in (None, "", ())}

    def ors(self) -> dict[str, str]:
        """Other days that are possible too, by fact."""
        said = {name: getattr(self, name) for name in type(self).model_fields if name.endswith(OR)}
        return {name.removesuffix(OR): day.isoformat() for name, day in said.items() if day}

    @classmethod
    def typed(cls, facts: dict[str, Any], ors: dict[str, str]) -> dict[str, Any]:
        """Kept facts as the form wants them, so that only the slip is typed anew."""
        words = {True: "yes", False: "no"}
        found: dict[str, Any] = {}
        for name, value in facts.items():
            found[name] = (
                words[value]
                if isinstance(value, bool)
                else " ".join(value)
                if isinstance(value, list)
                else value
            )
        return found | {name + OR: day for name, day in ors.items()}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    fact = law.FACTS.get(name)
    if fact and fact.kind == "flag":
        return value == "yes"
    return value.split() if fact and fact.kind == "codes" else value


def _field(name: str, kind: str) -> tuple[Any, Any]:
    title = FACTS.get(name) or law.FACTS[name].words.en
    rare: tuple[Any, ...] = () if name in COMMON else (Rarely(),)
    made: dict[str, tuple[Any, Any]] = {
        "day": (date | None, Field(title=title)),
        "number": (int | None, Field(title=title, ge=0, le=40000)),
        "flag": (Literal["", "yes", "no"], Field(title=title)),
        "codes": (str, Field(title=title, max_length=60, pattern=r"^([A-Za-z0-9.-]+( [A-Za-z0-9.-]+)*)?$", description=N_("Codes with spaces between them, for example GT MX."))),
        "code": (str, Field(title=title, max_length=60)),
        "text": (str, Field(title=title, max_length=60)),
    }  # fmt: skip
    annotation, field = made[kind]
    words: tuple[Any, ...] = (Words(YES_NO),) if kind == "flag" else ()
    default = None if kind in ("day", "number") else ""
    return Annotated[(annotation, *words, *rare, field)], default


def _fields() -> dict[str, Any]:
    made = {name: _field(name, fact.kind) for name, fact in law.FACTS.items()}
    made["nat"] = (Annotated[str, Field(title=FACTS["nat"], pattern=r"^([A-Z]{2})?$")], "")
    made["manner"] = (
        Annotated[Literal["", "port", "between"], Words(MANNERS), Field(title=FACTS["manner"])],
        "",
    )
    made["health"] = (
        Annotated[Literal["", "known", "none"], Words(HEALTH), Field(title=FACTS["health"])],
        "",
    )
    made["fear_mx"] = (
        Annotated[Literal["", "said", "not said"], Words(FEAR), Field(title=FACTS["fear_mx"])],
        "",
    )
    for name in ("arrival", "entry_mx", "entry"):
        title = {
            "arrival": N_("or else the last arrival on"),
            "entry_mx": N_("or else entry into Mexico on"),
            "entry": N_("or else entry into the United States on"),
        }[name]
        why = N_(
            "Only if nobody knows which of two days it was. The earlier last day counts, and both are shown."
        )
        made[name + OR] = (Annotated[date | None, Rarely(), Field(title=title, description=why)], None)
    first = {name: made.pop(name) for name in COMMON if name in made}
    return first | made  # fmt: skip


Card: type[CardBase] = create_model("Card", __base__=CardBase, **_fields())
"""The facts of one person, a field for each that a rule may ask."""


def contradiction(said: dict[str, Any], today: date, born: int | None) -> Contradiction | None:
    """The first two facts that cannot both be true; None where all fit together."""
    found = (one for check in _CHECKS if (one := check(said, today, born)))
    return next(found, None) or next((Contradiction(*one) for one in law.contradictions(said)), None)


def _in_time(said: dict[str, Any], today: date, born: int | None) -> Contradiction | None:
    for name in ("entry", "arrival", "entry_mx", "list_date", "filed"):
        if (day := said.get(name)) and day > today.isoformat():
            return Contradiction(name, _("This day lies in the future. Write a day up to today."))
        if day and born and int(day[:4]) < born:
            return Contradiction(name, _("This day lies before the person was born ({year}). Correct the day, or the birth year.").format(year=born))  # fmt: skip
    return None


_ORDER = (
    ("entry", "filed", N_("The claim cannot be filed before the day of entry.")),
    ("arrival", "filed", N_("The claim cannot be filed before the day of the last arrival.")),
    ("entry", "arrival", N_("The last arrival cannot lie before the first entry.")),
    ("entry_mx", "list_date", N_("Their name cannot be on a list in Mexico before they entered Mexico.")),
)


def _in_order(said: dict[str, Any], today: date, born: int | None) -> Contradiction | None:
    for first, then, sentence in _ORDER:
        if first == "entry_mx" and said.get("nat") == "MX":
            continue
        if said.get(first) and said.get(then) and said[then] < said[first]:
            return Contradiction(then, _(sentence))
    return None


def _fits(said: dict[str, Any], today: date, born: int | None) -> Contradiction | None:
    age = said.get("age")
    if age is not None and born and not today.year - born - 1 <= age <= today.year - born + 1:
        return Contradiction("age", _("Age and birth year ({year}) do not fit together. Correct one of them.").format(year=born))  # fmt: skip
    if said.get("unacc") and ((age is not None and age >= 18) or (born and today.year - born > 18)):
        return Contradiction("unacc", _("Only somebody under 18 can be a child without parents."))
    if said.get("manner") == "between" and said.get("appt"):
        return Contradiction("manner", _("An appointment is at a port, so the entry was not between ports. Correct one of them."))  # fmt: skip
    if said.get("nat") and said["nat"] in said.get("transit", ()):
        return Contradiction(
            "transit", _("Their own country is not one they crossed on the way. Take it out.")
        )
    if said.get("denied_in") and "transit" in said and said["denied_in"] not in said["transit"]:
        return Contradiction("denied_in", _("A country that refused asylum on the way must be among the countries crossed."))  # fmt: skip
    return None


_CHECKS = (_in_time, _in_order, _fits)
