"""Addresses that mean to reach what is not public: every one is refused, and nothing is connected to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from claims.fetching import FetchError, FetchFailed, FetchRefused, Rules, fetch
from claims.fetching.rules import system_resolver
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer

# Names that a resolver of the attacker's answers; what is not here is a number that the system reads.
NAMES = {
    "inside.example": ["10.0.0.5"],
    "metadata.example": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "two-faced.example": ["93.184.215.14", "127.0.0.1"],
    "two-faced6.example": ["2606:4700::1111", "::1"],
    "zone.example": ["fe80::1%eth0"],
    "carrier.example": ["100.64.3.2"],
    "nothing.example": [],
}
EVIL = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://0/ http://0.0.0.0/ http://2130706433/ http://0x7f000001/
http://0x7f.0.0.1/ http://017700000001/ http://0177.0.0.1/ http://[::]/ http://[::1]/ http://[::127.0.0.1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:a9fe:a9fe]/ http://[64:ff9b::7f00:1]/
http://169.254.169.254/latest/meta-data/ http://2852039166/ http://0xa9fea9fe/ http://[fe80::1]/
http://[fe80::1%25eth0]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://100.64.0.1/ http://198.18.0.1/
http://198.19.255.255/ http://224.0.0.1/ http://[ff02::1]/ http://255.255.255.255/ http://10.1.2.3/
http://172.16.5.4/ http://192.168.0.1/ http://localhost/ http://localhost./ http://LOCALHOST/
http://public.example@127.0.0.1/ http://user:secret@93.184.215.14/ http://127.0.0.1#@public.example/
http://127.0.0.1\\@public.example/ http://inside.example/ http://metadata.example/
http://127.0.0.1.nip.example/ http://two-faced.example/ https://two-faced6.example/ http://zone.example/
http://carrier.example/ http://nothing.example/ http://93.184.215.14:22/ http://93.184.215.14:0/
http://93.184.215.14:99999/ https://93.184.215.14:8443/ ftp://93.184.215.14/ file:///etc/passwd
gopher://93.184.215.14/ http:///etc/passwd http://one@two@127.0.0.1/ //93.184.215.14/ http://[::1
""".split()


def attackers(host: str, port: int) -> Sequence[str]:
    return NAMES[host] if host in NAMES else system_resolver(host, port)


@pytest.mark.parametrize("url", EVIL)
def test_evil_address_is_refused_unvisited(url: str, connects: list[Any]) -> None:
    with pytest.raises(FetchError) as refusal:
        fetch(url, rules=Rules(resolve=attackers))
    assert refusal.value.reason.endswith(".")
    assert not connects


@pytest.mark.parametrize("blank", ["http://127.0.0.1/ x", "http://127.0.0.1/\r\nHost: other", "", "\0"])
def test_address_with_other_characters_is_refused(blank: str, connects: list[Any]) -> None:
    with pytest.raises(FetchRefused):
        fetch(blank)
    assert not connects


class TestRedirects:
    def test_redirect_to_a_private_address_is_refused(
        self, serve: Callable[..., Server], connects: list[Any]
    ) -> None:
        secret = serve(lambda *_: answer(b"keys"))
        open_door = serve(
            lambda *_: answer(status="302 Found", Location=f"http://127.0.0.1:{secret.port}/keys"),
            host="127.0.0.2",
        )
        rules = allowing(open_door, secret, may_reach=lambda address: str(address) == "127.0.0.2")
        with pytest.raises(FetchRefused):
            fetch(f"http://127.0.0.2:{open_door.port}/", rules=rules)
        assert connects == ["127.0.0.2"]
        assert secret.accepted == 0

    @pytest.mark.parametrize("where", ["file:///etc/passwd", "http://name:key@127.0.0.1/", "gopher://x/"])
    def test_redirect_to_something_else_than_the_web_is_refused(
        self, serve: Callable[..., Server], where: str
    ) -> None:
        server = serve(lambda *_: answer(status="301 Moved", Location=where))
        with pytest.raises(FetchRefused):
            fetch(f"http://127.0.0.1:{server.port}/", rules=allowing(server))
        assert server.accepted == 1

    def test_a_fourth_redirect_is_refused(self, serve: Callable[..., Server]) -> None:
        server = serve(lambda path, _: answer(status="307 On", Location=f"{path}x"))
        with pytest.raises(FetchRefused, match="more than 3"):
            fetch(f"http://127.0.0.1:{server.port}/", rules=allowing(server))
        assert [seen["path"] for seen in server.seen] == ["/", "/x", "/xx", "/xxx"]


class TestRebinding:
    def test_the_address_that_was_checked_is_the_one_connected_to(
        self, serve: Callable[..., Server], connects: list[Any]
    ) -> None:
        """The name points to the public server when it is checked, and inside ever after."""
        public, asked = serve(lambda *_: answer(b"public"), host="127.0.0.2"), []

        def changes_its_mind(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

        rules = allowing(
            public, resolve=changes_its_mind, may_reach=lambda address: str(address) == "127.0.0.2"
        )
        assert fetch(f"http://rebinding.example:{public.port}/", rules=rules).body == b"public"
        with pytest.raises(FetchRefused):
            fetch(f"http://rebinding.example:{public.port}/", rules=rules)
        assert (asked, connects) == (["rebinding.example"] * 2, ["127.0.0.2"])

    def test_proxies_of_the_environment_are_not_asked(
        self, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        proxy, server = serve(lambda *_: answer(b"proxy")), serve(lambda *_: answer(b"server"))
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        url = f"http://127.0.0.1:{server.port}/"
        assert fetch(url, rules=allowing(server)).body == b"server"
        assert proxy.accepted == 0

    def test_name_that_nobody_knows_is_told(self) -> None:
        with pytest.raises(FetchFailed, match=r"nothing\.example is not known"):
            fetch("http://nothing.example/", rules=Rules(resolve=attackers))
