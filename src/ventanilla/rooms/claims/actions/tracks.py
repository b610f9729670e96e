"""Which way a claim goes: what the rulebook answers, kept with the book that answered, and what a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Discreet, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import CLAIM, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words

from .. import law, readings
from ..words import DECIDERS, PRINTED, TO_A_PERSON, TOLD, TRACKS
from .common import ClaimRow, Language, OnClaim, SeldomSealed, open_claim, sealed, unsealed, was
from .family import may_part

TrackName = Literal["queue", "inside", "remain", "mexico"]


def asked(
    desk: Desk, claim: ClaimRow, facts: Mapping[str, Any], ors: Mapping[str, str], *, kept: bool = False
) -> Drafts:
    """The entries of asking: the book where the journal does not hold it yet, an answer a question, and the track.

    ``kept``: an entry of the same action keeps the book already.
    """
    today = desk.today()
    cards = readings.readings(facts, ors, readings.ages_on(today, claim.born, claim.born_kind))
    questions = law.TRACK[claim.country] + (law.BARS if claim.country == "US" else ())
    replies = {one: law.ask(one, cards, today.isoformat(), claim.place) for one in questions}
    drafts = [] if kept else BookKept.drafts(desk)
    drafts += [Answered.draft(claim, reply, cards, today) for reply in replies.values()]
    return [*drafts, TrackByRule.draft(claim, replies, facts, today)]


class BookKept(Discreet):
    """A book that decides for the first time in this office, as data: so that its answers can be derived again."""

    kind: ClassVar[str] = "claims.book"
    title: ClassVar[str] = N_("A rulebook was kept")

    @classmethod
    def drafts(cls, desk: Desk) -> Drafts:
        """The entry that keeps today's book, or none where it is kept."""
        book = law.book_hash()
        if desk.db.one("SELECT 1 FROM claims_book WHERE hash=?", (book,)):
            return []
        return [Draft(cls.kind, "", {"hash": book, "book": law.book_data()})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.insert("claims_book", "hash, seq", (entry.body["hash"], entry.seq))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The rulebook {hash} was kept, because it decides from now on.").format(
            hash=entry.body["hash"][:12]
        )


class Answered(OnClaim):
    """That the rulebook answered about one claim, on a day, with a book. Question, answer, rules and facts are sealed."""

    kind: ClassVar[str] = "claims.answered"
    title: ClassVar[str] = N_("The rulebook answered")
    roles: ClassVar[set[Role]] = set()

    @classmethod
    def draft(
        cls, claim: ClaimRow, reply: law.Reply, cards: readings.Cards, today: date, known: str = ""
    ) -> Draft:
        """The entry of one answer."""
        body = {**claim.body, "book": reply.book, "day": today.isoformat()}
        said = {
            "ask": reply.ask, "code": reply.code, "rules": list(reply.rules), "checked": reply.checked,
            "asked_at": claim.place, "known": known, "cards": cards,
        }  # fmt: skip
        return Draft(cls.kind, claim.person, body, [Part(claim.person, CLAIM, said)])

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b, said = entry.body, unsealed(entry)
        if said:
            tables.put(
                "claims_answer", "claim, ask", (b["claim"], said["ask"]), "code, day, place, checked, book, seq",
                (said["code"], b["day"], said["asked_at"], said["checked"], b["book"], entry.seq),
            )  # fmt: skip

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The rulebook answered a question about a claim.")


class TrackByRule(OnClaim):
    """The track as the rules give it; empty where they leave it to a person."""

    kind: ClassVar[str] = "claims.track_by_rule"
    title: ClassVar[str] = N_("The rules were asked for the way of a claim")
    roles: ClassVar[set[Role]] = set()

    @classmethod
    def draft(
        cls, claim: ClaimRow, replies: Mapping[str, law.Reply], facts: Mapping[str, Any], today: date
    ) -> Draft:
        """The entry that says which way the rules give."""
        codes = {one: reply.code for one, reply in replies.items()}
        track, code = track_of(claim.country, codes, facts)
        body = {**claim.body, "day": today.isoformat()}
        return Draft(cls.kind, claim.person, body, sealed(claim.person, track=track, code=code))

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        said = unsealed(entry)
        track, code = said.get("track", ""), said.get("code", "")
        tables.run(  # what a person decided outranks every rule
            "UPDATE claims_claim SET changed_seq=CASE WHEN track_code NOT IN ('', ?) THEN ? ELSE changed_seq END, "
            "track_code=?, track=CASE WHEN track_by IN ('', 'rule') THEN ? ELSE track END, "
            "track_seq=CASE WHEN track_by IN ('', 'rule') THEN ? ELSE track_seq END, "
            "track_by=CASE WHEN track_by='' THEN 'rule' ELSE track_by END WHERE id=?",
            (code, entry.seq, code, track, entry.seq, entry.body["claim"]),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The rules were asked for the way of a claim.")


def track_of(country: str, codes: Mapping[str, str], facts: Mapping[str, Any]) -> tuple[str, str]:
    """(track, code) that answers give: the track is empty where they leave it to a person, and the code says why."""
    if country == "MX":
        code = codes["mx_refuge_in_time"]
        return ("mexico", code) if code == "YES" else ("", code)
    returns = codes["mpp_return"]
    if returns in TO_A_PERSON:
        return "", returns
    if facts.get("entry"):
        return "inside", returns
    if facts.get("manner", "port") == "port":
        return ("queue", codes["port_takes_claim"]) if codes["port_takes_claim"] == "WAIT" else ("", codes["port_takes_claim"])  # fmt: skip
    return "", "UNKNOWN"


class AskTrack(OnClaim):
    """Asks the rulebook again: after a rule changed, or on a later day."""

    kind: ClassVar[str] = "claims.ask_again"
    own: ClassVar[bool] = False
    title: ClassVar[str] = N_("Ask the rulebook again")
    help: ClassVar[str] = N_(
        "With the facts that were written down, as the law stands today. The earlier answer stays in the journal."
    )
    done: ClassVar[str] = N_("The rulebook has answered.")

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        row = desk.db.one("SELECT seq FROM claims_card WHERE person=?", (claim.person,))
        said = desk.reader.parts([(row[0], claim.person)], CLAIM).get(claim.person) if row else None
        if not said:
            raise Refused(_("No facts are written down yet. Write them down first."), "claim")
        return asked(desk, claim, said["card"], said["or"])


class DecideTrack(OnClaim):
    """Which way a claim goes, as somebody decided it. It outranks the rule, and both stay visible."""

    kind: ClassVar[str] = "claims.track"
    title: ClassVar[str] = N_("Write down who decided which way a claim goes")
    help: ClassVar[str] = N_(
        "Where the rule leaves it to an officer, a judge or a lawyer. A way that parts a family asks a lawyer first."
    )
    done: ClassVar[str] = N_("The way of the claim is written down.")

    track: Annotated[TrackName, Words(TRACKS), Field(title=N_("Which way"))]
    by: Annotated[
        Literal["us_officer", "mx_officer", "judge", "lawyer"],
        Words(DECIDERS),
        Field(title=N_("Who decided")),
    ]
    day: Annotated[date | None, Rarely(), Field(title=N_("Decided on"), description=N_("Empty: today."))] = (
        None
    )
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        if (self.track == "mexico") != (claim.country == "MX"):
            raise Refused(_("This way belongs to a claim in the other country."), "track")
        row = desk.db.one("SELECT track_by, track_code FROM claims_claim WHERE id=?", (claim.id,))
        if row and row[0] == "rule" and row[1] not in TO_A_PERSON and not self.words:
            raise Refused(
                _("The rule gives an answer here. Write in words why it went another way."), "words"
            )
        may_part(desk, claim, "track", self.track)
        said = sealed(
            claim.person, track=self.track, decider=self.by, on=was(desk, self.day, "day"), words=self.words
        )
        return [Draft(self.kind, claim.person, claim.body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        said = unsealed(entry)
        tables.run(
            "UPDATE claims_claim SET track=?, track_by=?, track_seq=? WHERE id=?",
            (said.get("track", ""), said.get("decider", ""), entry.seq, entry.body["claim"]),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody decided which way a claim goes.")


class ToldChange(OnClaim):
    """The person was told what a change of the rules means for their claim."""

    kind: ClassVar[str] = "claims.told"
    title: ClassVar[str] = N_("Write down that they were told of a rule change")
    help: ClassVar[str] = N_(
        "Who was told, how, and in which language. A message that was sent has not been heard yet."
    )

    how: Annotated[Literal["said", "read_back", "message"], Words(TOLD), Field(title=N_("How"))] = "said"
    language: Annotated[Language, Words(PRINTED), Field(title=N_("In which language"))] = "es"

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        body = {**claim.body, "day": desk.today().isoformat()}
        return [
            Draft(self.kind, claim.person, body, sealed(claim.person, told=self.how, language=self.language))
        ]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        if unsealed(entry).get("told", "message") != "message":
            tables.run("UPDATE claims_claim SET told_seq=? WHERE id=?", (entry.seq, entry.body["claim"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("It was written down whether they were told of a rule change.")
