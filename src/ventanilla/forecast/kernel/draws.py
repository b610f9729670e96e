"""Random numbers by counter (Philox4x32-10, Salmon et al. 2011): each is a function of who asks for what, never of the order.

So the same bytes come out on any number of threads, and two policies share their luck. The key is (seed, run); the counter
is (n-th household of its day and source, block, day and source, visit and purpose).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit


def forget_old_code(folder: Path) -> None:
    """Compiled code older than any file here is removed: numba looks only at a function's own file, not at what it calls."""
    newest = max(file.stat().st_mtime for file in folder.glob("*.py"))
    for file in (folder / "__pycache__").glob("*.nb?"):
        with suppress(OSError):
            if file.stat().st_mtime < newest:
                file.unlink()


forget_old_code(Path(__file__).parent)

_HOW: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_NO_OWNERS = {
    **_HOW,
    "_nrt": False,
}  # what makes no array need not count who owns it: counting took two thirds of a run
step = njit(**_NO_OWNERS, forceinline=True)
phase = njit(**_NO_OWNERS)
maker = njit(**_HOW)
kept = njit(**_HOW, cache=True)  # only what Python calls is kept on disk: it holds all that it calls

BORN, ENTER, SERVE, ROUTE, APPLY, ARRIVALS, PLACES, WALK, RANGE, LOT = map(np.int64, range(10))
"""What a number is for: the lowest four bits of the counter's last word. (No literals: each would be compiled apart.)"""

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_SCALE = 2.0**-32


@step
def words(seed: int, run: int, a: int, b: int, c: int, d: int) -> Any:
    """Four 32-bit words for the key (seed, run) and the counter (a, b, c, d)."""
    k0, k1 = np.uint64(seed), np.uint64(run)
    c0, c1, c2, c3 = np.uint64(a), np.uint64(b), np.uint64(c), np.uint64(d)
    for _ in range(10):
        p0, p1 = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (p1 >> _HALF) ^ c1 ^ k0, p1 & _LOW, (p0 >> _HALF) ^ c3 ^ k1, p0 & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@step
def chance(word: int) -> float:
    """A number strictly between 0 and 1."""
    return (word + 0.5) * _SCALE


@step
def four(seed: int, run: int, a: int, b: int, c: int, d: int) -> Any:
    """Four numbers strictly between 0 and 1."""
    w = words(seed, run, a, b, c, d)
    return chance(w[0]), chance(w[1]), chance(w[2]), chance(w[3])


@step
def duration(kind: int, a: float, b: float, u: float, log: float) -> int:
    """Days: kind 1 exactly a; 2 one more than the whole days of an exponential of mean a; 3 evenly from a to b.

    ``log`` is the logarithm of ``u``.
    """
    if kind == 1:
        return int(a)
    if kind == 2:
        return int(min(1 + np.floor(-a * log), 1e8))
    return int(a) + int(np.floor(u * (b - a + 1)))


@phase
def poisson(mean: float, seed: int, run: int, day: int, source: int) -> int:
    """A Poisson number by inversion, in parts of at most 500 so that exp does not vanish."""
    total, part = 0, 1
    mean = min(mean, 1e8)
    while mean > 0:
        m = min(mean, 500.0)
        w = four(seed, run, day, source, 0, part << 4 | ARRIVALS)
        u = w[0] + (w[1] - 0.5) * _SCALE
        p = np.exp(-m)
        cumulative, n = p, 0
        while u > cumulative and p > 0:
            n += 1
            p *= m / n
            cumulative += p
        total += n
        mean -= m
        part += 1
    return total


@phase
def gamma(shape: float, seed: int, run: int, day: int, source: int) -> float:
    """A gamma number of mean 1 (Marsaglia and Tsang 2000)."""
    k = shape if shape >= 1 else shape + 1
    d = k - 1 / 3
    for attempt in range(1000):
        u = four(seed, run, day, source, 1, attempt << 4 | ARRIVALS)
        x = np.sqrt(-2 * np.log(u[0])) * np.cos(2 * np.pi * u[1])
        v = (1 + x / np.sqrt(9 * d)) ** 3
        if v > 0 and np.log(u[2]) < 0.5 * x * x + d - d * v + d * np.log(v):
            return d * v * (u[3] ** (1 / shape) if shape < 1 else 1.0) / shape
    return 1.0


@step
def normal(u: float, v: float) -> float:
    """A standard normal number (Box and Muller 1958)."""
    return np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)


@step
def triangle(low: float, likely: float, high: float, u: float) -> float:
    """A number of the triangle over low, likely and high."""
    width = high - low
    if width <= 0:
        return likely
    turn = (likely - low) / width
    if u < turn:
        return low + np.sqrt(u * width * (likely - low))
    return high - np.sqrt((1 - u) * width * (high - likely))
