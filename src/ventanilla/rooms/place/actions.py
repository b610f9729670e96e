"""The private code, made when the slip is printed; and the second word, which the person chooses at the desk."""

from __future__ import annotations

from typing import Annotated, ClassVar

from babel import Locale
from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Discreet, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_
from ventanilla.rooms.line.actions.tickets import TicketId, ticket
from ventanilla.rooms.registry.actions import Id

from . import code, second


class MakeCode(Action):
    """A private code for a place, to print on its slip. An older code stops working at once."""

    kind: ClassVar[str] = "place.make_code"
    title: ClassVar[str] = N_("Print the slip with a private code")
    help: ClassVar[str] = N_("Makes a new code and kills the old one. Print it at once; it is not kept.")
    done: ClassVar[str] = N_("The slip is ready to print.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER}

    ticket: TicketId

    def decide(self, desk: Desk) -> Drafts:
        one = ticket(desk.db, self.ticket)
        if not desk.keys.salt(one.id):
            raise Refused(_("This place was forgotten. It has no code any more."), "ticket")
        made = code.new()
        copy = desk.db.one("SELECT copies FROM line_ticket WHERE id=?", (one.id,))
        desk.shown["code"] = made
        desk.aside.append(("DELETE FROM place_code WHERE ticket=?", (one.id,)))
        desk.aside.append(
            (
                "INSERT INTO place_code (digest, ticket, seq) VALUES (?,?,?)",
                (code.digest(made, desk.pepper), one.id, desk.seq),
            )
        )
        return [Draft(self.kind, one.household, {"ticket": one.id, "copy": (copy[0] if copy else 0) + 1})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.run(
            "UPDATE line_ticket SET code_seq=?, copies=? WHERE id=?", (entry.seq, b["copy"], b["ticket"])
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        if entry.body["copy"] > 1:
            return _("A new slip was printed (copy {n}). The older code no longer works.").format(
                n=entry.body["copy"]
            )
        return _("The slip was printed, with a private code.")


HouseholdId = Annotated[Id, Field(title=N_("Household"))]


class SetSecondWord(Discreet):
    """A second word that the person chooses. A new one in the place of an old one takes two of the staff."""

    kind: ClassVar[str] = "place.second_word"
    title: ClassVar[str] = N_("Set a second word")
    help: ClassVar[str] = N_(
        "With it the options page also reads out reasons that rest on nationality, family, health or fear. "
        "The person chooses it and types it here; nobody else needs to know it."
    )
    done: ClassVar[str] = N_("The second word is set. It is not kept in clear: nobody can look it up.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER, Role.LEGAL}

    household: HouseholdId
    word: Annotated[
        str,
        Field(
            min_length=second.SHORTEST,
            max_length=60,
            title=N_("Second word"),
            description=N_("At least six letters, one word or several. Not a name and not a country."),
            json_schema_extra={"secret": True},
        ),
    ]

    def decide(self, desk: Desk) -> Drafts:
        _is_here(desk, self.household)
        row = desk.db.one("SELECT asked_by, asked_on FROM place_word WHERE household=?", (self.household,))
        if row:
            _two_agree(desk, *row)
        if len(second.plain(self.word)) < second.SHORTEST or second.plain(self.word) in _easy(
            desk, self.household
        ):
            raise Refused(
                _("This word is easy to guess: a name, a country, or too short. Choose another."), "word"
            )
        made = second.digest(self.household, self.word, desk.pepper)
        desk.aside.append(("DELETE FROM place_word_digest WHERE household=?", (self.household,)))
        desk.aside.append(
            (
                "INSERT INTO place_word_digest (household, digest, seq) VALUES (?,?,?)",
                (self.household, made, desk.seq),
            )
        )
        return [Draft(self.kind, self.household)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.put(
            "place_word", "household", (entry.subject,), "seq, asked_by, asked_on", (entry.seq, "", "")
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A second word was set at the desk.")


class AskSecondWordAgain(Discreet):
    """The first of the two staff who set another second word. The old one works until the new one is set."""

    kind: ClassVar[str] = "place.second_word_again"
    title: ClassVar[str] = N_("Ask to set another second word")
    help: ClassVar[str] = N_(
        "When the person forgot the word. Make sure who it is: ask two facts. Then a colleague sets the new word today."
    )
    done: ClassVar[str] = N_("Written down. Now a colleague can set the new word, until the end of today.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER, Role.LEGAL}

    household: HouseholdId

    def decide(self, desk: Desk) -> Drafts:
        _is_here(desk, self.household)
        if not desk.db.one("SELECT 1 FROM place_word WHERE household=?", (self.household,)):
            raise Refused(
                _("This household has no second word yet. Set the first one: one of the staff is enough."),
                "household",
            )
        return [Draft(self.kind, self.household, {"day": desk.today().isoformat()})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run(
            "UPDATE place_word SET asked_by=?, asked_on=? WHERE household=?",
            (entry.actor, entry.body["day"], entry.subject),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("One of the staff asked to set another second word.")


def _is_here(desk: Desk, household: str) -> None:
    row = desk.db.one("SELECT state FROM registry_household WHERE id=?", (household,))
    if not row or row[0] != "here":
        raise Refused(_("There is no such household here. Open its page and start from there."), "household")


def _two_agree(desk: Desk, asked_by: str, asked_on: str) -> None:
    if asked_on != desk.today().isoformat():
        raise Refused(
            _(
                "This household has a second word. To set another, first one of the staff asks for it; then a colleague "
                "sets it on the same day."
            ),
            "household",
        )
    if asked_by == desk.actor.id:
        raise Refused(_("You asked for it yourself. A colleague has to set the new word."), "household")


def _easy(desk: Desk, household: str) -> set[str]:
    """Words that others would guess first: the names of the household, and its countries."""
    rows = desk.db.all(
        "SELECT id, identity_seq, nationality FROM registry_person WHERE household=?", (household,)
    )
    parts = desk.reader.parts([(seq, id_) for id_, seq, _nat in rows if seq])
    said = [str(part.get(key, "")) for part in parts.values() for key in ("name", "name_paper", "name_heard")]
    said += [
        Locale(language).territories.get(nat, "") for _id, _seq, nat in rows for language in ("es", "en")
    ]
    whole = {second.plain(one) for one in said}
    return whole | {piece for one in whole for piece in one.split()}
