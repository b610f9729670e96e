"""Rules that move dates: the new day is computed, and who was told of it is seen from the notices."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_

from .. import law
from ..hours import instant
from .common import OnClaim, open_claim, sealed, unsealed
from .papers import PaperId, make_valid, paper_of, put_paper
from .tracks import BookKept


class MovedByRule(OnClaim):
    """A rule moves a hearing: the new day is computed and stands as a paper of its own, and counts."""

    kind: ClassVar[str] = "claims.moved"
    title: ClassVar[str] = N_("Move a hearing as a rule says")
    help: ClassVar[str] = N_(
        "The new day is computed here; the court decides. Then make a notice and hand it over."
    )
    done: ClassVar[str] = N_("The new day stands beside the paper. Make a notice from it and hand it over.")

    paper: PaperId

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        old = paper_of(desk, claim, self.paper)
        new = law.moved(date.fromisoformat(old["day"]), desk.today(), claim.place) if old["day"] else None
        if old["state"] == "reset" or claim.track != "remain" or not new:
            raise Refused(_("No rule that stands today moves this hearing."), "paper")
        kept = BookKept.drafts(desk)
        body = {
            **claim.body, "paper": desk.new_id("N", len(kept)), "old": self.paper, "received": desk.today().isoformat(),
            "book": law.book_hash(),
        }  # fmt: skip
        utc = instant(new, old["hour"], old["zone"], "paper") if old["hour"] else ""
        said = sealed(
            claim.person, hearing=new.isoformat(), hour=old["hour"], zone=old["zone"], place=old["place"],
            utc=utc, rules=list(law.MOVES),
        )  # fmt: skip
        return [*kept, Draft(self.kind, claim.person, body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        put_paper(tables, entry, {"what": "moved", "issuer": "rule", **unsealed(entry)})
        tables.run("UPDATE claims_paper SET state='reset', marked=0 WHERE id=?", (b["old"],))
        make_valid(tables, b["claim"], b["paper"], entry.seq)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A rule moved a hearing.")
