"""The claims of the demo office: a few synthetic families on 5 December 2018, and what the next days bring them.

No source gives a single claim, so all of it is made up: who, which papers, which days. It shows what legal aid sees.

- 5 December: a family that waits at the port, and asks about a relative; somebody whose term is over, and a lawyer is asked;
  an appointment whose notice was handed over; a father and child with appointments on two days.
- 6 December: the father's and child's days are put together; another paper names another day for the first appointment.
- 7 December: the lawyer has answered both questions, one paper counts, and its notice is handed over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ventanilla.journal.action import Action
from ventanilla.rooms.claims.actions import (
    AskLawyer,
    Facts,
    Intention,
    LawyerSaid,
    MarkValid,
    PersonAsks,
    Prepare,
    Reached,
    Reset,
    WritePaper,
)

from .record import TODAY

if TYPE_CHECKING:
    from .life import Window

CARAVAN, LATER = "2018-10-19", "2018-11-05"
"""The day the caravan entered Mexico (published), and a later one (made up)."""
COMAR: dict[str, Any] = {"what": "interview", "issuer": "comar", "hour": "10:00", "place": "comar_tijuana"}


def claims_day(at: Window, minute: int) -> None:
    """What is done for claims on a day of the demo; nothing where no family of the story is there."""
    if step := _DAYS.get(at.plan.day):
        step(_Aid(at, minute))


class _Aid:
    """Legal aid in the demo: does an action at the hour of the day that was set aside for claims."""

    def __init__(self, at: Window, minute: int) -> None:
        self.at, self.minute, self.db = at, minute, at.office.db

    def does(self, action: Action, by: str = "legal") -> dict[str, Any]:
        """One action; the body of its first entry."""
        return self.at.at(self.minute, action, by=by)[0].body

    def families(self, size: int, count: int) -> list[list[str]]:
        """People of waiting households of one size, all of them Honduran, in the order of the line."""
        rows = self.db.all(
            "SELECT t.household FROM line_ticket t WHERE t.state='waiting' AND t.size=? AND t.since>'2018-11-05' AND "
            "(SELECT COUNT(*) FROM registry_person p WHERE p.household=t.household AND p.nationality='HN')=? "
            "ORDER BY t.number, t.ord, t.part LIMIT ?",
            (size, size, count),
        )
        sql = "SELECT id FROM registry_person WHERE household=? AND state='here' ORDER BY id"
        return [[row[0] for row in self.db.all(sql, (household,))] for (household,) in rows]

    def begins(self, people: list[str], country: Literal["US", "MX"], card: dict[str, str]) -> list[str]:
        """Everybody of a family wants to ask for protection; their facts; the claims."""
        claims = [self.does(Intention(person=one, country=country), "helper")["claim"] for one in people]
        for one in people:
            self.does(Facts(person=one, card=card))
        return claims

    def paper(self, claim: str, **said: Any) -> str:
        """A paper that came."""
        return str(self.does(WritePaper(claim=claim, **{**COMAR, **said}), "coordinator")["paper"])

    def hands_over(self, claim: str, paper: str) -> None:
        """A notice made from a paper, handed over and said back."""
        made = Prepare(claim=claim, paper=paper, language="es", way="Camión hacia el centro, 40 minutos.")
        self.does(Reached(claim=claim, notice=self.does(made)["notice"], how="read_back"))

    def claims(self, day: date) -> list[tuple[str, str]]:
        """(claim, paper) of the papers that name a day, in the order in which they came, of those who are here."""
        return self.db.all(
            "SELECT a.claim, a.id FROM claims_paper a JOIN claims_claim c ON c.id=a.claim JOIN registry_person p "
            "ON p.id=c.person WHERE a.day=? AND a.state<>'reset' AND p.state='here' ORDER BY a.seq",
            (day.isoformat(),),
        )


def _first(aid: _Aid) -> None:
    """5 December: a family for the port; one whose term is over; one with an appointment; a family on two days."""
    for people in aid.families(3, 1):
        aid.begins(people, "US", {"manner": "port", "entry_mx": CARAVAN, "transit": "GT MX"})
        asks = PersonAsks(
            person=people[0], topic="family", words="¿Mi hermana puede pedir junto con nosotros?"
        )
        aid.does(asks, "helper")
    alone = aid.families(1, 2)
    for people in alone[:1]:
        [claim] = aid.begins(people, "MX", {"entry_mx": CARAVAN})
        aid.does(AskLawyer(claim=claim, question="deadline"))
    for people in alone[1:]:
        [claim] = aid.begins(people, "MX", {"entry_mx": LATER})
        paper = aid.paper(claim, printed="2018-12-04", day="2018-12-10")
        aid.hands_over(claim, paper)
    for people in aid.families(2, 1):
        claims = aid.begins(people, "MX", {"entry_mx": LATER})
        for claim, day in zip(claims, ("2018-12-11", "2018-12-12"), strict=True):
            aid.paper(claim, printed="2018-12-05", day=day)


def _second(aid: _Aid) -> None:
    """6 December: two days of one family are put together; another paper names another day for an appointment."""
    for claim, paper in aid.claims(date(2018, 12, 12)):
        now = aid.paper(claim, printed="2018-12-06", day="2018-12-11")
        aid.does(Reset(claim=claim, paper=paper, now=now, by="asked"))
    for claim, paper in aid.claims(date(2018, 12, 11)):
        aid.hands_over(claim, paper)
    for claim, _paper in aid.claims(date(2018, 12, 10))[:1]:
        aid.paper(claim, printed="2018-12-06", day="2018-12-13")
        aid.does(AskLawyer(claim=claim, question="paper"))


def _third(aid: _Aid) -> None:
    """7 December: a lawyer has asked the office, and says which paper counts; and that a late claim may be filed."""
    said = {"paper": "La oficina confirma el 13.", "deadline": "Se puede pedir una excepción por escrito."}
    for question, claim, about in aid.db.all(
        "SELECT q.id, q.claim, q.about FROM claims_question q JOIN claims_claim c ON c.id=q.claim "
        "JOIN registry_person p ON p.id=c.person WHERE q.state='open' AND p.state='here' ORDER BY q.seq"
    ):
        words = said.get(about, "")
        aid.does(
            LawyerSaid(
                claim=claim, question=question, answer="go_on", lawyer="Licenciada Ejemplo", words=words
            )
        )
    for claim, paper in aid.claims(date(2018, 12, 13))[:1]:
        aid.does(MarkValid(claim=claim, paper=paper, because="lawyer_checked"))
        aid.hands_over(claim, paper)


_DAYS: dict[date, Callable[[_Aid], None]] = {
    TODAY: _first,
    date(2018, 12, 6): _second,
    date(2018, 12, 7): _third,
}
