"""How a claim can end: what each ending closes and leaves open, said before it is chosen.

Written from memory and read by no lawyer: every sentence is shown with that remark.
"""

from __future__ import annotations

from dataclasses import dataclass

from ventanilla.journal.words import N_


@dataclass(frozen=True)
class Ending:
    """One ending: its words, what it closes, what stays open, and whether it can be undone."""

    words: str
    closes: str
    open: str
    undone: str


DECISIONS = {
    "relief": Ending(
        N_("protection was given"),
        N_("Closes nothing."),
        N_("The family may be able to follow. Ask a lawyer about the day until when."),
        N_("The government may appeal."),
    ),
    "denied": Ending(
        N_("refused by a judge or office"),
        N_("Closes this claim, unless an appeal is filed in time."),
        N_("An appeal; and protection against torture or a threat to life may be looked at apart."),
        N_("By an appeal, in a short time that the paper names."),
    ),
    "dismissed": Ending(
        N_("closed without a decision on the claim"),
        N_("Closes this case, not the right to ask."),
        N_("A new claim, if the time for it is not over."),
        N_("Ask a lawyer whether it can be opened again."),
    ),
    "in_absentia": Ending(
        N_("ordered removed because nobody came"),
        N_("Closes this claim, and other ways for years."),
        N_(
            "It may be opened again where the notice never came, or for an exceptional reason, within a time."
        ),
        N_("By asking the same court to open it again. See a lawyer at once."),
    ),
    "withdrawn": Ending(
        N_("withdrawn by the person"),
        N_("Closes this claim. A later claim may be looked at as late."),
        N_("Another country's procedure."),
        N_("Often not. Ask a lawyer before."),
    ),
}
REMOVAL = Ending(
    N_("removed by a government"),
    N_("Closes the way back for years, and a return without permission is a crime."),
    N_("Protection against a threat to life or torture, after an interview."),
    N_("Only by a judge. See a lawyer at once."),
)
GOING_HOME = Ending(
    N_("goes home by own wish"),
    N_("The claim ends. Who goes home may be believed less in a later claim."),
    N_("A claim in another country, and a new claim with new reasons."),
    N_("Until the journey begins you can say no at any time, and nothing happens."),
)
NOT_CHECKED = N_("No lawyer has checked this sentence.")
