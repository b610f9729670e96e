"""What must not be overlooked: computed anew from the tables at every look, so that an alarm stands from the day it is true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.rooms.registry.models import Person
from ventanilla.web.told import short_day

from . import law
from .reads import ClaimSeen
from .together import family_code
from .words import ABOUT, ARRIVED, TO_A_PERSON

SOON, NOTICE_DAYS, ADDRESS = 30, 7, 5
"""Days before a deadline, days before a hearing whose notice has not reached anybody, claims at one address."""


@dataclass(frozen=True)
class Alarm:
    """One thing to see to. ``sharp``: today or overdue."""

    kind: str
    household: str
    claim: str
    name: str
    words: str
    sharp: bool = False
    day: date | None = None


def alarms(claims: Iterable[ClaimSeen], today: date) -> list[Alarm]:
    """Every alarm, the sharp ones first."""
    claims = list(claims)
    found = [one for claim in claims for one in _of_claim(claim, today)]
    found += [*_families(claims, today), *_addresses(claims)]
    return sorted(found, key=lambda one: (not one.sharp, one.day or date.max, one.kind, one.claim))


@dataclass(frozen=True)
class AtOne:
    """The alarms of one household, or of an address that many share (``household`` is empty then).

    ``now`` and ``later``: those for today and the others, each with all whom the same sentence is about.
    """

    household: str
    names: list[str]
    alarms: list[Alarm]

    @property
    def now(self) -> list[list[Alarm]]:
        """What is for today."""
        return _same([one for one in self.alarms if one.sharp])

    @property
    def later(self) -> list[list[Alarm]]:
        """What is not for today."""
        return _same([one for one in self.alarms if not one.sharp])

    @property
    def alone(self) -> bool:
        """Whether all of them are about one claim of one person, so that no name needs to be repeated."""
        return len(self.names) == 1 and len({one.claim for one in self.alarms}) == 1


def _same(found: Iterable[Alarm]) -> list[list[Alarm]]:
    together: dict[tuple[str, date | None], list[Alarm]] = {}
    for one in found:
        together.setdefault((one.words, one.day), []).append(one)
    return list(together.values())


def by_household(found: Iterable[Alarm], claims: Iterable[ClaimSeen]) -> list[AtOne]:
    """Alarms by household, in the order of the first alarm of each."""
    names: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.name not in names[claim.person.household]:
            names[claim.person.household].append(claim.name)
    gathered: dict[str, list[Alarm]] = {}
    for one in found:
        gathered.setdefault(one.household, []).append(one)
    return [AtOne(household, names[household], some) for household, some in gathered.items()]


def _of_claim(seen: ClaimSeen, today: date) -> Iterator[Alarm]:
    def say(kind: str, words: str, sharp: bool = False, day: date | None = None) -> Alarm:
        return Alarm(kind, seen.person.household, seen.row.id, seen.name, words, sharp, day)

    for stand in seen.doubts:
        yield say("paper", _(stand.why), True, min(one.day for one in stand.apart))
    asked = {one.state for one in seen.questions if one.about == "deadline"}
    for due in seen.dues:
        if due.left <= SOON and not due.due.opens and not (due.late and asked and "open" not in asked):
            sharp = due.left <= 3 and not (due.late and asked)
            yield say("deadline", _deadline(due.left, due.due.title), sharp, due.last)
    for one in seen.open_questions:
        words = _("A lawyer was asked, and has not answered yet: {question}").format(
            question=_(ABOUT[one.about])
        )
        yield say("question", words, False, one.day)
    if seen.open:
        if seen.row.changed_seq > seen.row.told_seq:
            yield say(
                "told",
                _("The rules answer otherwise about the way of this claim than before. Tell them."),
                True,
            )
        yield from _hearings(seen, today, say)
        if seen.row.track_by == "rule" and seen.row.track_code in TO_A_PERSON:
            yield say(
                "track",
                _("The rule leaves the way of this claim to a person. Nobody has written it down yet."),
            )
        if seen.row.track_by not in ("", "rule") and seen.row.track_code not in ("", *TO_A_PERSON):
            yield say(
                "against",
                _(
                    "A person decided about the way of this claim where the rule gives an answer. Ask a lawyer."
                ),
            )


def _deadline(left: int, title: str) -> str:
    if left < 0:
        return ngettext("{title}: over since {n} day. Ask a lawyer for an exception.", "{title}: over since {n} days. Ask a lawyer for an exception.", -left).format(title=title, n=-left)  # fmt: skip
    if left == 0:
        return _("{title}: today is the last day.").format(title=title)
    return ngettext("{title}: {n} day left.", "{title}: {n} days left.", left).format(title=title, n=left)


def _hearings(seen: ClaimSeen, today: date, say) -> Iterator[Alarm]:
    reached = {one.paper for one in seen.notices if one.state in ARRIVED}
    posted = {one.paper for one in seen.notices if one.state in ("posted", "message")}
    for stand in seen.stands:
        paper = stand.counts
        if not paper:
            continue
        days = (paper.day - today).days
        if seen.row.track == "remain" and (to := law.moved(paper.day, today, seen.row.place)):
            yield say("moved", _("By a rule this hearing is now on {day}. Write down the new day and tell them.").format(day=short_day(to)), True, paper.day)  # fmt: skip
        if paper.missed:
            yield say("missed", _("A hearing was missed on {day} and is not re-set. See a lawyer at once.").format(day=short_day(paper.day)), True, paper.day)  # fmt: skip
        elif 0 <= days <= NOTICE_DAYS and paper.id not in reached:
            words = _("The notice was sent, and has not reached them: {day}.") if paper.id in posted else _("No notice has reached them: {day}.")  # fmt: skip
            yield say("notice", words.format(day=short_day(paper.day)), days <= 2, paper.day)
        elif days < 0 and not paper.held:
            yield say("past", _("The day on the paper is over ({day}). Write down what happened.").format(day=short_day(paper.day)), False, paper.day)  # fmt: skip


def _families(claims: list[ClaimSeen], today: date) -> Iterator[Alarm]:
    together: dict[str, list[ClaimSeen]] = defaultdict(list)
    for one in claims:
        together[one.person.household].append(one)
    members: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(household__in=list(together), state="here"):
        members[person.household].append(person)
    for household, family in together.items():
        still = [one for one in family if one.open]
        yield from (
            one
            for one in (
                _days_apart(household, still),
                _ways_apart(household, family),
                _laws(household, still, members[household], today),
            )
            if one
        )


def _days_apart(household: str, family: list[ClaimSeen]) -> Alarm | None:
    days = {tuple(one.days) for one in family if one.days}
    if len(days) < 2:
        return None
    first = min(day for some in days for day in some)
    return Alarm("days", household, family[0].row.id, "", _("Members of one family have hearings on different days. Ask the court to put them together."), True, first)  # fmt: skip


def _ways_apart(household: str, family: list[ClaimSeen]) -> Alarm | None:
    ends = {one.row.track for one in family if one.open and one.row.track and one.row.country == "US"}
    gone = any(one.row.state in ("removed", "returned") for one in family) and any(one.open for one in family)
    if len(ends) < 2 and not gone:
        return None
    return Alarm(
        "apart",
        household,
        family[0].row.id,
        "",
        _("Members of one family go different ways. A lawyer is asked first."),
        True,
    )


def _laws(household: str, family: list[ClaimSeen], people: list[Person], today: date) -> Alarm | None:
    """A member under another law: one question to a lawyer. Found by what the rulebook answers, and by plain facts."""
    if not family or any(one.about == "law" for seen in family for one in seen.questions):
        return None
    codes: dict[str, set[str]] = defaultdict(set)
    for seen in family:
        for one in seen.answers:
            codes[one.ask].add(one.code)
    reasons = []
    if family_code(family, people, today) == "NEEDS_LAWYER":
        reasons.append(_("asked as one family, the rules do not treat its members alike"))
    nations = {one.nationality for one in people if one.nationality}
    turns = [one for one in people if one.birth_year == today.year - 18 and not one.adult_said]
    if any(len(some) > 1 for some in codes.values()):
        reasons.append(_("the rules answer differently"))
    reasons += [_("different nationalities")] if len(nations) > 1 else []
    reasons += [_("somebody turns 18 this year")] if turns else []
    if not reasons:
        return None
    words = _("One member may be under another law ({why}). Ask a lawyer one question.").format(
        why=", ".join(reasons)
    )
    return Alarm("law", household, family[0].row.id, "", words)


def _addresses(claims: list[ClaimSeen]) -> Iterator[Alarm]:
    used = Counter(one.row.address for one in claims if one.open and one.row.address)
    for mark, count in used.items():
        if count > ADDRESS:
            first = next(one for one in claims if one.row.address == mark)
            words = _(
                "{n} claims carry one and the same address. Ask whether papers sent there reach anybody."
            ).format(n=count)
            yield Alarm("address", "", first.row.id, "", words)
