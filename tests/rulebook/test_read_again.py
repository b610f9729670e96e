"""What an independent reading of the record found: each mistake leaves its question here."""

from __future__ import annotations

import pytest

from ventanilla.rulebook.asking import answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.when import Moment

HN = {"nat": "HN", "age": 30}
BETWEEN = {**HN, "manner": "between"}
TRANSIT = {**BETWEEN, "entry": "2019-12-01", "transit": ["GT", "MX"], "list_date": "2019-07-10"}


@pytest.mark.parametrize(
    ("ask", "place", "day", "card", "code"),
    [
        # a place nobody listed is not known; the border is longer than eight ports
        ("t42_expel", "Del Rio", "2020-06-01", BETWEEN, "YES"),
        ("t42_expel", "Nowhere Crossing", "2020-06-01", BETWEEN, "UNKNOWN"),
        # a city of Mexico looks at the port across
        ("port_takes_claim", "Tijuana", "2020-06-01", {**HN, "manner": "port"}, "NO"),
        ("claim_us", "Tijuana", "2025-02-01", BETWEEN, "NO"),
        ("appointment_good", "Tijuana", "2025-01-19", {**HN, "appt": "2025-01-19"}, "YES"),
        # what does not reach a person is a no, though the day is in doubt
        ("mpp_return", "San Ysidro", "2020-02-28", {"nat": "MX", "age": 30, "manner": "port"}, "NO"),
        ("suspension_applies", "San Ysidro", "2024-06-04", {"nat": "HN", "age": 9, "unacc": True}, "NO"),
        ("barred_transit", "San Ysidro", "2020-01-15", {**TRANSIT, "manner": "port", "denied_in": "MX"}, "NO"),
        # where appointments could be asked for
        ("appointment_ask", "Villahermosa", "2024-09-01", HN, "YES"),
        ("appointment_ask", "Merida", "2024-09-01", {"nat": "MX"}, "YES"),
        ("appointment_ask", "Ciudad Juárez", "2023-03-01", HN, "YES"),
        # exceptions and spellings
        ("mpp_return", "El Paso", "2022-01-10", {"nat": "US", "age": 4}, "NO"),
        ("mpp_return", "El Paso", "2019-08-01", {**BETWEEN, "health": "diabetes"}, "NO"),
        ("mpp_return", "El Paso", "2019-08-01", {**BETWEEN, "fear_mx": "said in the car"}, "NEEDS_LAWYER"),
        ("visa_petition", "Tegucigalpa", "2018-12-05", {"nat": "HN", "visa": "H2A", "approval": "2018-12-05"}, "YES"),
        ("tvtf", "Tapachula", "2019-02-10", {"nat": "GT", "age": 15, "job_offer": True, "state": "Chiapas"}, "NO"),
        ("suspension_applies", "El Paso", "2024-07-01", {**BETWEEN, "appt": "2024-07-01"}, "YES"),
        ("suspension_on", "El Paso", "2024-09-30", {"series": {"average": 1499}}, "UNKNOWN"),
        ("barred_transit", "El Paso", "2019-10-01", {**TRANSIT, "denied_in": "ES"}, "YES"),
        ("claim_us", "El Paso", "2025-02-01", {**BETWEEN, "entry": "2025-01-10"}, "YES"),
        ("mpp_waits_until", "Tijuana", "2019-06-01", {"next_hearing": "2019-09-01"}, "2019-09-01"),
        ("mpp_waits_until", "Tijuana", "2019-06-01", {}, "UNKNOWN"),
        ("return_help", "Tijuana", "2019-05-01", {**HN, "enrolled": True}, "NO"),
        ("child_held_too_long", "Dilley", "2019-09-01", {"age": 7, "held_since": "2019-08-08T10:00"}, "YES"),
        ("tvrh_2019", "Tijuana", "2019-02-05", {"nat": "HN", "registered": "2019-01-28"}, "YES"),
        ("tvrh_2019", "Tijuana", "2019-02-05", {"nat": "HN", "registered": "2019-01-29"}, "NO"),
        ("filed_in_time", "San Diego", "2021-03-01", {"arrival": "2020-06-15", "filed": "2021-03-01"}, "YES"),
    ],
)  # fmt: skip
def test_the_question_is_answered_as_the_record_has_it(ask, place, day, card, code):
    zone = "America/Tijuana" if "Tijuana" in place or "Ysidro" in place else "America/Denver"
    assert answer(book(), ask, card, Moment(day, zone), place).code == code


def test_a_late_filer_and_a_slow_one_under_the_wait_of_365_days():
    at = Moment("2020-10-01", "America/Los_Angeles")
    late = {**HN, "manner": "port", "arrival": "2019-01-01", "filed": "2020-09-01", "member_of": []}
    assert answer(book(), "ead_possible", late, at, "San Diego").code == "NO"
    days = answer(book(), "ead_ask_and_grant_from", {**late, "delay_days": 30}, at, "San Diego").code
    assert days == "2021-09-01/2021-09-01"
