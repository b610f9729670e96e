"""Small things that happen to waiting families, one a day, so that the demo's histories are not only calls.

No source counts them: who it happens to is drawn. Each goes through the action that a desk would use.
"""

from __future__ import annotations

from datetime import date
from random import Random

from ventanilla.journal.action import Action
from ventanilla.journal.sql import Db
from ventanilla.rooms.line.actions import AddMember, Left, Split
from ventanilla.rooms.registry.actions import ChangeContact, Member

_ADULTS = "(SELECT COUNT(*) FROM registry_person p WHERE p.household=t.household AND (p.birth_year IS NULL OR p.birth_year<2000))"
_MOTHER = "EXISTS (SELECT 1 FROM registry_person p WHERE p.household=t.household AND p.sex='f' AND p.birth_year BETWEEN 1978 AND 1999)"


def event(db: Db, list_id: str, luck: Random, day: date) -> list[tuple[Action, str]]:
    """What happens on a day: no or one action, and the login of who writes it down.

    A birth, somebody who goes on alone, another contact person, and families who leave, in turn.
    """
    what = (_born, _left, _parted, _contact, _left)[day.toordinal() % 5]
    return what(db, list_id, luck, day)


def _somebody(db: Db, list_id: str, luck: Random, more: str) -> tuple[str, str] | None:
    """A waiting place and its household, drawn among those of whom ``more`` is true."""
    among = f"FROM line_ticket t WHERE t.list=? AND t.state='waiting' AND t.calls=0 AND {more}"
    counted = db.one(f"SELECT COUNT(*) {among}", (list_id,))
    if not counted or not counted[0]:
        return None
    row = db.one(
        f"SELECT t.id, t.household {among} ORDER BY t.number, t.ord, t.part LIMIT 1 OFFSET ?",
        (list_id, luck.randrange(counted[0])),
    )
    return (row[0], row[1]) if row else None


def _youngest_adult(db: Db, household: str) -> str:
    rows = db.all(
        "SELECT id FROM registry_person WHERE household=? AND state='here' AND (birth_year IS NULL OR birth_year<2000) "
        "ORDER BY COALESCE(birth_year, 0) DESC, sex",
        (household,),
    )
    return rows[0][0]


def _born(db: Db, list_id: str, luck: Random, day: date) -> list[tuple[Action, str]]:
    found = _somebody(db, list_id, luck, _MOTHER)
    # Who is born in Mexico is Mexican.
    child = Member(
        name="Bebé Ejemplo", birth_year=day.year, birth_kind="exact", nationality="MX", needs=("infant",)
    )
    return [(AddMember(household=found[1], member=child, why="born"), "helper")] if found else []


def _left(db: Db, list_id: str, luck: Random, day: date) -> list[tuple[Action, str]]:
    found = _somebody(db, list_id, luck, "t.size<=2")
    reason = luck.choice(("home", "found", "crossed", "wish"))
    return [(Left(tickets=(found[0],), reason=reason), "keeper2")] if found else []  # type: ignore[arg-type]


def _parted(db: Db, list_id: str, luck: Random, day: date) -> list[tuple[Action, str]]:
    found = _somebody(db, list_id, luck, f"t.size>=2 AND {_ADULTS}>=2")
    return [(Split(people=(_youngest_adult(db, found[1]),)), "keeper")] if found else []


def _contact(db: Db, list_id: str, luck: Random, day: date) -> list[tuple[Action, str]]:
    found = _somebody(db, list_id, luck, f"t.size>=2 AND {_ADULTS}>=2")
    return [(ChangeContact(person=_youngest_adult(db, found[1])), "legal")] if found else []
