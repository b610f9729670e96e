"""Words for what a forecast tells: English sources, so that pages and files can say them in any language."""

from __future__ import annotations

from datetime import date, timedelta

MEASURES = {
    "passed": ("Pass at the port", "people"), "called": ("Called, those who do not answer among them", "households"),
    "half": ("Half of those who wait now and stay are called by day", "days"),
    "wait": ("Wait of those who pass, from the day of listing", "days"),
    "line": ("Line, on average over the time", "people"), "line_end": ("Line at the end", "people"),
    "returned": ("Returned to Mexico to wait for a hearing", "people"),
    "court_end": ("Wait in Mexico for a hearing, at the end", "people"), "inside": ("Wait inside the United States", "people"),
    "crossed": ("Leave the line and cross between ports", "people"), "home": ("Leave the line and go home", "people"),
    "elsewhere": ("Leave the line for elsewhere in Mexico", "people"), "lost": ("Lose their turn", "people"),
    "card": ("Leave with a humanitarian card of Mexico", "people"), "visas": ("Leave with a work visa", "people"),
    "jobs": ("Leave for a job", "people"), "relief": ("Get asylum or other relief", "people"),
    "removal": ("Get a removal order after being heard", "people"),
    "absentia": ("Get a removal order unheard (in absentia)", "people"),
    "gave_up": ("Give up waiting for the hearing in Mexico", "people"), "beds": ("Most people in shelters on one day", "people"),
    "cost": ("Cost of what has a price here", "million pesos"),
}  # fmt: skip
"""What is compared: words and unit, in the order in which it is shown."""
BANDS = {
    "line": "People in the line", "court": "People who wait in Mexico for a hearing",
    "inside": "People who wait inside the United States",
}  # fmt: skip

_PARAMETERS = {
    ("line", "level"): "People who pass a day", ("line", "closed"): "Days without calls",
    ("line", "switch"): "How often the pace of calls changes", ("line", "absent"): "Called and absent",
    ("line", "returns"): "Absent ones who come back", ("officer", "missed"): "Share that an officer returns to Mexico",
    ("line", "patience"): "Patience on the list", ("coming", "level"): "People who join the list a day",
    ("humanitarian card", "level"): "Humanitarian cards a day", ("humanitarian card", "wants"): "Who wants a humanitarian card",
    ("humanitarian card", "after"): "When people ask for a humanitarian card",
    ("first hearing", "level"): "Places for first hearings", ("last hearing", "level"): "Places for last hearings",
    ("first hearing", "missed"): "First hearings missed", ("last hearing", "missed"): "Last hearings missed",
    ("first hearing", "patience"): "Patience of the returned", ("inside", "patience"): "Time to a decision inside",
    ("asylum closed", "patience"): "Time to a decision where asylum is closed",
}  # fmt: skip
_PROGRAMME = {"level": "places a day", "wants": "who wants it", "after": "when people ask"}
_CHANGE = {"line": "Calls from {day} on", "coming": "Arrivals from {day} on"}


def parameter(part: str, what: str, first: date) -> str:
    """What a range of the border model is about, in words."""
    name, at, day = part.partition("@")
    if at:
        return _CHANGE[name].format(day=(first + timedelta(days=int(day))).isoformat())
    return _PARAMETERS.get((part, what)) or f"{part}: {_PROGRAMME.get(what, what)}"
