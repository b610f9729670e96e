"""The evening's head: the RFC 6962 root over every place, and the sixteen symbols that go on paper."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.journal.heads import evening_head, root


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    n = len(leaves)
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < n:
        k *= 2
    return sha256(b"\x01" + by_the_book(leaves[:k]) + by_the_book(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_the_one_of_the_standard(leaves):
    assert root(leaves) == by_the_book(leaves)


def test_the_standards_own_examples():
    # The test vectors of the certificate-transparency reference implementation.
    leaves = [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43"]
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_the_head_is_eighty_bits_in_sixteen_symbols(chain, places):
    head = evening_head(chain, places)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for symbol in head.replace("-", ""):
        number = number * 32 + alphabet.index(symbol)
    assert number.to_bytes(10) == sha256(chain + places).digest()[:10]
    assert [len(group) for group in head.split("-")] == [4, 4, 4, 4]


@pytest.mark.parametrize("changed", range(5))
def test_another_leaf_is_another_root(changed):
    leaves = [bytes([n]) for n in range(5)]
    other = [b"x" if n == changed else one for n, one in enumerate(leaves)]
    assert root(leaves) != root(other)
