"""The rows of the record that are no rule on a person, each with the reason why it stands outside the book."""

from __future__ import annotations

from collections.abc import Mapping

LEFT_OUT: Mapping[str, str] = {
    "MX-JD-2019": "A commitment between two governments: it binds them, and decides nothing about a person by itself. "
    "It belongs to the liaison room.",
    "MX-PLEDGE": "A pledge made before taking office, known from the project's own article only. What came of it is "
    "the card programme MX-TVRH19.",
    "MX-REF-SUSP17": "The day on which the suspension ended was not found, so no term can be counted through it. The "
    "calendar of COMAR begins in 2018; a term that starts before is unknown.",
}
