"""What goes from the tables of claims when a person is forgotten: every row that is theirs."""

from __future__ import annotations

from ventanilla.journal.sql import Tables
from ventanilla.rooms.registry.actions import clears

OF_A_CLAIM = ("claims_paper", "claims_notice", "claims_answer", "claims_question", "claims_deadline")
OF_A_PERSON = ("claims_claim", "claims_card", "claims_asked")


@clears
def forget_claims(tables: Tables, person: str) -> None:
    """Rows are taken out whole: their cells were opened from sealed parts, and a replay could not fill them again."""
    for table in OF_A_CLAIM:
        tables.run(
            f"DELETE FROM {table} WHERE claim IN (SELECT id FROM claims_claim WHERE person=?)", (person,)
        )
    for table in OF_A_PERSON:
        tables.run(f"DELETE FROM {table} WHERE person=?", (person,))
