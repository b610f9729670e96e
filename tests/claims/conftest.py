"""What the stories of claims share: an office with a family, and legal aid who works on its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.utils import translation

from tests.conftest import at
from tests.town import Family, Town
from ventanilla.journal.entry import CLAIM


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences as they are in the source."""
    with translation.override("en"):
        yield


class Case(NamedTuple):
    """A family of the list, and the claim of each of its members."""

    family: Family
    claims: list[str]


class Aid:
    """Legal aid at work: ``aid.does(action)``, ``aid.case(2)``, ``aid.on("2019-01-30")``."""

    def __init__(self, town: Town, legal: Any) -> None:
        self.town, self.legal, self.office, self.db = town, legal, town.office, town.db

    def does(self, action: Any) -> Any:
        """One action by legal aid; its first entry."""
        return self.town.do(action, self.legal).entry

    def refused(self, action: Any) -> str:
        """The sentence with which an action of legal aid is refused."""
        return self.town.refused(action, self.legal)

    def on(self, day: str) -> None:
        """It is another day, at nine in the morning."""
        self.office.clock.set(at(date.fromisoformat(day)))

    def case(
        self, size: int = 1, country: str = "US", facts: dict[str, Any] | None = None, **said: Any
    ) -> Case:
        """A family on the list, each of whom wants to ask for protection; facts for all, where they are given."""
        from ventanilla.rooms.claims.actions import Facts, Intention

        said = {"nationality": "HN", "birth_year": 1990, **said}
        family = self.town.register(size, **said)
        claims = [self.does(Intention(person=one, country=country)).body["claim"] for one in family.people]
        for person in family.people if facts is not None else ():
            self.does(Facts(person=person, card=facts))
        return Case(family, claims)

    def ask(self, claim: str, about: str = "split") -> str:
        """A question to a lawyer; its pseudonym, which stands in the sealed part."""
        from ventanilla.rooms.claims.actions import AskLawyer

        entry = self.does(AskLawyer(claim=claim, question=about))
        return entry.part(entry.subject, CLAIM)["question"]

    def paper(self, claim: str, **said: Any) -> str:
        """A paper that came; its pseudonym."""
        from ventanilla.rooms.claims.actions import WritePaper

        return self.does(WritePaper(claim=claim, **said)).body["paper"]

    def seen(self, claim: str) -> Any:
        """A claim as its page reads it for legal aid."""
        from ventanilla.rooms.claims import reads

        return reads.claim_seen(self.office, claim, self.today())

    def alarms(self) -> list[Any]:
        """All alarms of the office."""
        from ventanilla.rooms.claims import alarms, reads

        return alarms.alarms(reads.open_claims(self.office, self.today()), self.today())

    def kinds(self) -> set[str]:
        """The kinds of alarm that stand."""
        return {one.kind for one in self.alarms()}

    def today(self) -> date:
        """The office's day."""
        from ventanilla.journal.clock import day_at

        return day_at(self.office.clock.now(), self.office.zone)


@pytest.fixture
def aid(town: Town, legal: Any) -> Aid:
    """Legal aid at work in a fresh office."""
    return Aid(town, legal)


@pytest.fixture
def page(client_of: Callable[[str], Any]) -> Callable[..., str]:
    """``page("/desk/claims", "legal")``: a page as somebody of that role sees it, 200 or the test fails."""

    def open_one(address: str, role: str = "legal") -> str:
        answer = client_of(role).get(address)
        assert answer.status_code == 200, (address, role, answer.status_code)
        return answer.content.decode()

    return open_one
