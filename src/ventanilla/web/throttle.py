"""Slowing down guesses, in memory only: for private codes and for passwords."""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence


def source_of(address: str) -> str:
    """What counts as one source: an IPv4 address, or the /64 network of an IPv6 one."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))


class Throttle:
    """Slows guessing: at most 5 wrong tries a minute and source, 10 a second and site.

    Held in memory only, so no address is ever written down. `now` is seconds of `time.monotonic()`. Mistyped codes and
    codes that open something never count. Call `allow` before hashing and `failed` when nothing opened; a thread
    between the two is not yet counted, so eight server threads can pass the limit by at most seven. Safe to share
    between threads. Memory: ten failures a second for a minute are 600 sources; MAX_SOURCES holds even if not asked.
    """

    PER_SOURCE, MINUTE = 5, 60.0
    PER_SITE, SECOND = 10, 1.0
    MAX_SOURCES = 4096

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._site: deque[float] = deque(maxlen=self.PER_SITE)
        self._sources: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, source: str, now: float) -> float:
        """Seconds until this source may try a code, 0 when it may now."""
        with self._lock:
            of_site = _wait(self._site, self.SECOND, now)
            return max(of_site, _wait(self._sources.get(source, ()), self.MINUTE, now))

    def failed(self, source: str, now: float) -> None:
        """Count one well-formed code that opened nothing."""
        with self._lock:
            self._site.append(now)
            self._sources.setdefault(source, deque(maxlen=self.PER_SOURCE)).append(now)
            self._sources.move_to_end(source)
            self._drop_old(now)

    def _drop_old(self, now: float) -> None:
        while self._sources:
            oldest = next(iter(self._sources))
            if len(self._sources) <= self.MAX_SOURCES and now - self._sources[oldest][-1] < self.MINUTE:
                return
            del self._sources[oldest]


def _wait(times: Sequence[float], window: float, now: float) -> float:
    """Seconds until the oldest of a full row of failures is older than the window."""
    full = isinstance(times, deque) and len(times) == times.maxlen
    return min(max(0.0, times[0] + window - now), window) if full else 0.0
