"""Where the fetcher may go: which addresses are public, and how long and how much it may take."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from claims.fetching.types import FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

MIB = 1 << 20
PORTS = {"http": 80, "https": 443}
WEB = ipaddress.ip_network("2000::/3")  # the only part of IPv6 that is handed out for public use

# What IANA's special-purpose registries keep from the public network, and multicast; beside them the one
# public address that a cloud gives its own machines as a door to their keys (Azure's wire server).
NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
)  # fmt: skip


def is_public(address: Address) -> bool:
    """Whether anybody on the internet has this address; tunnels and mapped forms of IPv4 never count."""
    if address.version == 6 and address not in WEB:
        return False
    return not any(address in network for network in NOT_PUBLIC if network.version == address.version)


def system_resolver(host: str, port: int) -> list[str]:
    """All addresses the system knows for `host`. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


@dataclass(frozen=True, slots=True)
class Rules:
    """The bounds of one fetch. Only tests widen `ports` and `may_reach`, to a server of their own."""

    schemes: frozenset[str] = frozenset(PORTS)
    ports: frozenset[int] = frozenset(PORTS.values())
    may_reach: Callable[[Address], bool] = is_public
    resolve: Resolve = system_resolver
    seconds: float = 10.0  # for all of it, redirects included
    redirects: int = 3
    most_bytes: int = 10 * MIB  # after inflating

    def check(self, url: str) -> SplitResult:
        """The parts of an address that may be asked for; whether its host is public shows on connecting.

        Raises FetchRefused.
        """
        parts = _parts(url)
        if parts.scheme not in self.schemes:
            raise FetchRefused(f"Only {' and '.join(sorted(self.schemes))} addresses are fetched.")
        if parts.username is not None or parts.password is not None:
            raise FetchRefused("An address with a name or password in it is not fetched.")
        if not parts.hostname:
            raise FetchRefused("The address names no host.")
        if port_of(parts) not in self.ports:
            raise FetchRefused("Only the ports 80 and 443 are fetched from.")
        return parts

    def check_address(self, found: str) -> Address:
        """The address behind a name, which has to be public. Raises FetchRefused."""
        address = ipaddress.ip_address(found.partition("%")[0])
        if "%" in found or not self.may_reach(address):
            raise FetchRefused("The address leads into a private network, which is not fetched from.")
        return address


def port_of(parts: SplitResult) -> int:
    """The port that an address names, or its scheme's."""
    return PORTS[parts.scheme] if parts.port is None else parts.port


def _parts(url: str) -> SplitResult:
    """`url` taken apart, with its port read. Raises FetchRefused for what is no address at all."""
    if not url.isprintable() or " " in url or "\\" in url:
        raise FetchRefused("The address has characters in it that no web address has.")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is parsed when it is asked for
    except ValueError:
        raise FetchRefused("This is no web address.") from None
    return parts
