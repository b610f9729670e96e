"""Taking over claims and hearings from a sheet: all of it or nothing, in two passes, through the same actions as the desk.

Whose a row is must be certain: the name as it stands in the registry, and the number where several have that name. The
first pass asks of every row whether the desk would refuse it; only where nothing is refused the second one writes, the
whole file in one durable step. If the power goes meanwhile, or something has changed since, nothing of it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.action import Action
from ventanilla.journal.action import Refused as ActionRefused
from ventanilla.journal.clock import day_at
from ventanilla.journal.desk import Actor, Desk
from ventanilla.journal.entry import Drafts
from ventanilla.journal.reader import Reader
from ventanilla.journal.sql import Db
from ventanilla.rooms.claims.actions import Intention, WritePaper
from ventanilla.rooms.registry.headings import fold
from ventanilla.rooms.registry.sheet import Refused, write_refused
from ventanilla.rooms.registry.sheet_file import read

from .claims_rows import VOCABULARY, ClaimLine, lines
from .folder import Office
from .load_rows import Odd


@dataclass
class Found:
    """What a sheet of claims holds: rows, new claims, papers, and every row that cannot be loaded."""

    rows: int = 0
    claims: int = 0
    papers: int = 0
    refused: list[Refused] = field(default_factory=list)


class PaperOfRow(Action):
    """A row's paper: which claim it belongs to is known only when its turn has come, for the same file may begin it."""

    person: str
    country: str
    paper: dict[str, Any]

    def decide(self, desk: Desk) -> Drafts:
        return WritePaper(claim=claim_of(desk.db, self.person, self.country), **self.paper).decide(desk)


def claim_of(db: Db, person: str, country: str) -> str:
    """The open claim of a person in a country, or empty."""
    sql = "SELECT id FROM claims_claim WHERE person=? AND country=? AND state IN ('open', 'appealed')"
    row = db.one(sql, (person, country))
    return row[0] if row else ""


class ClaimsLoad:
    """One sheet of claims on its way into an office."""

    def __init__(self, office: Office, path: Path, actor: Actor) -> None:
        self.office, self.path, self.actor = office, path, actor
        self.today = day_at(office.clock.now(), office.zone)
        self.sheet = read(path, known_as=VOCABULARY)
        self._key = f"claims-{sha256(path.read_bytes()).hexdigest()[:20]}"
        self.people = self._people()

    def known(self) -> bool:
        """Whether this very file was loaded before, in whole or in part."""
        sql = "SELECT 1 FROM journal_entry WHERE NOT (once='') AND once LIKE ? LIMIT 1"
        return bool(self.office.db.one(sql, (f"{self._key}-%",)))

    def check(self) -> Found:
        """Read everything and say what loading would do; nothing is written."""
        found, desk, begun = Found(), self.office.ledger.peek(self.actor), set[tuple[str, str]]()
        for line in lines(self.sheet, self.today):
            found.rows += 1
            person = self._person(line)
            if not line.faults:
                self._try(desk, line, person, begun, found)
            found.refused += [self._refused(line, *fault) for fault in line.faults]
        return found

    def load(self) -> int:
        """Load what :meth:`check` found clean, in one step; how many papers and claims are new.

        Raises:
            Refused: the role may not do it, or something changed meanwhile. Nothing was written.
        """
        self._allowed()
        wishes = list(self._wishes())
        steps = self.office.ledger.perform_all(wishes, chunk=len(wishes) + 1)
        return sum(entry.kind.startswith("claims.") for step in steps for entry in step)

    def _allowed(self) -> None:
        if self.actor.role not in Intention.roles & WritePaper.roles:
            raise ActionRefused(_("Your role does not allow this. Legal aid loads claims."))

    def _wishes(self) -> Iterator[tuple[Action, Actor, str]]:
        begun: set[tuple[str, str]] = set()
        for n, line in enumerate(lines(self.sheet, self.today), 1):
            key = (self._person(line), line.country)
            if key not in begun and not claim_of(self.office.db, *key):
                begun.add(key)
                wish = Intention(person=key[0], country=line.country, since=line.since)  # type: ignore[arg-type]
                yield wish, self.actor, f"{self._key}-{n}c"
            if line.paper:
                yield (
                    PaperOfRow(person=key[0], country=key[1], paper=line.paper),
                    self.actor,
                    f"{self._key}-{n}p",
                )

    def write_refused(self, out: Path, refused: list[Refused]) -> int:
        """Write refused rows to a new file, readable by its owner alone; rows written."""
        return write_refused(out, refused, self.sheet.headings.titles)

    # --- whose is it ---------------------------------------------------------------------------------------------
    def _people(self) -> dict[str, list[tuple[str, str]]]:
        """Folded name -> (person, household) of everybody who is here."""
        rows = self.office.db.all(
            "SELECT id, household, identity_seq FROM registry_person WHERE state='here'"
        )
        said = Reader(self.office.db, self.office.keys).parts(
            [(seq, one) for one, _household, seq in rows if seq]
        )
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one, household, _seq in rows:
            for form in {fold(said.get(one, {}).get(key) or "") for key in ("name", "name_paper")} - {""}:
                found[form].append((one, household))
        return found

    def _person(self, line: ClaimLine) -> str:
        found = self.people.get(fold(line.name), [])
        if line.number is not None:
            sql = "SELECT household FROM line_ticket WHERE number<=? AND last_number>=?"
            holding = {row[0] for row in self.office.db.all(sql, (line.number, line.number))}
            found = [one for one in found if one[1] in holding]
        if len(found) == 1:
            return found[0][0]
        if line.name:
            sentence = (
                "Several people have this name. Write their number on the list too."
                if found
                else "Nobody of this name is registered, or not with this number. Register them first, or correct the name."
            )
            line.faults.append(("number" if found else "name", line.name, sentence))
        return ""

    # --- as the desk would -----------------------------------------------------------------------------------------
    def _try(
        self, desk: Desk, line: ClaimLine, person: str, begun: set[tuple[str, str]], found: Found
    ) -> None:
        """Ask each action whether it would refuse; a claim that the row itself begins is taken as begun."""
        claim, key = claim_of(self.office.db, person, line.country), (person, line.country)
        try:
            if not claim and key not in begun:
                Intention(person=person, country=line.country, since=line.since).decide(desk)  # type: ignore[arg-type]
                begun.add(key)
                found.claims += 1
            if line.paper:
                WritePaper(claim=claim or "C" * 20, **line.paper).days(desk)
                found.papers += 1
        except ActionRefused as refused:
            line.faults.append((refused.field, "", refused.sentence))

    def _refused(self, line: ClaimLine, name: str, cell: str, sentence: str) -> Refused:
        title = self.sheet.headings.found.get(name, "")
        return Odd(line.row.line, name, title, cell, "", {"sentence": sentence}, tuple(line.row.cells))
