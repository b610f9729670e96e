"""The facts rules ask about, as rules write them."""

from __future__ import annotations

from .conditions import Ask
from .facts import Fact

nat = Ask(Fact("nat", "code", "nationality"))
age = Ask(Fact("age", "number", "age"))
manner = Ask(Fact("manner", "code", "manner of entry"))
entry = Ask(Fact("entry", "day", "day of entry"))
list_date = Ask(Fact("list_date", "day", "day the name was put on the list", silent="9999-12-31"))
transit = Ask(Fact("transit", "codes", "countries crossed"))
denied_in = Ask(Fact("denied_in", "code", "country of transit that refused asylum", silent=""))
alone = Ask(Fact("unacc", "flag", "unaccompanied child", silent=False))
health = Ask(Fact("health", "code", "known health issue", silent="", sealed=True))
client_of = Ask(Fact("client_of", "code", "client of", silent="", sealed=True))
appointment = Ask(Fact("appt", "day", "appointment", silent=""))
job_offer = Ask(Fact("job_offer", "flag", "job offer"))
state = Ask(Fact("state", "code", "state of Mexico"))
asked_inm = Ask(Fact("asked_inm", "flag", "asked INM for entry or refuge"))
arrival = Ask(Fact("arrival", "day", "day of the last arrival"))
filed = Ask(Fact("filed", "day", "day of filing"))
entry_mx = Ask(Fact("entry_mx", "day", "day of entry into Mexico"))
delay_days = Ask(Fact("delay_days", "number", "days of delay by the person", silent=0))
member_of = Ask(Fact("member_of", "codes", "member of", silent=(), sealed=True))
