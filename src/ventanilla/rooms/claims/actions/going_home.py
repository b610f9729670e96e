"""Going home by own wish: only ever as an answer to a person's own question, one person at a time."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Drafts
from ventanilla.journal.words import N_

from .common import OnClaim, Sealed, Told, open_claim, was
from .ends import Day, Standing
from .family import may_go_home
from .questions import asks


class ReturnHome(OnClaim):
    """Somebody goes home by their own wish: only ever as an answer to their own question, one person at a time."""

    kind: ClassVar[str] = "claims.return_home"
    own: ClassVar[bool] = False
    title: ClassVar[str] = N_("Write down that somebody goes home by own wish")
    help: ClassVar[str] = N_(
        "Only as an answer to their own question. Read to them first: the claim ends, and who goes home may be believed less in a later "
        "claim. A claim in another country stays open. Until the journey begins they can say no, and nothing happens."
    )
    done: ClassVar[str] = N_("Written down. They can still say no until the journey begins.")

    told: Told = False
    ground: Sealed = ""
    day: Day = None

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        if not asks(desk, claim.person, "home"):
            raise Refused(_("This person has not asked about going home. Nobody may propose it: it can only answer their own question."), "claim")  # fmt: skip
        if not self.told:
            raise Refused(
                _("First read to them what going home closes and what stays open, in their language."), "told"
            )
        may_go_home(desk, claim, "claim")
        return [Standing.draft(claim, "returned", was(desk, self.day, "day"), ground=self.ground)]
