"""The words of the forecast in the language of a page: the model beside this room knows English alone."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from ventanilla.journal.words import N_

WORDS = (
    # measures and their units
    N_("Pass at the port"), N_("Called, those who do not answer among them"),
    N_("Half of those who wait now and stay are called by day"), N_("Wait of those who pass, from the day of listing"),
    N_("Line, on average over the time"), N_("Line at the end"), N_("Returned to Mexico to wait for a hearing"),
    N_("Wait in Mexico for a hearing, at the end"), N_("Wait inside the United States"),
    N_("Leave the line and cross between ports"), N_("Leave the line and go home"),
    N_("Leave the line for elsewhere in Mexico"), N_("Lose their turn"), N_("Leave with a humanitarian card of Mexico"),
    N_("Leave with a work visa"), N_("Leave for a job"), N_("Get asylum or other relief"),
    N_("Get a removal order after being heard"), N_("Get a removal order unheard (in absentia)"),
    N_("Give up waiting for the hearing in Mexico"), N_("Most people in shelters on one day"),
    N_("Cost of what has a price here"), N_("people"), N_("households"), N_("days"), N_("million pesos"),
    # bands
    N_("People in the line"), N_("People who wait in Mexico for a hearing"),
    N_("People who wait inside the United States"), N_("El Barretal, indoors"), N_("El Barretal, yard"),
    N_("Private shelters"), N_("elsewhere in the city"),
    # who gains
    N_("alone"), N_("family with children"), N_("adults together"), N_("child alone"),
    N_("better off"), N_("worse off"), N_("about the same"),
    # what matters
    N_("People who pass a day"), N_("Days without calls"), N_("How often the pace of calls changes"),
    N_("Called and absent"), N_("Absent ones who come back"), N_("Share that an officer returns to Mexico"),
    N_("Patience on the list"), N_("People who join the list a day"), N_("Humanitarian cards a day"),
    N_("Who wants a humanitarian card"), N_("When people ask for a humanitarian card"), N_("Places for first hearings"),
    N_("Places for last hearings"), N_("First hearings missed"), N_("Last hearings missed"), N_("Patience of the returned"),
    N_("Time to a decision inside"), N_("Time to a decision where asylum is closed"), N_("places a day"),
    N_("who wants it"), N_("when people ask"),
    # scenarios
    N_("The long-standing rule"), N_("Remain in Mexico"), N_("Work visas of both countries"), N_("Jobs and investment"),
    N_("All together"), N_("work visa, Mexico"), N_("work visa, United States"), N_("job in the city"),
    N_("Visas given at the border may draw more people to it"), N_("Work at home: fewer people set out"),
    # where the evening comes from
    N_("waiting"), N_("numbers"), N_("past"), N_("in_court"), N_("hearings left"), N_("beds"), N_("office"), N_("record"),
    N_("assumed"), N_("assumed: nationalities, household types and sizes by stated shares"), N_("set by hand"),
    # assumptions and their units
    N_("People who pass at the port, pauses included"), N_("Days without any call"), N_("Chance that the pace changes"),
    N_("Called and did not answer"), N_("Calls after a rule of the port changes"),
    N_("People the port takes where it lets nobody wait"), N_("People who join the list"),
    N_("How even arrivals are (small: uneven)"), N_("Arrivals after a rule of the port changes"),
    N_("Patience of those on the list who say that they leave"), N_("Go home, of those who leave the list"),
    N_("Cross between ports, of those who leave the list"),
    N_("Returned to wait, of those whom the rule lets an officer return"), N_("Days to the first hearing for the returned"),
    N_("Days from one hearing to the next"), N_("Places of that court on a working day"),
    N_("Missed, of the hearings of the returned"), N_("Relief, of those of the returned who come to the end"),
    N_("Removal order, of the same"), N_("Days to a decision for those inside"),
    N_("Asylum or other relief inside, of those heard"), N_("The same, Honduras"), N_("The same, Guatemala"),
    N_("Missed, of the cases inside"), N_("Days to a decision where asylum is closed"),
    N_("Still let in for another protection, where asylum is closed"),
    N_("Humanitarian cards of Mexico with which people leave the list"), N_("Want that card, of those on the list"),
    N_("Days until they ask for it"), N_("Beds, El Barretal, indoors"), N_("Places, El Barretal, yard"),
    N_("Beds, private shelters of the city"), N_("people a day"), N_("share of days"), N_("a day"),
    N_("share of those called"), N_("share of the absent"), N_("times as many"), N_("gamma shape"), N_("days on average"),
    N_("share"), N_("days, evenly spread"), N_("share of those on the list"), N_("days on average until they ask"),
    N_("places"), N_("wants"), N_("not drawn"),
)  # fmt: skip
"""Every label of the model that a page shows; `tests/forecasting/test_words.py` finds those that are missing."""

_FROM = {"Calls": N_("Calls from {day} on"), "Arrivals": N_("Arrivals from {day} on")}
_DATED = re.compile(r"(Calls|Arrivals) from (\d{4}-\d\d-\d\d) on")
_SPREAD = re.compile(r"([\d.e+]+) to ([\d.e+]+)")


def word(label: str) -> str:
    """A label in the language of the page. What is no label, as a policy line or a citation, stays as it is."""
    if label in WORDS:
        return _(label)
    if dated := _DATED.fullmatch(label):
        return _(_FROM[dated[1]]).format(day=dated[2])
    head, colon, tail = label.partition(": ")
    return f"{word(head)}: {word(tail)}" if colon and head in WORDS else label


def with_unit(label: str) -> str:
    """A label and its unit in brackets behind it."""
    name, _bracket, unit = label.removesuffix(")").rpartition(" (")
    return f"{word(name)} ({word(unit)})"


def bounds(text: str) -> str:
    """The range of an assumption: ``25 to 70``, or that it is not drawn."""
    found = _SPREAD.fullmatch(text)
    return _("%(low)s to %(high)s") % {"low": found[1], "high": found[2]} if found else word(text)
