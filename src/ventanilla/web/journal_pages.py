"""The journal's own pages: what happened, newest first, and one entry opened with its proof."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ventanilla.journal.action import ACTIONS
from ventanilla.journal.entry import CLAIM, GENESIS, HEALTH, IDENTITY, NOTES, Entry, canonical, frames
from ventanilla.journal.reader import Reader, sentence
from ventanilla.journal.words import N_

from .access import page, seen
from .told import days_in_words, local, opens, told, who_did

ROWS = 50
LOOK = 20_000
"""How many entries one page looks through for a kind that is rare; then it offers to look further back."""

CLASSES = {
    IDENTITY: N_("who somebody is"),
    HEALTH: N_("what somebody needs"),
    NOTES: N_("words that were written"),
    CLAIM: N_("what a claim says"),
}
ROOMS = {
    "line": N_("The line"),
    "registry": N_("People"),
    "place": N_("Slips"),
    "claims": N_("Claims"),
    "web": N_("Accounts"),
}


@page()
def journal(request: HttpRequest) -> HttpResponse:
    """Everything that was done, newest first."""
    kind = request.GET.get("kind", "")
    before = _number(request.GET.get("before", ""))
    entries, back = latest(kind if kind in ACTIONS else "", before)
    lines = told((entry, sentence(entry)) for entry in entries)
    context = {
        "here": "journal",
        "lines": lines,
        "kind": kind,
        "kinds": kinds(),
        "back": back,
        "newest": before is None,
    }
    return render(request, "web/journal.html", context)


def latest(kind: str, before: int | None) -> tuple[list[Entry], int]:
    """The newest entries of a kind (or of all) before one, and from where to look further back (0: nothing earlier)."""
    office, bound = settings.OFFICE, before or (1 << 62)
    reader = Reader(office.db, None)
    if not kind:
        entries = reader.latest(ROWS, before)
        return entries, entries[-1].seq if len(entries) == ROWS and entries[-1].seq > 1 else 0
    row = office.db.one("SELECT MAX(seq) FROM journal_entry WHERE seq<?", (bound,))
    top = (row and row[0]) or 0
    sql = "SELECT seq FROM journal_entry WHERE seq BETWEEN ? AND ? AND kind=? ORDER BY seq DESC LIMIT ?"
    rows = office.db.all(sql, (top - LOOK + 1, top, kind, ROWS))
    entries = [found for row in rows if (found := reader.entry(row[0]))]
    if len(entries) == ROWS:
        return entries, entries[-1].seq
    return entries, max(top - LOOK + 1, 0)


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind of entry that is written, by its room, for the filter."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for kind in sorted(kind for kind, action in ACTIONS.items() if action.own):
        room = kind.partition(".")[0]
        rooms.setdefault(room, []).append((kind, _(ACTIONS[kind].title)))
    return [(_(ROOMS.get(room, room)), found) for room, found in rooms.items()]


@page()
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry: its header, what it says, what is sealed in it, and how its hash is checked."""
    office = settings.OFFICE
    one = Reader(office.db, office.keys).entry(seq)
    if not one:
        raise Http404
    household = household_of(one)
    if household:
        seen(request, "entry", household)
    previous = office.db.one("SELECT hash FROM journal_entry WHERE seq=?", (seq - 1,))
    later = office.db.one("SELECT 1 FROM journal_entry WHERE seq=?", (seq + 1,))
    title = _(ACTIONS[one.kind].title) if one.kind in ACTIONS else one.kind
    context = {
        "here": "journal", "entry": one, "words": days_in_words(sentence(one)), "who": who_did([one.actor])[one.actor],
        "at": local(one.at), "title": title, "household": household, "opens": opens(request),
        "rows": table(one.body), "sealed": sealed(one), "hash": one.hash.hex(),
        "previous": bytes(previous[0]).hex() if previous else GENESIS.hex(), "first": seq == 1,
        "raw": canonical(one.body), "earlier": seq - 1, "later": seq + 1 if later else 0,
    }  # fmt: skip
    return render(request, "web/entry.html", context)


def household_of(one: Entry) -> str:
    """The household that an entry speaks of, or empty."""
    if one.subject.startswith("H"):
        return one.subject
    return str(one.body.get("household", "")) if one.subject.startswith("P") else ""


def sealed(one: Entry) -> list[tuple[str, int, str]]:
    """The sealed parts by class: (what, how many, how they stand). What is in them is not shown here."""
    found: dict[tuple[str, str], int] = {}
    for part in frames(one.sealed):
        opened = one.opened.get((part.owner, part.cls))
        state = _("sealed") if opened is not None else _("its key was destroyed, nobody can open it")
        key = (_(CLASSES.get(part.cls, part.cls)), state)
        found[key] = found.get(key, 0) + 1
    return [(what, count, state) for (what, state), count in found.items()]


def table(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A body as rows of a table: plain values, or places (each with household and number) as a small table."""
    rows = []
    for key, value in body.items():
        name = key.replace("_", " ")
        items = value if isinstance(value, list) and value and all(_is_item(one) for one in value) else None
        if items is None and _is_item(value):
            items = [value]
        if items:
            rows.append({"name": name, "places": [_item(one) for one in items]})
        else:
            rows.append({"name": name, "value": _plain(value)})
    return rows


def _is_item(value: Any) -> bool:
    """A place as bodies write it: place, household, number, last number, order, part, people."""
    return (
        isinstance(value, list)
        and 7 <= len(value) <= 8
        and str(value[0]).startswith("T")
        and isinstance(value[2], int)
    )


def _item(value: list[Any]) -> dict[str, Any]:
    _ticket, household, number, last, order, part, size, *more = value
    label = f"{number:,} – {last:,}" if last != number else f"{number:,}-{part}" if part else f"{number:,}"
    return {
        "label": label,
        "order": order,
        "household": household,
        "size": size,
        "more": more[0] if more else "",
    }


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "" or value == [] or value == {}:
        return "–"
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return str(value)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 15 else None
