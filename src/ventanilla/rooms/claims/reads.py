"""What pages and other rooms read of claims: families together, papers as they stand, facts only where they may be opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.entry import CLAIM
from ventanilla.journal.reader import Reader
from ventanilla.rooms.registry.models import Person
from ventanilla.rooms.registry.words import PRINTED_IN

from . import law, readings
from .models import Answer, Asked, Card, Claim, Deadline, Notice, Paper, Question
from .standing import Stand, stands
from .where import NAMES
from .words import OPEN


@dataclass(frozen=True)
class DueSeen:
    """A deadline at the desk: as computed, as a lawyer corrected it (which counts), and the days left."""

    due: law.Due
    corrected: date | None
    left: int

    @property
    def last(self) -> date:
        """The day that counts."""
        return self.corrected or self.due.last

    @property
    def late(self) -> bool:
        """Whether it is over. Due today is not late."""
        return self.left < 0


@dataclass(frozen=True)
class ClaimSeen:
    """One claim with everything that stands in tables, and what was opened of its facts."""

    row: Claim
    person: Person
    name: str
    papers: list[Paper]
    notices: list[Notice]
    answers: list[Answer]
    questions: list[Question]
    stands: list[Stand]
    dues: list[DueSeen] = field(default_factory=list)
    facts: dict[str, Any] | None = None
    ors: dict[str, Any] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether something may still come."""
        return self.row.state in OPEN

    @property
    def language(self) -> str:
        """The first of the person's languages that notices are printed in; else Spanish."""
        return next((PRINTED_IN[one] for one in self.person.languages.split() if one in PRINTED_IN), "es")

    @property
    def days(self) -> list[date]:
        """The days that papers name now: one, or several where they contradict one another."""
        found = {one.day for s in self.stands for one in ([s.counts] if s.counts else s.apart)}
        return sorted(found)

    def next(self, today: date) -> date | None:
        """The next day on which something is due: a day that papers name, or the last day of a deadline."""
        coming = [day for day in self.days if day >= today]
        return min(coming + [one.last for one in self.dues if not one.due.opens], default=None)

    @property
    def doubts(self) -> list[Stand]:
        """Where a lawyer must say which paper counts."""
        return [one for one in self.stands if one.doubt]

    @property
    def open_questions(self) -> list[Question]:
        """What a lawyer has not answered yet."""
        return [one for one in self.questions if one.state == "open"]

    def cards(self, today: date) -> readings.Cards:
        """Every reading of the opened facts on a day."""
        ages = readings.ages_on(today, self.person.birth_year, self.person.birth_kind)
        return readings.readings(self.facts or {}, self.ors, ages)


def claims_of(office: Any, household: str, today: date) -> list[ClaimSeen]:
    """The claims of a family, in the order of its members."""
    people = Person.objects.filter(household=household, state="here")
    return _seen(office, people, Claim.objects.filter(person__in=[one.id for one in people]), today)


def begun(people: Iterable[str]) -> dict[str, list[str]]:
    """That there are claims, by person: all that colleagues who are not legal aid may see."""
    found: dict[str, list[str]] = defaultdict(list)
    for person, claim in (
        Claim.objects.filter(person__in=list(people)).order_by("id").values_list("person", "id")
    ):
        found[person].append(claim)
    return found


def claim_seen(office: Any, claim: str, today: date) -> ClaimSeen | None:
    """One claim of somebody who is not forgotten, or None."""
    return claims_seen(office, [claim], today).get(claim)


def claims_seen(office: Any, claims: Iterable[str], today: date) -> dict[str, ClaimSeen]:
    """Claims by their pseudonyms, of those who are not forgotten."""
    rows = Claim.objects.filter(id__in=list(claims))
    people = Person.objects.filter(id__in=rows.values("person")).exclude(state="forgotten")
    return {one.row.id: one for one in _seen(office, people, rows, today)}


def open_claims(office: Any, today: date) -> list[ClaimSeen]:
    """Every claim of those who are here, also where it has ended; of those who left only where a lawyer is still asked."""
    here = Person.objects.filter(state="here", id__in=Claim.objects.values("person"))
    rows = Claim.objects.filter(person__in=here.values("id"))
    asked = Claim.objects.filter(id__in=Question.objects.filter(state="open").values("claim"))
    gone = Person.objects.filter(id__in=asked.values("person")).exclude(state__in=("here", "forgotten"))
    return _seen(office, [*here, *gone], [*rows, *asked.filter(person__in=gone.values("id"))], today)


def _seen(office: Any, people: Iterable[Person], rows: Iterable[Claim], today: date) -> list[ClaimSeen]:
    persons = {one.id: one for one in people}
    claims = sorted((one for one in rows if one.person in persons), key=lambda one: (one.person, one.id))
    ids = [one.id for one in claims]
    names = names_of(office, persons.values())
    papers, notices = _by_claim(Paper, ids), _by_claim(Notice, ids)
    answers, questions, fixed = _by_claim(Answer, ids), _by_claim(Question, ids), _by_claim(Deadline, ids)
    facts = opened(office, persons)
    found = []
    for one in claims:
        said = facts.get(one.person)
        seen = ClaimSeen(
            one, persons[one.person], names[one.person], papers[one.id], notices[one.id], answers[one.id],
            questions[one.id], stands(one, papers[one.id]), [], said.get("card") if said else None, said.get("or", {}) if said else {},
        )  # fmt: skip
        if seen.facts is not None and seen.open:
            seen.dues.extend(dues(seen, fixed[one.id], today))
        found.append(seen)
    return found


def opened(office: Any, persons: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The sealed facts of people, of those whose key is still there."""
    cards = Card.objects.filter(person__in=list(persons)).values_list("seq", "person")
    found = Reader(office.db, office.keys).parts(cards, CLAIM)
    return {person: said for person, said in found.items() if "card" in said}


def dues(seen: ClaimSeen, fixed: list[Deadline], today: date) -> list[DueSeen]:
    """The deadlines of a claim, the earliest first. A lawyer's correction counts before what is computed."""
    corrected = {one.term: one.last for one in fixed}
    found = []
    for due in law.dues(seen.cards(today), seen.row.country):
        if (
            not due.opens and seen.facts and seen.facts.get("filed")
        ):  # kept: what was filed late is a question of its own
            continue
        last = corrected.get(due.term)
        found.append(DueSeen(due, last, ((last or due.last) - today).days))
    return sorted(found, key=lambda one: one.last)


def _by_claim(model: Any, ids: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in model.objects.filter(claim__in=ids).order_by("seq"):
        found[one.claim].append(one)
    return found


@dataclass(frozen=True)
class Asking:
    """What a person asked by themselves and has not taken back; ``words`` as they said it."""

    topic: str
    day: date
    words: str


def asked(office: Any, people: Iterable[str]) -> dict[str, list[Asking]]:
    """The open questions of people, opened, by person."""
    reader, found = Reader(office.db, office.keys), defaultdict(list)
    for one in Asked.objects.filter(person__in=list(people), back=None).order_by("seq"):
        said = reader.parts([(one.seq, one.person)], CLAIM).get(one.person, {})
        found[one.person].append(Asking(one.topic, one.day, said.get("words", "")))
    return found


def names_of(office: Any, people: Iterable[Person]) -> dict[str, str]:
    """What people are called, as they said it."""
    people = list(people)
    said = Reader(office.db, office.keys).parts(
        [(one.identity_seq, one.id) for one in people if one.identity_seq]
    )
    forms = ((one.id, said.get(one.id, {})) for one in people)
    return {
        id_: form.get("name") or form.get("name_paper") or _("a person without a written name")
        for id_, form in forms
    }


def hearings(day: date) -> list[Paper]:
    """The papers that name a day, in the order of their hours; re-set ones left out."""
    return list(Paper.objects.filter(day=day).exclude(state="reset").order_by("utc", "id"))


def hearing_days(first: date, days: int = 60) -> list[date]:
    """The days on which there are hearings, from one on."""
    rows = Paper.objects.filter(day__range=(first, first + timedelta(days))).exclude(state="reset")
    return sorted(set(rows.values_list("day", flat=True)))


@dataclass(frozen=True, order=True)
class Named:
    """A day that a household's papers name, for its own page: which member it is about is not said there."""

    day: date
    hour: str
    place: str
    doubt: bool


def named(household: str) -> list[Named]:
    """The days that the papers of a household name, those that contradict one another side by side."""
    people = Person.objects.filter(household=household, state="here").values("id")
    claims = list(Claim.objects.filter(person__in=people))
    papers = _by_claim(Paper, [one.id for one in claims]) if claims else {}
    found = set()
    for one in claims:
        for stand in stands(one, papers[one.id]):
            for paper in (stand.counts,) if stand.counts else stand.apart:
                found.add(Named(paper.day, paper.hour, _place(paper), stand.doubt))
    return sorted(found)


def _place(paper: Paper) -> str:
    return NAMES[paper.place] if paper.place != "other" else ""
