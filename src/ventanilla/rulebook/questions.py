"""What may be asked of the rulebook, and which rules answer it."""

from __future__ import annotations

from .asking import (
    Family,
    First,
    HoursBetween,
    InTime,
    Kind,
    Never,
    OnTheCard,
    Question,
    Share,
    TimeThere,
    Until,
)

H2B_SHARES = ("US-H2B-FY21", "US-H2B-FY22A", "US-H2B-FY22B", "US-H2B-FY23", "US-H2B-FY24", "US-H2B-FY25")

QUESTIONS: dict[str, Kind] = {
    "claim_us": Question(
        "May this person ask for asylum?", ("US-208A1",), closed_by=("US-T42", "US-10888/asylum")
    ),
    "port_takes_claim": First(
        "Does the port take the claim today?",
        (("US-T42", "NO"), ("US-10888/asylum", "NO"), ("US-METER", "WAIT")),
        otherwise="YES",
    ),
    "barred_entry": Question("Is this person barred by manner or time of entry?", ("US-BAR18",)),
    "barred_transit": Question("Is this person barred for crossing a third country?", ("US-TRANSIT",)),
    "mpp_return": Question(
        "May this person be returned to wait?", ("US-MPP1", "US-MPP2", "US-MPP3"), yes="MAY"
    ),
    "mpp_waits_until": OnTheCard("Until when does this person wait?", "US-MPP-UNTIL", "next_hearing"),
    "family_return": Family("May this family be returned to wait?", "mpp_return"),
    "t42_expel": Question("Can this person be expelled?", ("US-T42",)),
    "t42_expel_to_mexico": Question("Can this person be expelled to Mexico?", ("MX-T42-ACCEPT",)),
    "aca_transfer": Question(
        "May this person be flown to Guatemala to ask there?", ("US-ACA-GT",), yes="MAY"
    ),
    "presumed_ineligible": Question("Is this person presumed ineligible?", ("US-CLP",), yes="PRESUMED"),
    "suspension_applies": Question("Does the suspension reach this person?", ("US-STB",)),
    "suspension_on": Question("Is the suspension on?", ("US-STB",), wants=("series.average",)),
    "withholding_limited": Question("Is protection short of asylum limited?", ("US-10888/withholding",)),
    "fear_interview": Question("Is this person heard before a quick removal?", ("US-235B1",)),
    "appointment_good": Question("Is the appointment good?", ("US-CBPONE",)),
    "appointment_ask": Question(
        "May an appointment be asked for here?", ("US-CBPONE-SOUTH", "US-CBPONE-NORTH")
    ),
    "filed_in_time": InTime("Was the claim filed in time?", "US-1YEAR", "filed"),
    "file_until": Until("Until when must the claim be filed?", ("US-1YEAR",)),
    "ead_possible": Question("Is a work permit possible?", ("US-EAD-365-BAR",), yes="NO", no="YES"),
    "ead_ask_from": Until(
        "From when may a work permit be asked for?", ("US-EAD-150",), ("US-EAD-365", "US-EAD-365-DAYS")
    ),
    "ead_ask_and_grant_from": Until(
        "From when may it be asked for, and given?",
        ("US-EAD-150", "US-EAD-180"),
        ("US-EAD-365", "US-EAD-365-DAYS"),
    ),
    "visa_petition": Question("Can a petition for this country be approved?", ("US-H2A-LIST", "US-H2B-LIST")),
    "visa_share_kept": Question("Is a part of the visas kept for this country?", H2B_SHARES),
    "visa_share_size": Share("How many visas are kept?", H2B_SHARES),
    "visa_share_open": Question("Can a petition for the kept part still be taken?", ("US-H2B-ASK",)),
    "mx_refuge_until": Until("Until when may refuge be asked for in Mexico?", ("MX-REF30",)),
    "mx_refuge_in_time": InTime("Is there still time to ask for refuge in Mexico?", "MX-REF30", "filed"),
    "mx_refuge_decided_by": Until("By when is the refuge claim decided?", ("MX-REF45",)),
    "mx_no_return": Question("Is this person safe from return while the claim is open?", ("MX-REF-NR",)),
    "mx_sign_weekly": Question("Must this person sign each week?", ("MX-REF-WEEK",)),
    "mx_work_visit": Question("Is a stay with a permit for paid work open?", ("MX-LM52-II",)),
    "mx_visit": Question("Is a stay without paid work open?", ("MX-LM52-I",)),
    "tvrh": Question("Is the humanitarian card open?", ("MX-TVRH", "MX-TVRH19")),
    "tvrh_2019": Question("Is the humanitarian card of 2019 open?", ("MX-TVRH19",)),
    "tvtf": Question("May this person have the border worker card?", ("MX-TVTF",)),
    "tvtf_work_here": Question("Does the border worker card let this person work here?", ("MX-TVTF-WORK",)),
    "tvr": Question("May this person have the regional visitor card?", ("MX-LM52-III", "MX-TVR-2019")),
    "tvr_work": Never("Does the regional visitor card let this person work?", ("MX-LM52-III", "MX-TVR-2019")),
    "mx_plan": Question("Is the plan open to this person?", ("MX-EETC",)),
    "return_help": Question("May this person ask for help to go home?", ("IOM-AVR",)),
    "return_list": Never(
        "May the desk put this person on a list for help to go home, unasked?", ("IOM-AVR",)
    ),
    "child_held_too_long": Question("Has this child been held longer than the limit?", ("US-FLORES",)),
    "child_to_hhs": Question("Is this child handed to the health department?", ("US-UAC",)),
    "hours_between": HoursBetween("How many hours lie between two times?"),
    "time_there": TimeThere("What time is it there?"),
}
