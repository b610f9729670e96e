"""How a claim begins: the intention, the facts that rules may ask, and the address that papers are sent to."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from ventanilla.journal.action import Discreet, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import CLAIM, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words
from ventanilla.rooms.line.actions import tickets as line
from ventanilla.rooms.registry.actions import Id, household_of

from .. import law
from ..card import Card, CardBase, contradiction
from ..words import COUNTRIES
from .common import DESK, LEGAL, OnClaim, claims_where, open_claim, sealed, unsealed, was
from .tracks import asked


class Intention(Discreet):
    """Somebody says that they want to ask for protection. Everything else may come later."""

    kind: ClassVar[str] = "claims.intention"
    title: ClassVar[str] = N_("Write down that somebody wants to ask for protection")
    help: ClassVar[str] = N_("Only that, and since when. Nobody is asked why at this desk.")
    done: ClassVar[str] = N_("Written down. Legal aid can see it.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, *DESK}

    person: Annotated[Id, Field(title=N_("Person"))]
    country: Annotated[Literal["US", "MX"], Words(COUNTRIES), Field(title=N_("Which protection"))] = "US"
    place: Annotated[
        str, Field(max_length=40, title=N_("Where"), description=N_("A place that rules name."))
    ] = ""
    since: Annotated[date | None, Rarely(), Field(title=N_("Said on"), description=N_("Empty: today."))] = (
        None
    )

    @field_validator("place")
    @classmethod
    def _known(cls, value: str) -> str:
        if value and value not in law.places():
            raise ValueError(
                _("No rule names this place. Choose one of: {all}.").format(all=", ".join(law.places()))
            )
        return value

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        if desk.db.one(
            "SELECT 1 FROM claims_claim WHERE person=? AND country=? AND state IN ('open', 'appealed')",
            (self.person, self.country),
        ):
            raise Refused(_("This person has such a claim already. Open it instead."), "person")
        day, seq = line.listed(desk.db, household)
        body = {
            "claim": desk.new_id("C"), "household": household, "since": was(desk, self.since, "since"),
            "listed": day, "listed_seq": seq,
        }  # fmt: skip
        place = self.place or {"US": "San Ysidro", "MX": "Tijuana"}[self.country]
        return [Draft(self.kind, self.person, body, sealed(self.person, country=self.country, place=place))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b, said = entry.body, unsealed(entry)
        tables.insert(
            "claims_claim", "id, person, country, state, place, since, listed, listed_seq",
            (b["claim"], entry.subject, said.get("country", ""), "open", said.get("place", ""), b["since"],
             b["listed"] or None, b["listed_seq"]),
        )  # fmt: skip

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody wants to ask for protection.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["claim"], entry.body["household"])


class Facts(Discreet):
    """The facts of a person, sealed; and what the rulebook answers with them about each open claim."""

    kind: ClassVar[str] = "claims.facts"
    title: ClassVar[str] = N_("Write down the facts")
    help: ClassVar[str] = N_(
        "Leave empty what is not known: empty is not the same as no. All of it is sealed; only legal aid and the person see it."
    )
    done: ClassVar[str] = N_("The facts are sealed, and the rulebook has answered.")
    roles: ClassVar[set[Role]] = LEGAL

    person: Annotated[Id, Field(title=N_("Person"))]
    card: Annotated[Card, Field(title=N_("Facts"))]  # type: ignore[valid-type]  # made from the rulebook

    def decide(self, desk: Desk) -> Drafts:
        household, card = household_of(desk, self.person), self._card
        facts = self._facts(desk, household)
        body = {"household": household, "day": desk.today().isoformat()}
        part = Part(self.person, CLAIM, {"card": facts, "or": card.ors()})
        drafts = [Draft(self.kind, self.person, body, [part])]
        for claim in claims_where(desk.db, "c.person=? AND c.state IN ('open', 'appealed')", (self.person,)):
            drafts += asked(desk, claim, facts, card.ors(), kept=len(drafts) > 1)
        return drafts

    @property
    def _card(self) -> CardBase:
        return self.card

    def _facts(self, desk: Desk, household: str) -> dict[str, object]:
        row = desk.db.one("SELECT birth_year, nationality FROM registry_person WHERE id=?", (self.person,))
        born, nationality = row or (None, "")
        facts = self._card.facts()
        listed, seq = line.listed(desk.db, household)
        if listed and facts.setdefault("list_date", listed) != listed:
            raise Refused(
                _("The list says {day} (entry {seq}). Leave this empty, or correct the list.").format(day=listed, seq=seq),
                "card.list_date",
            )  # fmt: skip
        if nationality and facts.setdefault("nat", nationality) != nationality:
            raise Refused(
                _("The registry says {nat}. Correct it there first.").format(nat=nationality), "card.nat"
            )
        if facts.get("manner") == "port" and facts.get("entry") and line.still_waits(desk.db, household):
            raise Refused(
                _("They still wait on the list, so they cannot have come in at the port. Mark them let in, or leave the day of entry empty."),
                "card.entry",
            )  # fmt: skip
        if wrong := contradiction(facts, desk.today(), born):
            raise Refused(wrong.sentence, f"card.{wrong.field}")
        return facts

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.put("claims_card", "person", (entry.subject,), "seq, day", (entry.seq, entry.body["day"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Facts for a claim were written down, sealed.")


class Address(OnClaim):
    """Where papers are sent. The table holds only a mark, so that legal aid sees when too many share one address."""

    kind: ClassVar[str] = "claims.address"
    title: ClassVar[str] = N_("Write down the address that papers are sent to")
    help: ClassVar[str] = N_(
        "As it stands on the papers. It is sealed. A posted paper has not reached anybody yet."
    )
    roles: ClassVar[set[Role]] = DESK

    address: Annotated[str, Field(min_length=3, max_length=200, title=N_("Address"))]

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        plain = "".join(symbol for symbol in self.address.casefold() if symbol.isalnum())
        mark = hmac.digest(desk.keys.office_secret("address"), plain.encode(), "sha256").hex()[:16]
        said = sealed(claim.person, address=self.address, mark=mark)
        return [Draft(self.kind, claim.person, claim.body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run(
            "UPDATE claims_claim SET address=? WHERE id=?",
            (unsealed(entry).get("mark", ""), entry.body["claim"]),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The address for papers was written down, sealed.")
