"""One entry as bytes: canonical JSON, the chain's hash, frames; nothing of it may be read in two ways."""

from __future__ import annotations

from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.journal.entry import (
    GENESIS,
    canonical,
    chain_hash,
    frame,
    frames,
    header,
    seals_of,
    ticks,
    without,
)

KEYS = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
PLAIN = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12)
BODIES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
PARTS = st.lists(
    st.tuples(
        st.sampled_from("ihnp"),
        st.text("ABCDEFGHJKMNPQRSTVWXYZ0123456789", min_size=20, max_size=20),
        st.binary(min_size=1),
    ),
    max_size=4,
)


@given(BODIES)
def test_a_body_is_the_canonical_json_of_rfc_8785(body):
    assert canonical(body).encode() == rfc8785.dumps(body)


def test_a_header_is_canonical_json_too():
    named = {
        "site": "abc", "seq": 7, "at": "2018-12-05T17:00:00.000Z", "clock": 2, "kind": "line.call", "actor": "S1",
        "subject": "tijuana", "once": "k-1", "typed": "ff", "rules": "none",
    }  # fmt: skip
    assert header(**named) == rfc8785.dumps({**named, "v": 1})


def test_the_hash_is_over_the_hash_before_header_body_and_seals():
    head, body, seals = b"{}", b'{"a":1}', b"s" * 32
    by_hand = sha256(b"\x00" + GENESIS + head + b"7:" + body + seals).digest()
    assert chain_hash(GENESIS, head, body, seals) == by_hand
    assert chain_hash(by_hand, head, body, b"") == sha256(b"\x00" + by_hand + head + b"7:" + body).digest()


@given(PARTS)
def test_frames_are_read_as_they_were_written(parts):
    raws = [frame(cls, owner, cipher) for cls, owner, cipher in parts]
    found = list(frames(b"".join(raws)))
    assert [(one.cls, one.owner, one.cipher) for one in found] == parts
    assert seals_of(raws) == b"".join(one.seal for one in found)


@given(PARTS)
def test_a_dropped_frame_keeps_its_owner_and_its_seal(parts):
    written = list(frames(b"".join(frame(*part) for part in parts)))
    left = list(frames(b"".join(map(without, written))))
    kept = [(one.cls, one.owner, b"", one.seal) for one in written]
    assert [(one.cls, one.owner, one.cipher, one.seal) for one in left] == kept


@given(st.integers(1, 60))
def test_a_sealed_field_cut_short_is_said(cut):
    whole = frame("i", "P" * 20, b"c" * 40)
    with pytest.raises(ValueError, match="cut short"):
        list(frames(whole[:-cut] if cut < len(whole) else whole[:1]))


def test_a_header_holds_no_quotes():
    assert ticks("line.call") == "line.call"
    for bad in ('a"b', "a b", "ñ", "a\\"):
        with pytest.raises(ValueError):
            ticks(bad)
