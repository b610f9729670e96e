"""A waiting person copies the code of a slip by hand, and a stranger tries to guess one."""

from __future__ import annotations

import itertools
import random
import re
import statistics
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.rooms.place import digits24, field32
from ventanilla.rooms.place.code import ALPHABET, Mistyped, digest, digits, new, read
from ventanilla.web.throttle import Throttle, source_of

PRINTED = "RAHH-8PVR-9YS7-5CGZ"
PEPPER = bytes(range(32))
words = st.lists(st.integers(0, 31), min_size=14, max_size=14).map(field32.with_checks)
numbers = st.integers(0, 2**70 - 1)


def spelled(word: list[int]) -> str:
    return "".join(ALPHABET[value] for value in word)


def refused(text: str) -> Mistyped:
    with pytest.raises(Mistyped) as caught:
        read(text)
    return caught.value


# Written and read


def test_a_new_code_is_written_in_four_groups_and_reads_as_itself() -> None:
    codes = [new() for _ in range(200)]
    assert len(set(codes)) == 200
    for code in codes:
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
        assert read(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "RAHH8PVR9YS75CGZ",
        "rahh 8pvr 9ys7 5cgz",
        "  RaHh–8pvR—9ys7−5CGZ\n",
        "RAHH.8PVR.9YS7.5CGZ",
        "RA HH8 PVR9 YS75CG Z",
        "ＲＡＨＨ-８ＰＶＲ-９ＹＳ７-５ＣＧＺ",
        "https://fila.example.org/place#RAHH-8PVR-9YS7-5CGZ",
    ],
)
def test_the_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read(typed) == PRINTED


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    word = field32.with_checks([0, 1, 1, 0, *range(2, 12)])
    code = read(spelled(word))
    assert code.startswith("0110-")
    for typed in ("O" + code[1:], "oIlO" + code[4:], "0Li0" + code[4:]):
        assert read(typed) == code


@settings(max_examples=60, deadline=None)
@given(words)
def test_the_24_digits_say_the_same_code(word: list[int]) -> None:
    code = read(spelled(word))
    spoken = digits(code)
    assert re.fullmatch(r"(\d{4} ){5}\d{4}", spoken)
    assert read(spoken) == read(spoken.replace(" ", "")) == code
    assert read(spoken.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code


@settings(max_examples=40, deadline=None)
@given(st.text("RAHoIl01279-–. #UuéЖ４٤\x00\n", max_size=40))
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    try:
        assert re.fullmatch(r"[0-9A-Z-]{19}", read(text))
    except Mistyped as error:
        assert str(error).endswith(".")


# Slips of the hand: the codes are linear, so a slip passes for every code or for none


def test_no_two_wrong_symbols_ever_pass() -> None:
    for left, right in itertools.combinations(range(16), 2):
        for a, b in itertools.product(range(32), range(1, 32)):
            error = [0] * 16
            error[left], error[right] = a, b
            assert field32.syndrome(error) != (0, 0)


def test_no_two_wrong_digits_ever_pass() -> None:
    changes = [change for change in range(-9, 10) if change]
    alone = {place: {_digit_error(place, c) for c in changes} for place in range(24)}
    for place in range(24):
        assert (0, 0) not in alone[place]
    for left, right in itertools.combinations(range(24), 2):
        opposite = {((-a) % 23, (-b) % 23) for a, b in alone[right]}
        assert not alone[left] & opposite


def _digit_error(place: int, change: int) -> tuple[int, int]:
    return digits24.syndrome([change if i == place else 0 for i in range(24)])


@settings(max_examples=40, deadline=None)
@given(words, st.randoms(use_true_random=False))
def test_any_two_symbols_swapped_are_caught(word: list[int], luck: random.Random) -> None:
    left, right = luck.sample(range(16), 2)
    swapped = list(word)
    swapped[left], swapped[right] = word[right], word[left]
    if swapped != word:
        assert refused(spelled(swapped)).sentence_code == "check"


@settings(max_examples=40, deadline=None)
@given(numbers, st.integers(0, 22))
def test_neighbouring_digits_swapped_are_caught(number: int, place: int) -> None:
    word = digits24.write(number)
    swapped = [*word[:place], word[place + 1], word[place], *word[place + 2 :]]
    assert digits24.read(word) == number
    assert swapped == word or refused("".join(map(str, swapped))).sentence_code == "check"


# The hint


@settings(max_examples=5, deadline=None)
@given(words)
def test_one_wrong_symbol_always_points_at_its_group(word: list[int]) -> None:
    for place, value in itertools.product(range(16), range(32)):
        if value != word[place]:
            error = refused(spelled([*word[:place], value, *word[place + 1 :]]))
            assert (error.sentence_code, error.group) == ("check", place // 4 + 1)


@settings(max_examples=3, deadline=None)
@given(numbers)
def test_one_wrong_digit_points_at_its_group_or_at_none(number: int) -> None:
    word, right = digits24.write(number), 0
    slips = [(place, digit) for place in range(24) for digit in range(10) if digit != word[place]]
    for place, digit in slips:
        hint = refused("".join(map(str, [*word[:place], digit, *word[place + 1 :]]))).group
        assert hint in (place // 4 + 1, None)
        right += hint is not None
    assert right >= 0.95 * len(slips)


def test_a_swap_inside_a_group_points_at_it_or_at_none() -> None:
    assert refused("ARHH-8PVR-9YS7-5CGZ").group == 1
    for place in (0, 1, 4, 5, 6, 8, 9, 10, 12, 13, 14):
        flat = PRINTED.replace("-", "")
        swapped = flat[:place] + flat[place + 1] + flat[place] + flat[place + 2 :]
        assert swapped == flat or refused(swapped).group in (place // 4 + 1, None)


@pytest.mark.parametrize(
    ("typed", "sentence_code", "group"),
    [
        ("", "empty", None),
        (" - ", "empty", None),
        ("RAHH-8PVR-9YS-5CGZ", "short", 3),
        ("RAHH-88PVR-9YS7-5CGZ", "long", 2),
        ("RAHH8PVR9YS75CG", "short", None),
        ("RAHH-8PVU-9YS7-5CGZ", "foreign", 2),
        ("4753 1468 3303 7137 8828 010", "short", 6),
        ("4753 1468 3303 7137 8828 01000", "long", 6),
        ("".join(map(str, digits24.write(2**70))), "check", None),
        ("A" * 100_000, "long", None),
    ],
)
def test_other_slips_say_what_is_wrong_and_where(typed: str, sentence_code: str, group: int | None) -> None:
    error = refused(typed)
    assert (error.sentence_code, error.group) == (sentence_code, group)
    assert (f"group {group}" in str(error)) == (group is not None)


# Stored


def test_the_digest_is_the_same_for_every_way_of_typing_and_hangs_on_the_pepper() -> None:
    stored = digest(PRINTED, PEPPER)
    assert len(stored) == 32
    assert digest("rahh8pvr9ys75cgz", PEPPER) == digest(digits(PRINTED), PEPPER) == stored
    assert digest(PRINTED, PEPPER[::-1]) != stored
    assert digest(new(), PEPPER) != stored


def test_a_mistyped_code_is_refused_before_the_slow_hash() -> None:
    started = time.perf_counter()
    for _ in range(20):
        with pytest.raises(Mistyped):
            digest("RAHH-8PVR-9YS7-5CGY", PEPPER)
    assert time.perf_counter() - started < 0.2


def test_a_short_pepper_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        digest(PRINTED, b"salt")


def test_the_slow_hash_is_slow_for_a_guesser_and_quick_for_a_person() -> None:
    times = [_seconds_of_one_digest() for _ in range(7)]
    assert 0.003 < statistics.median(times) < 0.5


def _seconds_of_one_digest() -> float:
    started = time.perf_counter()
    digest(PRINTED, PEPPER)
    return time.perf_counter() - started


# Guessing


def test_the_sixth_wrong_code_in_a_minute_waits_and_a_neighbour_does_not() -> None:
    throttle = Throttle()
    for second in range(0, 50, 10):
        assert throttle.allow("shelter", second) == 0
        throttle.failed("shelter", second)
    assert throttle.allow("shelter", 50) == 10
    assert throttle.allow("plaza", 50) == 0
    assert throttle.allow("shelter", 60) == 0
    throttle.failed("shelter", 60)
    assert throttle.allow("shelter", 61) == 9


def test_codes_that_open_never_count() -> None:
    throttle = Throttle()
    assert all(throttle.allow("shelter", second / 100) == 0 for second in range(1000))


def test_many_sources_together_get_ten_tries_a_second() -> None:
    throttle = Throttle()
    for i in range(10):
        assert throttle.allow(f"10.0.0.{i}", 5.0) == 0
        throttle.failed(f"10.0.0.{i}", 5.0)
    assert throttle.allow("another", 5.25) == 0.75
    assert throttle.allow("another", 6.0) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=80))
def test_no_window_ever_holds_more_than_the_limit(tries: list[tuple[str, float]]) -> None:
    throttle, now, counted = Throttle(), 0.0, []
    for source, pause in tries:
        now += pause
        if throttle.allow(source, now) == 0:
            throttle.failed(source, now)
            counted.append((source, now))
    for source, start in counted:
        assert sum(s == source and start <= t < start + 60 for s, t in counted) <= 5
        assert sum(start <= t < start + 1 for _, t in counted) <= 10


def test_memory_stays_bounded_and_forgets_after_a_minute() -> None:
    throttle = Throttle()
    for i in range(20_000):
        throttle.failed(str(i), 1.0)
    assert len(throttle._sources) == Throttle.MAX_SOURCES
    throttle.failed("later", 62.0)
    assert list(throttle._sources) == ["later"]


def test_threads_share_one_throttle() -> None:
    throttle = Throttle()
    desks = [threading.Thread(target=_fail_often, args=(throttle, str(n))) for n in range(8)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert len(throttle._sources) == 80
    assert all(len(times) == 5 for times in throttle._sources.values())


def _fail_often(throttle: Throttle, name: str) -> None:
    for i in range(500):
        throttle.failed(f"{name}/{i % 10}", 1.0)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_a_home_network_is_one_source(address: str, source: str) -> None:
    assert source_of(address) == source
