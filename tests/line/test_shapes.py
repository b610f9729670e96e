"""Three lists in one office, one of each shape of number, run through the same stories."""

from __future__ import annotations

import pytest

from tests.town import SHAPES, Family, Town, assert_replays, assert_right, family, members
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions import JoinHouseholds, RegisterAndJoin, Split
from ventanilla.rooms.line.actions.said import said_to
from ventanilla.rooms.line.labels import next_part, number_label
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.place import opening
from ventanilla.rooms.place.actions import MakeCode
from ventanilla.rooms.place.board import answers, board

SIZES = (3, 1, 4, 2, 5)
PLACES = {
    "tijuana": [(1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 1, 4), (2, 2, 1)],
    "juarez": [(1, 3, 1), (4, 4, 1), (5, 8, 1), (9, 10, 1), (11, 15, 1)],
    "nogales": [(1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 4, 1), (5, 5, 1)],
}


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def phone(passer_by):
    """A browser that asked for English."""
    passer_by.cookies["lang"] = "en"
    return passer_by


@pytest.fixture(params=list(SHAPES))
def shape(request, town) -> str:
    """One of the three lists; the other two are open in the same office."""
    town.open_lists()
    return request.param


@pytest.fixture
def line(town, shape) -> list[Family]:
    """Five households in line, of three, one, four, two and five people."""
    return [town.register(size, list=shape) for size in SIZES]


def place(one: Family) -> Ticket:
    return Ticket.objects.get(pk=one.ticket)


def places_of(town: Town, shape: str) -> list[tuple[int, int, int]]:
    sql = "SELECT number, last_number, ord FROM line_ticket WHERE list=? ORDER BY number, ord"
    return [tuple(row) for row in town.db.all(sql, (shape,))]


def stand_as_before(town: Town, before: dict[str, tuple], *but: str) -> None:
    """Everybody but these households stands exactly as before."""
    now = town.tickets()
    for ticket, row in before.items():
        if row[6] not in but:
            assert now[ticket] == row


# --- numbers ---------------------------------------------------------------------------------------------------
def test_numbers_are_given_by_the_lists_own_shape(town, shape, line):
    assert places_of(town, shape) == PLACES[shape]
    assert reads.last_given(shape) == PLACES[shape][-1][1]
    assert reads.waiting(shape) == (5, 15)


def test_the_three_lists_of_one_office_do_not_touch(town):
    town.open_lists()
    for size in SIZES:
        for name in SHAPES:
            town.register(size, list=name)
    assert {name: places_of(town, name) for name in SHAPES} == PLACES
    assert_right(town.office)


def test_a_household_larger_than_a_number_covers_has_a_number_of_its_own_in_tijuana(town):
    assert [place(town.register(size)).number for size in (6, 12, 1, 10, 9, 1)] == [1, 2, 3, 4, 5, 5]


LABELS = {"tijuana": "1,503", "juarez": "1,503 – 1,505", "nogales": "1,503"}
MINE = {"tijuana": "1,503", "juarez": "1,503 to 1,505", "nogales": "1,503"}


def test_a_notebooks_number_goes_on_and_is_written_as_people_write_it(town, shape):
    one = family(town.do(RegisterAndJoin(list=shape, members=members(3), number=1503)))
    assert place(one).label == LABELS[shape]
    following = {"tijuana": (1503, 2), "juarez": (1506, 1), "nogales": (1504, 1)}[shape]
    after = place(town.register(2, list=shape))
    assert (after.number, after.ord) == following


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ((7, 7), "7"),
        ((1503, 1503), "1,503"),
        ((1173, 1175), "1,173 – 1,175"),
        ((1479, 1479, "B"), "1,479-B"),
        ((1173, 1175, "C"), "1,173 – 1,175-C"),
    ],
)
def test_labels(said, label):
    assert number_label(*said) == label


def test_letters_that_look_like_digits_are_no_part_and_the_plain_number_is_the_first():
    letters: list[str] = []
    for _ in range(23):
        letters.append(next_part(letters))
    assert letters[:3] == ["B", "C", "D"] and not set(letters) & set("AIO")
    with pytest.raises(ValueError, match="too many"):
        next_part(letters)


# --- my place, the board, the history ------------------------------------------------------------------------
ORDERS = {"tijuana": "Third household of four", "juarez": "", "nogales": ""}


def test_my_place_says_it_rightly_in_each(town, shape, line):
    said = opening.mine(town.office, place(line[2]))
    assert str(said.label) == {"tijuana": "1", "juarez": "5 to 8", "nogales": "3"}[shape]
    assert str(said.order or "") == ORDERS[shape]
    assert str(said.covers) == "For 4 people."
    assert str(said.ahead) == "Ahead: 2 households, 4 people."


def test_the_page_of_a_place_opens_with_its_code_and_says_the_number(town, shape, phone):
    one = family(town.do(RegisterAndJoin(list=shape, members=members(3, name="Canaria"), number=1503)))
    town.register(2, list=shape)
    code = town.do(MakeCode(ticket=one.ticket)).shown["code"]
    page = phone.post("/place", {"code": code}).content.decode()
    assert MINE[shape] in page and "Canaria" not in page
    assert ("First household of two" in page) is (shape == "tijuana")


def test_the_board_answers_for_any_number_that_a_household_holds(town, shape, line):
    one = WaitingList.objects.get(pk=shape)
    shown = board(town.db, one, town.office.clock.now())
    assert str(shown.waiting_said) == "Waiting: 5 households, 15 people."
    assert shown.last_given == PLACES[shape][-1][1]
    asked = {"tijuana": 1, "juarez": 7, "nogales": 3}[shape]
    found = answers(town.db, shape, asked)
    assert len(found) == (4 if shape == "tijuana" else 1)
    third = found[2 if shape == "tijuana" else 0]
    assert str(third.label) == {"tijuana": "1", "juarez": "5 to 8", "nogales": "3"}[shape]
    assert str(third.said) == "Not called yet." and str(third.ahead) == "Ahead: 2 households, 4 people."


def test_the_public_page_answers_in_each_shape(town, shape, line, phone):
    asked = {"tijuana": "1", "juarez": "6", "nogales": "3"}[shape]
    page = phone.post(f"/board/{shape}", {"number": asked})
    assert page.status_code == 200 and "Ahead: 2 households, 4 people." in page.content.decode()
    none = phone.post(f"/board/{shape}", {"number": "900"}).content.decode()
    assert "900 was not given yet" in none


# --- calls -----------------------------------------------------------------------------------------------------
def test_a_call_may_stop_inside_a_number_but_never_inside_a_household(town, shape, line):
    town.offer(4, list=shape)
    assert town.call(shape) == [line[0].id, line[1].id]
    rest = [one.id for one in line[2:]]
    assert town.waiting(shape) == rest
    assert {place(one).state for one in line[:2]} == {"called"}
    town.offer(5, list=shape)
    called = town.call(shape)
    assert set(called) < set(rest) and town.waiting(shape) == [one for one in rest if one not in called]
    sizes = town.db.all("SELECT size FROM line_ticket WHERE list=? AND state='called'", (shape,))
    assert {row[0] for row in sizes} <= set(SIZES)
    assert_right(town.office)


TAKEN_OF_FIVE = {"tijuana": [0, 1], "juarez": [0, 1], "nogales": [0, 1, 2]}
TAKEN_OF_SIX = {"tijuana": [0, 1, 3], "juarez": [0, 1], "nogales": [0, 1, 2]}


@pytest.mark.parametrize(("places", "taken"), [(5, TAKEN_OF_FIVE), (6, TAKEN_OF_SIX)])
def test_the_lists_own_rule_says_who_goes_when_the_next_household_is_too_large(
    town, shape, line, places, taken
):
    town.offer(places, list=shape)
    assert town.call(shape) == [line[n].id for n in taken[shape]]


def test_the_board_shows_what_was_called_in_each_shape(town, shape, line):
    town.offer(4, list=shape)
    town.call(shape)
    shown = board(town.db, WaitingList.objects.get(pk=shape), town.office.clock.now())
    assert shown.called[0].numbers == {"tijuana": ["1"], "juarez": ["1–3", "4"], "nogales": ["1", "2"]}[shape]
    assert town.day(shape)["last_called"] == {"tijuana": 1, "juarez": 4, "nogales": 2}[shape]


# --- split and join --------------------------------------------------------------------------------------------
def test_a_split_keeps_the_place_with_a_letter(town, shape, line):
    before = town.tickets()
    new = town.do(Split(people=line[0].people[2:])).entries[0].body["new"]
    first, second = place(line[0]), Ticket.objects.get(household=new)
    assert second.label == {"tijuana": "1-B", "juarez": "1 – 3-B", "nogales": "1-B"}[shape]
    assert (first.part, first.size, second.size) == ("", 2, 1)
    assert (second.number, second.last_number, second.ord) == (first.number, first.last_number, first.ord)
    assert town.waiting(shape)[:2] == [line[0].id, new]
    stand_as_before(town, before, line[0].id)
    assert reads.waiting(shape) == (6, 15)
    assert str(opening.mine(town.office, second).label) == {"juarez": "1 to 3-B"}.get(shape, "1-B")
    asked = answers(town.db, shape, 1, "B")
    assert len(asked) == 1 and str(asked[0].ahead) == "Ahead: 1 household, 2 people."
    assert_right(town.office)
    assert_replays(town.office)


def test_split_twice_the_letters_go_on_and_people_are_counted_once(town, shape, line):
    for people in (line[2].people[3:], line[2].people[2:3]):
        town.do(Split(people=people))
    parts = Ticket.objects.filter(list=shape, number=place(line[2]).number, ord=place(line[2]).ord)
    assert sorted((one.part, one.size) for one in parts) == [("", 2), ("B", 1), ("C", 1)]
    assert reads.waiting(shape) == (7, 15)


def test_after_a_split_the_parts_may_be_called_on_different_days(town, shape, line):
    new = town.do(Split(people=line[0].people[2:])).entries[0].body["new"]
    town.offer(2, list=shape)
    assert town.call(shape) == [line[0].id]
    assert town.waiting(shape)[0] == new
    assert_right(town.office)


@pytest.mark.parametrize("way", ["the earlier goes on", "the later goes on"])
def test_joined_households_keep_the_later_place(town, shape, line, way):
    goes_on, ends = (line[0], line[3]) if way == "the earlier goes on" else (line[3], line[0])
    before, later = town.tickets(), place(line[3]).label
    town.do(JoinHouseholds(household=goes_on.id, other=ends.id))
    assert place(line[0]).state == "joined"
    kept = place(line[3])
    assert (kept.household, kept.state, kept.size, kept.label) == (goes_on.id, "waiting", 5, later)
    assert town.waiting(shape) == [line[1].id, line[2].id, goes_on.id, line[4].id]
    stand_as_before(town, before, line[0].id, line[3].id)
    assert reads.waiting(shape) == (4, 15)
    assert_right(town.office)
    assert_replays(town.office)


def test_split_and_joined_again_they_keep_the_place_with_the_letter(town, shape, line):
    new = town.do(Split(people=line[0].people[2:])).entries[0].body["new"]
    town.do(JoinHouseholds(household=line[0].id, other=new))
    kept = Ticket.objects.get(list=shape, household=line[0].id, state="waiting")
    assert (kept.part, kept.size) == ("B", 3)
    assert town.waiting(shape) == [one.id for one in line]
    assert_right(town.office)


def test_the_history_says_the_number_as_the_list_counts(town, shape, line):
    said = [said_to(entry, line[2].id) for entry in Reader(town.db, town.office.keys).history(line[2].id, 9)]
    number = {"tijuana": "1", "juarez": "5 – 8", "nogales": "3"}[shape]
    assert f"Got number {number} on the list, for 4 people, since 2018-12-05." in said
