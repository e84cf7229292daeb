"""Every address of the site with words for its marked rows, and what an answer holds of the mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.forms.view import VIEWS
from tests.platform.addresses import Address, every_address
from tests.security.marked import MARK, Marked

# What the first number of an address means, by how its route begins
PLACES = {
    "claims/": "claim",
    "articles/": "article",
    "events/": "event",
    "checks/": "claim",
    "runs/": "run",
    "quarantine/": "quarantined",
    "notifications/": "told",
    "queue/views/": "view",
    "account/tokens/": "token",
    "account/2fa/": "claim",
}
QUERIES = {  # with which lists are asked, beside the plain address
    "queue": "q={mark} place=Port+{mark} claimant=Ada+{mark} source={source} q=%23{claim} q=-ferry desk=1 "
    "conflict=1 recheck=1 age=1h hands=nobody min=1 " + " ".join(f"view={name}" for name in VIEWS),
    "events": "q={mark} place={mark} conflict=1",
    "stories": "state=ready state=waiting state=failed q={mark}",
    "runs": "night=2026-11-22",
    "run": "status=new status=embargoed page=2",
    "event_told": "seen={mark}",
    "article": "version=1 version=1&against=1",
    "past": "q={mark} url=https://harbour.example/{mark}",
    "checks": "after={claim} q={mark}",
    "activity": "before=999999 person={mark}",
    "notifications": "before=999999",
    "api:list_claims": "q={mark} source={mark}+wire status=open status=published status=new limit=1",
    "api:list_events": "limit=1 cursor=999999",
}
NOISE = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken[^:]*: ?["&quot;]+)[A-Za-z0-9]+|nonce="[^"]*"')
CHANGING = {
    "X-Request-ID",
    "Expires",
    "Last-Modified",
    "Content-Length",
    "ETag",
}  # with the words
NOWHERE = "brindlewick"  # as long as the mark
HELD_BY_A_CACHE = re.compile(r"public|max-age=[1-9]|s-maxage")


@dataclass(frozen=True)
class Answer:
    """What came back: everything of it, headers too, in one text."""

    address: str
    status: int
    headers: dict[str, str]
    text: str

    @property
    def marks(self) -> int:
        return self.told().casefold().count(MARK)

    def told(self, word: str = "") -> str:
        """All of it, but for what differs from one request to the next, and for a word that was asked for."""
        headers = (f"{name}: {value}" for name, value in self.headers.items() if name not in CHANGING)
        plain = NOISE.sub("", "\n".join((str(self.status), *headers, self.text)))
        return re.sub(word, "", plain, flags=re.IGNORECASE) if word else plain


def ask(client: Client, address: str, method: str = "GET") -> Answer:
    answer = client.generic(method, address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return Answer(address, answer.status_code, dict(answer.headers), body.decode("utf-8", "replace"))


def words_of(address: Address, marked: Marked, own: dict[str, int]) -> dict[str, Any]:
    """The words that lead to the marked rows. A KeyError is an address that nobody has thought of yet."""
    rows = {name: getattr(marked, name).pk for name in ("claim", "article", "event", "run")}
    rows |= marked.words | own
    place = next((row for start, row in PLACES.items() if address.route.startswith(start)), "")
    known = {
        **{f"{name}_id": rows[name] for name in ("claim", "event")},
        **{name: rows[name] for name in marked.words if name.endswith("_pk")},
        "story_id": rows["article"],
        "number": 1,
        "rest": "nowhere",
        "provider_id": "newsroom",
        "object_id": str(rows["claim"]),
        "id": rows["claim"],
        "content_type_id": 1,
        "app_label": "claims",
        "url": "nowhere",
    }
    if "pk" in address.words:
        known["pk"] = rows[place]
    return {name: known[name] for name in address.words}


def crawled(marked: Marked, own: dict[str, int]) -> Iterator[tuple[str, str]]:
    """(name, address) of all there is, the lists with their queries too."""
    given = {"mark": MARK, "claim": marked.claim.pk, "source": marked.article.source_id}
    for address in every_address():
        path = reverse(address.name, kwargs=words_of(address, marked, own))
        yield address.name, path
        for query in QUERIES.get(address.name, "").format(**given).split():
            yield address.name, f"{path}?{query}"


@cache
def lists() -> tuple[str, ...]:
    """The addresses that name no row: what stands there is chosen and counted for whoever asks."""
    aside = ("admin:", "mfa_", "account_", "socialaccount", "openid")
    plain = [each for each in every_address() if not each.words and not each.name.startswith(aside)]
    return tuple(each.name for each in plain)


def echo(client: Client, address: str) -> tuple[str, str]:
    """The answers to two searches, for the mark and for a word that no story holds, without those words."""
    there, nowhere = ask(client, address), ask(client, address.replace(MARK, NOWHERE))
    return there.told(MARK), nowhere.told(NOWHERE)
