"""Why an answer is what it is, in words: made from what the decision found, and from nothing else.

English and Spanish are written side by side. The caseworker sees every leaf; on the waiting person's page a reason that
rests on nationality, family, health or fear says only "because of a fact on your card" (``open_facts`` False).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .asking import Answer
from .book import Book
from .conditions import Card, Condition, Holds
from .decide import Finding, every
from .inforce import State, cell
from .places import PLACES
from .rule import Court, On, Source
from .said import Said
from .terms import Term
from .when import Moment
from .wording import day, last_day, several, span, value, wants

_CODES = {
    "YES": Said("Yes.", "Sí."),
    "NO": Said("No.", "No."),
    "MAY": Said("It may be: an officer decides.", "Puede ser: lo decide un oficial."),
    "PRESUMED": Said("It is presumed, and can be rebutted.", "Se presume, y se puede refutar."),
    "WAIT": Said("You may be made to wait.", "Pueden hacerle esperar."),
    "NEEDS_LAWYER": Said("A lawyer has to look at this.", "Lo tiene que ver un abogado."),
    "UNKNOWN": Said("It is not known.", "No se sabe."),
}
_THINGS = {
    "asylum": Said("asylum", "asilo"),
    "withholding": Said("withholding of removal", "suspensión de la expulsión (withholding)"),
    "CAT": Said("protection from torture (CAT)", "protección contra la tortura (CAT)"),
}
"""What a rule may leave open."""
CARD = Said("because of a fact on your card", "por un dato de su ficha")
NOTE = Said(
    "This is information, not advice. No lawyer has checked these rules.",
    "Esto es información, no consejo. Ningún abogado ha revisado estas reglas.",
)
SIGNED = Said(
    "This is information, not advice. A lawyer has signed every rule it rests on.",
    "Esto es información, no consejo. Un abogado firmó cada regla en que se apoya.",
)
NOT_READ = Said("(from memory: not checked)", "(de memoria: sin comprobar)")
_STATES = {
    State.NOT_YET: Said("{rule} had not begun on {day}: it begins on {start}.", "{rule} no había empezado el {day}: empieza el {start}."),
    State.ENDED: Said("{rule} had ended on {day}: its last day was {end}.", "{rule} ya había terminado el {day}: su último día fue el {end}."),
    State.NOT_HERE: Said("{rule} did not hold at {place}.", "{rule} no regía en {place}."),
    State.NOT_KNOWN: Said("{rule} had not been announced yet.", "{rule} aún no se había anunciado."),
    State.PAPER: Said("{rule} stood on paper only on {day}; it was never used.", "{rule} estaba solo en papel el {day}; no se usó."),
    State.HOURS: Said(
        "{rule}: on {day} it changes in the course of the day, and the hour is not known: ask with an hour.",
        "{rule}: el {day} cambia en el curso del día, y no se sabe la hora: pregunte con una hora.",
    ),
    State.NO_PLACE: Said("{rule}: {place} is not a place the rulebook knows.", "{rule}: el reglamento no conoce el lugar {place}."),
    State.BLOCKED: Said("{rule} was stopped by a court order ({order}) {span}.", "{rule} estaba detenida por una orden judicial ({order}) {span}."),
}  # fmt: skip
_SWITCHED_OFF = Said("{rule} is not in this policy.", "{rule} no está en esta política.")
_PAUSED = Said("{rule}: the court order ({order}) was itself on hold.", "{rule}: la orden judicial ({order}) estaba a su vez suspendida.")  # fmt: skip
_NOBODY = Said("cannot be counted", "no se puede contar")
_HELD = Said("{rule} held on {day} at {place}. {effect}.", "{rule} regía el {day} en {place}. {effect}.")
_HELD_ALL = Said("{rule} held on {day}. {effect}.", "{rule} regía el {day}. {effect}.")
_NOT_YOU = Said(
    "{rule} held on {day}, and does not reach you: {reasons}.",
    "{rule} regía el {day}, y no le alcanza: {reasons}.",
)
_OPEN = Said(
    "{rule} depends on what is not known yet: {reasons}.",
    "{rule} depende de lo que aún no se sabe: {reasons}.",
)
_WANTS = Said("it wants {wanted} (here: {found})", "pide {wanted} (aquí: {found})")
_NEEDS = Said("what it needs from another rule", "lo que necesita de otra regla")
_TERM = Said(
    "{term}. First day: {start}. Last day: {end}.", "{term}. Primer día: {start}. Último día: {end}."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, the rule or term it speaks of, its source, and how deep it stands under another."""

    sentence: str
    rule: str
    source: Source | None
    applies: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """An answer in words.

    ``because`` decided, ``besides`` did not apply; ``missing`` are facts to ask for; ``open`` is what stays open
    anyway; ``change`` is what would change the answer.
    """

    question: str
    answer: str
    because: tuple[Line, ...]
    besides: tuple[Line, ...]
    missing: tuple[str, ...]
    open: tuple[str, ...]
    change: tuple[str, ...]
    checked: bool
    note: str

    def text(self) -> str:
        """The whole as plain text, sources numbered."""
        return "\n".join(_text(self))


def why(book: Book, ask: str, found: Answer, language: str = "en", open_facts: bool = True) -> Why:
    """Why a question was answered so, in English or Spanish.

    Args:
        book: the book that answered.
        ask: the question.
        found: its answer.
        language: "en" or "es".
        open_facts: False where what rests on nationality, family, health or fear must not be read out.
    """
    writer = _Writer(language, open_facts)
    lines = [line for finding in found.findings for line in writer.lines(finding)]
    lines += [writer.term(term, found.card) for term in found.terms]
    deciding = [line for line in lines if line.applies]
    stays = (thing for one in found.findings if one.holds is Holds.YES for thing in one.effect.leaves_open)
    return Why(
        book.questions[ask].words.into(language),
        code_in_words(found.code, language),
        tuple(dict.fromkeys(deciding or lines)),
        tuple(dict.fromkeys(line for line in lines if not line.applies)) if deciding else (),
        tuple(writer.fact(name) for name in found.missing),
        tuple(dict.fromkeys(_THINGS[thing].into(language) for thing in stays)),
        tuple(dict.fromkeys(said for one in found.findings for said in writer.change(one))),
        found.checked,
        NOTE.into(language),
    )


def sentence(finding: Finding, language: str) -> str:
    """One finding in one sentence; with a card that holds nothing, what the rule is and whether it held."""
    return _Writer(language, True).first(finding)


def rules_behind(found: Answer) -> set[str]:
    """The ids of all rules and terms that an answer rests on."""

    return {*(one.rule.id for one in every(found.findings)), *(term.id for term in found.terms)}


def code_in_words(code: str, language: str) -> str:
    """The code of an answer as a sentence; a day as a day, a number as it is."""
    if code in _CODES:
        return _CODES[code].into(language)
    if all(len(part) == 10 and part[4] == "-" for part in code.split("/")):
        return " / ".join(day(part, language) for part in code.split("/"))
    return code


@dataclass(frozen=True, slots=True)
class _Writer:
    language: str
    open_facts: bool

    def say(self, said: Said, **words: str) -> str:
        sentence = said.into(self.language).format(**words)
        return sentence[:1].upper() + sentence[1:]

    def fact(self, name: str) -> str:
        from .card import facts

        known = facts().get(name)
        return known.words.into(self.language) if known else name

    def lines(self, finding: Finding, depth: int = 0) -> Iterator[Line]:
        """A finding and what it needs, a line each."""
        owner = finding.standing.owner
        applies = finding.holds is not Holds.NO
        ended = owner.ended_by if isinstance(owner, On) and finding.standing.state is State.ENDED else None
        source = ended or (owner.source if owner else None)
        yield Line(self._sentence(finding), finding.rule.id, source, applies, depth)
        for other in finding.other:
            if other.holds is not Holds.YES or finding.holds is Holds.YES:
                yield from self.lines(other, depth + 1)

    def first(self, finding: Finding) -> str:
        """The state of a rule, whoever is asked about: in force with what it does, or why it is not."""
        if finding.standing.state is not State.ON:
            return self._sentence(finding)
        return finding.effect.says.into(self.language) + "."

    def _sentence(self, finding: Finding) -> str:
        rule, when = f"“{finding.rule.title.into(self.language)}”", day(finding.day, self.language)
        state = finding.standing.state
        if state is not State.ON:
            return self._not_on(finding, rule, when)
        if finding.holds is Holds.YES:
            words = {"rule": rule, "day": when, "effect": finding.effect.says.into(self.language)}
            return (
                self.say(_HELD, place=finding.place, **words)
                if finding.rule.at
                else self.say(_HELD_ALL, **words)
            )
        parts = finding.failed if finding.holds is Holds.NO else finding.open
        reasons = self._reasons(parts, finding.card) or _NEEDS.into(self.language)
        return self.say(
            _NOT_YOU if finding.holds is Holds.NO else _OPEN, rule=rule, day=when, reasons=reasons
        )

    def _not_on(self, finding: Finding, rule: str, when: str) -> str:
        owner, state = finding.standing.owner, finding.standing.state
        words = {
            "rule": rule,
            "day": when,
            "place": finding.place,
            "order": "",
            "span": "",
            "start": "",
            "end": "",
        }
        if not owner and state is State.NOT_YET:
            return self.say(_SWITCHED_OFF, **words)
        if owner:
            words["start"] = day(owner.start, self.language)
            words["end"] = last_day(owner.end, self.language) if owner.end else ""
            words["span"] = span(owner.start, owner.end, self.language)
        if isinstance(owner, Court):
            words["order"] = owner.title.into(self.language)
            if finding.holds is Holds.LAWYER:
                return self.say(_PAUSED, **words)
        return self.say(_STATES[state], **words)

    def _reasons(self, parts: tuple[Condition, ...], card: Card) -> str:
        shown = [self._reason(part, card) for part in parts]
        return "; ".join(dict.fromkeys(shown))

    def _reason(self, part: Condition, card: Card) -> str:
        leaves = list(part.leaves())
        if not self.open_facts and any(leaf.fact.sealed for leaf in leaves):
            return CARD.into(self.language)
        found = [value(leaf.fact.name, leaf.fact.kind, leaf.fact.of(card), self.language) for leaf in leaves]
        return _WANTS.into(self.language).format(
            wanted=wants(part, self.language), found="; ".join(dict.fromkeys(found))
        )

    def change(self, finding: Finding) -> Iterator[str]:
        """What would have to be otherwise: facts, and places where the same rule holds or does not."""
        if finding.standing.state is State.ON and finding.holds is Holds.NO:
            for part in finding.failed:
                if self.open_facts or not any(leaf.fact.sealed for leaf in part.leaves()):
                    yield wants(part, self.language)
            for other in finding.other:
                yield from self.change(other)
        if finding.standing.state in (State.BLOCKED, State.NOT_HERE):
            there = elsewhere(finding)
            if there:
                said = Said("the place: it held in {places}", "el lugar: regía en {places}")
                yield said.into(self.language).format(places=several(there, self.language, "standard"))

    def term(self, term: Term, card: Card) -> Line:
        """A term with its first and last day."""
        nothing = _NOBODY.into(self.language)
        start = term.starts.fact.of(card)
        end = term.last(card)
        first = value(term.starts.fact.name, "day", start, self.language)
        last = day(end.isoformat(), self.language) if end else nothing
        return Line(
            self.say(_TERM, term=term.title.into(self.language), start=first, end=last),
            term.id,
            term.source,
            True,
        )


def elsewhere(finding: Finding) -> list[str]:
    """The places where the same rule was in force on that day; a state by its name where all of its places are meant."""

    def on(place: str) -> bool:
        at = Moment(finding.day[:10], PLACES[place].zone)
        return cell(finding.rule, finding.effect.what, at, place).state is State.ON

    owner = finding.standing.owner
    if isinstance(owner, Court) and not owner.at:
        return []
    named = finding.rule.at or {place for one in finding.rule.on for place in one.at}
    held = {
        place: PLACES[place].state
        for place in PLACES
        if place in named and place != finding.place and on(place)
    }
    whole = {
        state for state in held.values()
        if all(one.name in held for one in PLACES.values() if one.state == state and one.name in named)
    }  # fmt: skip
    return list(dict.fromkeys(state if state in whole else place for place, state in held.items()))


def _text(said: Why) -> Iterator[str]:
    language = "es" if said.note == NOTE.es else "en"
    sources: list[Source] = []
    yield said.question
    yield f"  {said.answer}" + ("" if said.checked else f" {NOT_READ.into(language)}")
    for line in (*said.because, *said.besides):
        if line.source and line.source not in sources:
            sources.append(line.source)
        number = f" [{sources.index(line.source) + 1}]" if line.source else ""
        yield f"  {'  ' * line.depth}- {line.sentence}{number}"
    for label, things in (
        (Said("Missing", "Falta"), said.missing),
        (Said("What would change this", "Qué lo cambiaría"), said.change),
        (Said("What stays open anyway", "Qué queda abierto de todos modos"), said.open),
    ):
        if things:
            yield f"  {label.into(language)}: {'; '.join(things)}."
    for place, source in enumerate(sources, 1):
        mark = "" if source.mark == "S" else f" {NOT_READ.into(language)}"
        yield f"  [{place}] {source.title}{', ' + source.date if source.date else ''}{mark} {source.url}".rstrip()
