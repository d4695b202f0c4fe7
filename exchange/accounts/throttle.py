"""How many tries in how long a time: slows guessing, locks nobody out for good."""

from __future__ import annotations

import ipaddress

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

FOR_ONE_ACCOUNT = RateLimitItemPerMinute(10, 15)
FOR_ONE_ACCOUNT_FROM_ANYWHERE = RateLimitItemPerMinute(100, 15)
FOR_ONE_NETWORK = RateLimitItemPerMinute(60, 15)

OPEN_TO_ANYBODY = frozenset({"password"})
"""Kinds of which anybody can use up somebody else's tries, by no more than the address: there
each network has its own few, and only far more from everywhere stop the account."""

_NETWORKS = {4: 24, 6: 64}
_LONGEST_KEY = 254


class TooMany(Exception):
    """Too many tries; some minutes later there will be room again."""


class Throttle:
    """The tries of late, in this process; a try that succeeds makes room for its account again."""

    def __init__(
        self,
        account: RateLimitItem = FOR_ONE_ACCOUNT,
        network: RateLimitItem = FOR_ONE_NETWORK,
        anywhere: RateLimitItem = FOR_ONE_ACCOUNT_FROM_ANYWHERE,
    ) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._account, self._network, self._anywhere = account, network, anywhere

    def tries(self, kind: str, account: str, address: str | None) -> None:
        """Counts a try before it is made; raises TooMany."""
        if not self._limiter.hit(self._network, kind, network_of(address)):
            raise TooMany
        if not self._limiter.hit(self._account, *_whose(kind, account, address)):
            raise TooMany  # uses up none of what the account has from elsewhere
        if not self._limiter.hit(self._anywhere, kind, account[:_LONGEST_KEY]):
            raise TooMany

    def succeeded(self, kind: str, account: str, address: str | None) -> None:
        """Forgets the few tries for an account, not those made from everywhere."""
        self._limiter.clear(self._account, *_whose(kind, account, address))


def _whose(kind: str, account: str, address: str | None) -> tuple[str, ...]:
    """Who has the few tries: an account, or a network with an account that anybody can name."""
    key = (kind, account[:_LONGEST_KEY])
    return (*key, network_of(address)) if kind in OPEN_TO_ANYBODY else key


def network_of(address: str | None) -> str:
    """The network of a client, within which addresses cost nothing: /24, or /64 for IPv6."""
    try:
        read = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(read, ipaddress.IPv6Address) and read.ipv4_mapped:
        read = read.ipv4_mapped
    return str(ipaddress.ip_network(f"{read}/{_NETWORKS[read.version]}", strict=False))
