"""Which addresses the fetcher takes for public ones."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from claims.fetching.rules import is_public

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 168.63.129.16
169.254.169.254 172.16.0.1 172.31.255.254 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.254 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 64:ff9b::7f00:1 100::1
2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.215.14 100.63.0.1 172.32.0.1 192.0.1.1 2606:4700::1111 2a00:1450::8a".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_address_that_is_public(address: str) -> None:
    assert is_public(ip_address(address))
