"""The questions that may be asked on the options page: each says why it is asked, and each may be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ventanilla.journal.words import N_
from ventanilla.rulebook.card import facts
from ventanilla.rulebook.places import WESTERN_HEMISPHERE

Kind = Literal["yes", "day", "number", "country", "countries"]
ELSEWHERE = (
    "AF",
    "BF",
    "CD",
    "CG",
    "CM",
    "CN",
    "ER",
    "ET",
    "GH",
    "GN",
    "IN",
    "NG",
    "NP",
    "RU",
    "SN",
    "SO",
    "UA",
)
COUNTRIES = tuple(code for code in (*WESTERN_HEMISPHERE, *ELSEWHERE) if code != "US")
CROSSED = ("BR", "CO", "CR", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "SV")


@dataclass(frozen=True)
class Ask:
    """A question about one fact: its words, why it is asked, and how it is answered. ``yes`` is what a yes stands for."""

    fact: str
    words: str
    why: str
    kind: Kind = "yes"
    yes: Any = True

    @property
    def sealed(self) -> bool:
        """Whether its answer is never shown before the second word."""
        return facts()[self.fact].sealed


_ASKS = (
    Ask(
        "victim_mx",
        N_("Were you a victim or a witness of a crime in Mexico?"),
        N_("Victims and witnesses may have a card that others may not."),
    ),
    Ask(
        "refuge_open",
        N_("Have you asked for refuge in Mexico, and is it still open?"),
        N_("While it is open, other papers may be asked for."),
    ),
    Ask(
        "entry_mx",
        N_("On which day did you enter Mexico this time?"),
        N_("The days to ask for refuge in Mexico are counted from it."),
        "day",
    ),
    Ask(
        "job_offer",
        N_("Does somebody offer you a job in Mexico?"),
        N_("Some cards are only for those with an offer."),
    ),
    Ask(
        "regular_entry",
        N_("Did you enter Mexico with papers that were checked?"),
        N_("A stay with work asks for it."),
    ),
    Ask(
        "asked_inm",
        N_("Have you asked the Mexican migration office (INM) for entry or refuge?"),
        N_("One plan is only for those who did."),
    ),
    Ask(
        "papers",
        N_("Can you show medical papers and a paper about your past at the port?"),
        N_("One rule looks at them."),
    ),
    Ask("nat", N_("Which country are you from?"), N_("Some rules are for some countries only."), "country"),
    Ask("age", N_("How old are you?"), N_("Some rules begin or end at an age."), "number"),
    Ask(
        "transit",
        N_("Which countries did you cross on the way?"),
        N_("Some rules ask where else you could have asked."),
        "countries",
    ),
    Ask(
        "denied_in",
        N_("Did one of those countries refuse you asylum? Which one?"),
        N_("Whoever was refused there falls outside one rule."),
        "country",
    ),
    Ask(
        "unacc",
        N_("Are you under 18 and here without a parent or guardian?"),
        N_("Children alone have rules of their own."),
    ),
    Ask(
        "trafficked",
        N_("Were you brought here by people who used or sold you?"),
        N_("Victims of trafficking are outside some rules."),
    ),
    Ask(
        "medical_emergency",
        N_("Is somebody of you in a medical emergency now?"),
        N_("It is an exception to some rules."),
    ),
    Ask(
        "threatened",
        N_("Is your life in danger right now, here?"),
        N_("It is an exception to some rules. Tell the desk at once."),
    ),
    Ask(
        "appt",
        N_("On which day is your appointment at the port?"),
        N_("Whoever has one falls outside some rules."),
        "day",
    ),
    Ask(
        "fear_mx",
        N_("Are you afraid of being sent to Mexico to wait?"),
        N_("Whoever says so must be heard first."),
        yes="said",
    ),
    Ask(
        "health",
        N_("Do you have an illness that a doctor knows of?"),
        N_("It is an exception to one rule."),
        yes="known",
    ),
)
ASKS: Mapping[str, Ask] = {one.fact: one for one in _ASKS}
"""Every question of the page by the fact it asks about, in the order in which they are asked."""


class NotAnswered(ValueError):
    """What was typed is no answer: the fact, and a sentence."""

    def __init__(self, fact: str, sentence: str) -> None:
        super().__init__(sentence)
        self.fact, self.sentence = fact, sentence


def read(ask: Ask, typed: list[str], today: date) -> Any:
    """The answer that was typed, as the rulebook wants it; None where the question was skipped.

    Raises:
        NotAnswered: it is no day, no number, or no country of the list.
    """
    words = [word.strip() for word in typed if word.strip()]
    if not words:
        return None
    return _READ[ask.kind](ask, words, today)


def _yes(ask: Ask, words: list[str], today: date) -> Any:
    if words[0] not in ("yes", "no"):
        raise NotAnswered(ask.fact, N_("Answer yes or no, or leave it open."))
    no: Any = False if ask.yes is True else ""
    return ask.yes if words[0] == "yes" else no


def _day(ask: Ask, words: list[str], today: date) -> str:
    try:
        day = date.fromisoformat(words[0])
    except ValueError:
        raise NotAnswered(ask.fact, N_("Write the date as year-month-day, for example 2018-12-05.")) from None
    if ask.fact == "entry_mx" and day > today:
        raise NotAnswered(ask.fact, N_("This day has not come yet. Write the day on which you entered."))
    return day.isoformat()


def _number(ask: Ask, words: list[str], today: date) -> int:
    if not words[0].isdecimal() or int(words[0]) > 120:
        raise NotAnswered(ask.fact, N_("Write the age in years, for example 34."))
    return int(words[0])


def _country(ask: Ask, words: list[str], today: date) -> str:
    if words[0] not in COUNTRIES:
        raise NotAnswered(ask.fact, N_("Choose a country of the list, or leave it open and ask the desk."))
    return words[0]


def _countries(ask: Ask, words: list[str], today: date) -> list[str]:
    return [_country(ask, [word], today) for word in words]


_READ = {"yes": _yes, "day": _day, "number": _number, "country": _country, "countries": _countries}
