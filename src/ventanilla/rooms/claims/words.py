"""The vocabulary of claims: tracks, papers, issuers, reasons, outcomes; as codes with their words."""

from __future__ import annotations

from ventanilla.journal.words import N_

COUNTRIES = {"US": N_("asylum in the United States"), "MX": N_("refuge in Mexico")}
STATES = {
    "open": N_("open"),
    "decided": N_("decided"),
    "appealed": N_("appealed"),
    "removed": N_("removed"),
    "returned": N_("went home by own wish"),
    "withdrawn": N_("withdrawn"),
}
OPEN = ("open", "appealed")
"""States in which something may still come: deadlines and hearings count."""

TRACKS = {
    "queue": N_("waits at the port"),
    "inside": N_("inside the United States"),
    "remain": N_("returned to wait in Mexico"),
    "mexico": N_("refuge procedure in Mexico"),
    "": N_("not decided"),
}
DECIDERS = {
    "us_officer": N_("an officer of the United States"),
    "mx_officer": N_("an officer of Mexico"),
    "judge": N_("a judge"),
    "lawyer": N_("the person's lawyer"),
}
CODES = {
    "YES": N_("yes"),
    "NO": N_("no"),
    "MAY": N_("an officer may"),
    "PRESUMED": N_("presumed"),
    "WAIT": N_("wait"),
    "NEEDS_LAWYER": N_("needs a lawyer"),
    "UNKNOWN": N_("not known: a fact is missing"),
}
TO_A_PERSON = ("MAY", "NEEDS_LAWYER", "UNKNOWN")
"""Answers that leave the decision to a person."""

PAPERS = {
    "hearing": N_("notice of a hearing"),
    "appear": N_("notice to appear"),
    "tear": N_("tear sheet"),
    "interview": N_("notice of an interview"),
    "decision": N_("decision on paper"),
    "moved": N_("day moved by a rule"),
    "other": N_("another paper"),
}
DATED = ("hearing", "appear", "tear", "moved")
"""Papers that say when a hearing is, so that two of them can contradict one another."""

ISSUERS = {
    "eoir": N_("immigration court (EOIR)"),
    "cbp": N_("border officers (CBP)"),
    "uscis": N_("asylum office (USCIS)"),
    "ice": N_("enforcement (ICE)"),
    "comar": N_("refugee commission of Mexico (COMAR)"),
    "inm": N_("migration institute of Mexico (INM)"),
    "other": N_("somebody else"),
    "rule": N_("a rule, computed here"),
}
SPOKEN_BY = {"comar": "es", "inm": "es"}
"""The issuer's language, where it is not English."""

VALID_BECAUSE = {
    "court_said": N_("the court said so"),
    "newer": N_("it is the newer paper of the same court"),
    "lawyer_checked": N_("a lawyer checked it with the court"),
    "hotline": N_("the court's telephone line says so"),
}
MISSED = {
    "not_told": N_("they were not told"),
    "wrong_day": N_("the paper said another day"),
    "way": N_("could not get there"),
    "turned_back": N_("the port did not let them pass"),
    "ill": N_("ill"),
    "danger": N_("in danger, or kept from coming"),
    "other": N_("another reason"),
    "unsaid": N_("not said"),
}
RESET_BY = {
    "court": N_("the court set a new day"),
    "asked": N_("the person or their lawyer asked for it"),
    "rule": N_("a rule moved it"),
    "closed": N_("court or port was closed"),
}
REACHED = {
    "handed": N_("handed over"),
    "read_back": N_("handed over, and said back in own words"),
    "posted": N_("posted to an address"),
    "message": N_("sent as a message"),
}
ARRIVED = ("handed", "read_back")
"""Posted is not reached."""

NOTICE_STATES = {"prepared": N_("prepared, not handed over")} | REACHED
PRINTED = {
    "es": N_("Spanish"),
    "en": N_("English"),
    "ht": N_("Haitian Creole"),
    "fr": N_("French"),
    "pt": N_("Portuguese"),
}
"""The languages in which notices are printed."""

TOLD = {
    "said": N_("said to them"),
    "read_back": N_("said to them, and said back in own words"),
    "message": N_("sent as a message"),
}
INTERVIEWS = {
    "fear_mx": N_("fear of Mexico"),
    "credible": N_("credible fear"),
    "comar": N_("interview in Mexico's refuge procedure"),
    "other": N_("another interview"),
}
INTERVIEW_ENDS = {"passed": N_("passed"), "not": N_("not passed"), "waits": N_("no answer yet")}
ABOUT = {
    "paper": N_("Which paper counts?"),
    "split": N_("May one member of the family go another way?"),
    "law": N_("One member is under another law: what follows?"),
    "deadline": N_("Is there still time?"),
    "track": N_("Which way does this claim go?"),
    "missed": N_("A hearing was missed: what can be done?"),
    "ended": N_("A day is named after the case has ended: does it count?"),
    "removed": N_("Somebody was removed: what can be done for them and for the family?"),
    "other": N_("Another question"),
}
TOPICS = {
    "claim": N_("their claim"),
    "family": N_("their family"),
    "home": N_("going home"),
    "other": N_("something else"),
}
"""What a person may ask by themselves; the topic is sealed."""

ANSWERS = {
    "go_on": N_("go on"),
    "do_not": N_("do not"),
    "other": N_("something else, see the words"),
}
ANSWERED_BY = {"open": N_("open")} | ANSWERS
FACTS = {
    "nat": N_("Nationality"),
    "age": N_("Age"),
    "manner": N_("Manner of entry"),
    "entry": N_("Day of entry into the United States"),
    "list_date": N_("Day their name was put on the list"),
    "transit": N_("Countries crossed"),
    "denied_in": N_("Country on the way that refused asylum"),
    "unacc": N_("Child without parents"),
    "health": N_("Known health issue"),
    "client_of": N_("Client of (a law centre named in a court order)"),
    "appt": N_("Day of the appointment at the port"),
    "job_offer": N_("Has a job offer"),
    "state": N_("State of Mexico where they stay"),
    "asked_inm": N_("Asked Mexico's INM for entry or refuge"),
    "arrival": N_("Day of the last arrival"),
    "filed": N_("Day of filing"),
    "entry_mx": N_("Day of entry into Mexico"),
    "delay_days": N_("Days of delay by the person"),
    "member_of": N_("Member of (a group named in a court order)"),
    "fear_mx": N_("Fear of Mexico"),
    "fear_home": N_("Fear of going home"),
    "first_arrival": N_("Day of the first arrival"),
    "left": N_("Day of leaving the United States"),
    "papers": N_("Medical and background papers shown at the port"),
    "medical_emergency": N_("Medical emergency in the family"),
    "threatened": N_("Imminent and extreme threat"),
    "trafficked": N_("Victim of trafficking"),
    "status": N_("Papers of the United States"),
    "expedited": N_("In quick removal"),
    "enrolled": N_("Already in Remain in Mexico"),
    "mpp": N_("Waits in Mexico under Remain in Mexico"),
    "next_hearing": N_("Day of the next hearing, as rules ask it"),
    "regular_entry": N_("Entered Mexico with papers"),
    "registered": N_("Day of registration"),
    "victim_mx": N_("Victim or witness of a crime in Mexico"),
    "refuge_open": N_("A refuge claim in Mexico is open"),
    "claim_admitted": N_("Day the refuge claim was admitted"),
    "may_qualify_asylum": N_("May qualify for asylum"),
    "held_since": N_("Held since"),
}
MANNERS = {"": N_("not said"), "port": N_("at a port"), "between": N_("between ports")}
HEALTH = {"": N_("not said"), "known": N_("yes, known"), "none": N_("none known")}
FEAR = {"": N_("not asked"), "said": N_("said so"), "not said": N_("asked, and did not say so")}
YES_NO = {"": N_("not said"), "yes": N_("yes"), "no": N_("no")}
QUESTIONS = {
    "mpp_return": N_("May they be returned to Mexico to wait?"),
    "port_takes_claim": N_("Does the port let them wait?"),
    "barred_entry": N_("Are they barred by the way or day of entry?"),
    "barred_transit": N_("Are they barred for crossing a third country?"),
    "mx_refuge_in_time": N_("Is there still time to ask for refuge in Mexico?"),
}
