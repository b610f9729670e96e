"""The answers given on the options page: they travel sealed inside the page itself and are stored nowhere."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import QueryDict

from ventanilla.journal.words import N_
from ventanilla.rulebook.card import contradictions, flat

from .asks import ASKS, Ask, NotAnswered, read
from .known import Card
from .options import merged

EVERYBODY = "all"
FITS_NOT = N_(
    "This answer does not fit another one, or what the desk has written. Change one, or ask the desk."
)


@dataclass
class Answers:
    """What was answered on a page, by person (or for everybody) and fact; and what could not be read."""

    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    who: str = ""

    @classmethod
    def opened(cls, office: Any, sealed: str, owner: str) -> Answers:
        """The answers that a page carried; none where it was another place's page, or was changed."""
        try:
            raw = urlsafe_b64decode(sealed.encode())
            return cls(json.loads(_key(office).decrypt(raw[:12], raw[12:], owner.encode())))
        except (InvalidTag, ValueError):
            return cls()

    def sealed(self, office: Any, owner: str) -> str:
        """The answers as the page carries them: nobody who looks at it can read them."""
        nonce = os.urandom(12)
        cipher = _key(office).encrypt(nonce, json.dumps(self.given).encode(), owner.encode())
        return urlsafe_b64encode(nonce + cipher).decode() if self.given else ""

    def take(self, data: QueryDict, people: Mapping[str, Card], today: date) -> None:
        """Add what was typed now, and take back what was asked to be taken back. A wrong answer is kept out, and said."""
        self.who = data.get("who", "")
        who = _whom(self.who, people)
        for fact, ask in ASKS.items():
            typed = data.getlist(f"a-{fact}")
            try:
                self._put(who, ask, read(ask, typed, today), people)
            except NotAnswered as error:
                self.wrong[fact] = error.sentence
                self.typed[fact] = typed[0][:40]
        owner, _dot, fact = data.get("drop", "").partition(".")
        self.given.get(owner, {}).pop(fact, None)
        self.given = {one: answers for one, answers in self.given.items() if answers}

    def _put(self, who: str, ask: Ask, value: Any, people: Mapping[str, Card]) -> None:
        if value is None:
            return
        answers = {**self.given.get(who, {}), ask.fact: value}
        tried = Answers({**self.given, who: answers})
        if any(list(contradictions(flat(card))) for card in tried.cards(people)):
            raise NotAnswered(ask.fact, FITS_NOT)
        self.given[who] = answers

    def cards(self, people: Mapping[str, Card]) -> list[Card]:
        """Everybody's card with what was answered for them."""
        shared = self.given.get(EVERYBODY, {})
        cards = [merged(card, {**shared, **self.given.get(id_, {})}) for id_, card in people.items()]
        return [{**card, "family": cards} for card in cards] if len(cards) > 1 else cards

    def listed(self, people: Iterable[str]) -> list[tuple[str, int, Ask, Any]]:
        """(owner, place of the person or 0, question, answer), in the order of the people and questions."""
        owners = [EVERYBODY, *people]
        return [
            (owner, place, ask, self.given[owner][ask.fact])
            for place, owner in enumerate(owners)
            for ask in ASKS.values()
            if ask.fact in self.given.get(owner, {})
        ]


def _whom(typed: str, people: Mapping[str, Card]) -> str:
    """For whom an answer counts: the place of a person as the page counts them, or everybody."""
    places = {str(place): id_ for place, id_ in enumerate(people, 1)}
    return places.get(typed, EVERYBODY)


def _key(office: Any) -> AESGCM:
    return AESGCM(office.keys.office_secret("answers"))
