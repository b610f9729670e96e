"""Facts are sealed; what cannot be true together is refused with its field; what is not said is not a no."""

from __future__ import annotations

import pytest

from ventanilla.rooms.claims.actions import Facts, Intention

GOOD = {"manner": "port", "entry_mx": "2018-10-19", "transit": "GT MX"}


@pytest.mark.parametrize(
    ("card", "field"),
    [
        ({"entry": "1980-01-01", "manner": "between"}, "card.entry"),
        ({"arrival": "2018-11-20", "filed": "2018-11-19"}, "card.filed"),
        ({"entry": "2018-11-20", "arrival": "2018-11-10", "manner": "between"}, "card.arrival"),
        ({"manner": "between", "appt": "2018-11-20"}, "card.manner"),
        ({"manner": "port", "entry": "2018-12-01"}, "card.entry"),
        ({"entry_mx": "2018-12-06"}, "card.entry_mx"),
        ({"entry_mx": "2018-12-05", "list_date": "2018-12-01"}, "card.list_date"),
        ({"transit": "HN GT"}, "card.transit"),
        ({"transit": "GT", "denied_in": "CR"}, "card.denied_in"),
        ({"unacc": "yes"}, "card.unacc"),
        ({"age": 12}, "card.age"),
        ({"nat": "SV"}, "card.nat"),
    ],
)
def test_facts_that_contradict_one_another_are_refused_with_their_field(aid, client_of, card, field):
    from ventanilla.journal.action import Refused

    person = aid.case(1).family.people[0]
    before = aid.town.tip()
    with pytest.raises(Refused) as error:
        aid.does(Facts(person=person, card=card))
    assert error.value.field == field and aid.town.tip() == before
    typed = {
        "person": person,
        "once": "facts-0001",
        **{f"card-{name}": str(value) for name, value in card.items()},
    }
    page = client_of("legal").post("/do/claims.facts", typed)
    assert page.status_code == 409 and f'href="#f-{field.replace(".", "-")}"' in page.content.decode()


def test_the_day_of_listing_comes_from_the_line_with_its_entry(aid, page):
    case = aid.case(1, facts=GOOD)
    row = aid.seen(case.claims[0]).row
    kind = aid.db.one("SELECT kind, subject FROM journal_entry WHERE seq=?", (row.listed_seq,))
    assert kind == ("line.join", case.family.id) and str(row.listed) == "2018-12-05"
    assert aid.seen(case.claims[0]).facts["list_date"] == "2018-12-05"
    assert f"proved by entry {row.listed_seq}" in page(f"/desk/claims/claim/{case.claims[0]}").replace(
        "</a>", ""
    )


def test_what_is_not_said_is_unknown_and_an_uncertain_age_is_not_guessed(aid):
    claim = aid.case(1, birth_year=1990).claims[0]
    aid.on("2019-01-30")
    aid.does(Facts(person=aid.seen(claim).person.id, card={"manner": "port"}))
    answers = {one.ask: one.code for one in aid.seen(claim).answers}
    assert answers["barred_transit"] == "NO" and answers["mpp_return"] == "MAY"
    edge = aid.case(1, birth_year=1958, facts={"manner": "port"}).claims[0]
    assert {one.ask: one.code for one in aid.seen(edge).answers}["mpp_return"] == "UNKNOWN", (
        "60 or 61: which?"
    )


def test_no_fact_stands_in_a_table_a_body_or_on_a_colleagues_page(aid, page):
    facts = GOOD | {"health": "known", "fear_mx": "said", "client_of": "Quetzal Law Center"}
    case = aid.case(1, facts=facts)
    [claim] = case.claims
    assert "Quetzal" in page(f"/desk/claims/claim/{claim}")
    addresses = [
        f"/desk/claims/claim/{claim}",
        f"/desk/claims/household/{case.family.id}",
        f"/desk/household/{case.family.id}",
    ]
    for role in ("helper", "coordinator"):
        for address in addresses[1:]:
            assert "Quetzal" not in page(address, role), (role, address)
    assert "Quetzal" not in page(f"/desk/household/{case.family.id}", "keeper")
    last = aid.db.one("SELECT seq FROM claims_card")[0]
    for role in ("auditor", "legal"):
        assert "Quetzal" not in page(f"/desk/journal/{last}", role), (
            "the journal says that it is there, not what it is"
        )
    assert not aid.db.one("SELECT 1 FROM journal_entry WHERE body LIKE '%Quetzal%'")


def test_every_view_of_a_claim_is_recorded_and_the_family_can_see_by_whom(aid, page):
    case = aid.case(1, facts=GOOD)
    for address in (f"/desk/claims/claim/{case.claims[0]}", f"/desk/claims/household/{case.family.id}"):
        page(address)
    rows = aid.db.all("SELECT page FROM web_view WHERE subject=? AND actor=?", (case.family.id, aid.legal.id))
    assert {row[0] for row in rows} == {"claim", "claims"}


@pytest.mark.parametrize("role", ["keeper", "planner", "auditor"])
def test_other_roles_open_no_claim(aid, client_of, role):
    case = aid.case(1)
    for address in (
        "/desk/claims",
        f"/desk/claims/claim/{case.claims[0]}",
        f"/desk/claims/household/{case.family.id}",
    ):
        assert client_of(role).get(address).status_code == 403


def test_a_person_has_one_claim_in_a_country_and_any_colleague_may_write_the_intention(aid, keeper, helper):
    family = aid.town.register(1)
    wish = Intention(person=family.people[0])
    aid.town.do(wish, keeper)
    assert "already" in aid.town.refused(wish, helper)
    aid.town.do(Intention(person=family.people[0], country="MX"), helper)
    with pytest.raises(ValueError, match="No rule names this place"):
        Intention(person=family.people[0], place="Oz")


def test_facts_are_written_anew_from_what_stands(aid, client_of):
    case = aid.case(1, facts=GOOD)
    page = client_of("legal").get(f"/desk/claims/claim/{case.claims[0]}").content.decode()
    assert 'name="card-transit" value="GT MX"' in page and 'name="card-entry_mx" value="2018-10-19"' in page
    typed = {"person": case.family.people[0], "card-transit": "GT MX", "more": "card", "once": "facts-0002"}
    again = client_of("legal").post("/do/claims.facts", typed).content.decode()
    assert 'value="GT MX"' in again


def test_legal_aid_sees_options_with_the_facts_of_the_claim_and_a_helper_without(aid, client_of):
    """The day somebody entered Mexico, told for a claim, answers at legal aid's desk what the page would ask."""
    case = aid.case(1, facts={"entry_mx": "2018-11-20"})
    address = f"/desk/options/{case.family.id}"
    asked = 'id="q-entry_mx"'
    pages = {role: client_of(role).get(address).content.decode() for role in ("legal", "helper")}
    assert asked in pages["helper"] and asked not in pages["legal"]
