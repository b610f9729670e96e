"""A notice says three hours, each on its own clock, in two languages, and names nobody."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from ventanilla.journal.entry import CLAIM
from ventanilla.rooms.claims.actions import Prepare
from ventanilla.rooms.claims.notice import CannotPrint, Hour, Notice, notice_pdf


def words(pdf: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)


SAME = (
    Hour("bridge", "2019-03-20T14:30", "America/Tijuana", "El Chaparral, Tijuana"),
    Hour("port", "2019-03-20T15:30", "America/Los_Angeles", "San Ysidro"),
    Hour("hearing", "2019-03-20T19:30", "America/Los_Angeles", "San Diego"),
)


def test_three_hours_in_the_persons_language_and_the_issuers():
    said = words(notice_pdf(Notice(SAME, ("ht", "en"), "2019-01-30", "EOIR", way="Bis 12, 40 minit")))
    for one in ("07:30", "08:30", "12:30", "San Ysidro", "Kreyòl", "English", "Bis 12, 40 minit", "EOIR"):
        assert one in said, one
    assert said.count("12:30") == 2 and "mèkredi 20 mas 2019" in said and "Wednesday 20 March 2019" in said
    assert "in San Diego it is" not in said, "one clock: nothing is said twice"


def test_both_clocks_stand_there_where_they_differ():
    """On 10 November 2022 the clocks of Ciudad Juárez and El Paso were an hour apart."""
    hours = (
        Hour("bridge", "2022-11-10T13:00", "America/Ciudad_Juarez", "Ciudad Juárez"),
        Hour("port", "2022-11-10T14:00", "America/Denver", "Paso del Norte"),
        Hour("hearing", "2022-11-10T15:30", "America/Denver", "El Paso"),
    )
    said = words(notice_pdf(Notice(hours, ("es", "en"), "2022-10-20", "EOIR")))
    assert "en Paso del Norte son las 06:00" in said and "in Ciudad Juárez it is 09:30" in said
    assert hours[0].on(hours[1]) == "06:00" and hours[1].on(hours[2]) == ""


def test_one_language_is_printed_once_and_a_demo_says_so():
    said = words(notice_pdf(Notice(SAME, ("es", "es"), "2019-01-30", "COMAR", demo=True)))
    assert said.count("12:30") == 1 and "DEMO" in said


def test_a_way_that_is_too_long_or_not_printable_is_refused_with_a_sentence():
    with pytest.raises(CannotPrint, match="letter"):
        notice_pdf(Notice(SAME, ("es", "en"), "2019-01-30", "EOIR", way="مركز"))


def test_the_hours_follow_one_another_and_all_three_are_asked(aid):
    claim = aid.case(1).claims[0]
    paper = aid.paper(claim, day="2019-03-20", hour="12:30", place="san_diego")
    assert "all three hours" in aid.refused(Prepare(claim=claim, paper=paper, bridge_hour="07:30"))
    late = Prepare(claim=claim, paper=paper, bridge_hour="07:30", port_hour="12:45")
    assert "follow one another" in aid.refused(late)
    before = Prepare(claim=claim, paper=paper, bridge_hour="21:00", port_hour="23:30", evening=True)
    made = aid.does(before)
    hours = made.part(made.subject, CLAIM)["hours"]
    assert [one[0] for one in hours] == ["bridge", "port", "hearing"] and hours[0][1] == "2019-03-20T04:00"
    undated = aid.paper(claim, what="other")
    assert "no day and hour" in aid.refused(Prepare(claim=claim, paper=undated))


def test_an_appointment_in_mexico_has_one_hour_and_the_notice_names_nobody(aid, client_of):
    case = aid.case(1, country="MX", name="Sintetica Visible")
    paper = aid.paper(
        case.claims[0],
        what="interview",
        issuer="comar",
        day="2018-12-20",
        hour="10:00",
        place="comar_tijuana",
    )
    made = Prepare(claim=case.claims[0], paper=paper, language="es", way="Camión azul, 30 minutos")
    notice = aid.does(made).body["notice"]
    assert not aid.db.one("SELECT 1 FROM journal_entry WHERE body LIKE '%azul%'")
    said = words(client_of("legal").get(f"/desk/claims/notice/{notice}").content)
    assert (
        "10:00" in said
        and "Camión azul" in " ".join(said.split())
        and "Visible" not in said
        and "Español" in said
    )
    assert aid.db.one("SELECT 1 FROM web_view WHERE page='notice' AND subject=?", (case.family.id,))
