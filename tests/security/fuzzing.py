"""Whatever anybody may send: odd words in queries, forms and bodies, drawn by lot and always the same lot."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import reverse

from claims.forms.narrowing import NARROWINGS
from tests.platform.addresses import Address, every_address
from tests.security.crawling import words_of
from tests.security.marked import Marked

WORDS = (
    "", " ", "0", "-1", "1", "2", "00", "1e9", "9" * 18, "9" * 19, "9" * 25, "2147483648",
    "9223372036854775808", "NaN", "inf", "-0", "1.5", "١٢", "true", "null", "None", "[]", "{}", "a",
    "é", "😀", "\ud800", "\udfff", "\x00", "\x01", "\x7f", "\x85", "\u202e", "\ufeff", "\r\n", "%00",
    "%", "%%", "%s", "_", "\\", "'", '"', "''", "';--", "<script>", "{{7*7}}", "../../etc/passwd",
    "//evil.example", "http://127.1/", "javascript:1", "a" * 300, "a" * 3000, "\u0301" * 200,
    "﷽" * 50, "2026-02-30", "0000-00-00", "9999-12-31T23:59:59+14:00", "0001-01-01",
    "2026-11-23T12:00:00-99:99", "2026-11-23~1", "9999-12-31T23:59:59-23:59~1", "1.1", "1_1", "-1_1",
    "5.99999999999", "C-1", "#1", "OR", "a & b", "a:*", "((", "!", "a <-> b", "pk__in", "__class__",
    "id,id", "open", "new", "all", "before", "desc", "*", "1,2,3", "ready", "en-gb", "zz", "xx-yy-zz",
    "6f0c2b58-52a3-4c0e-9d5c-2f4d3a6a7b81",
)  # fmt: skip
NAMES = (
    "q page after before cursor limit view sort order state status night version against seen source "
    "type desk place claimant min age hands conflict recheck urgency next id pk o p e all _facets "
    "_popup _to_field url text title reason note rating explanation key person until into was now first "
    "second words sentence figure low high qualifier unit per of whom asked channel question due_at "
    "outcome reply stance quote publisher is_primary archive_url file headline body byline label scopes "
    "days theme language returned name do claim accounts account to up_to speaker start end kind "
    "confirm why steps agrees csrfmiddlewaretoken HX-Target"
).split()
HEADERS = (
    "HX-Request",
    "HX-Target",
    "HX-Current-URL",
    "Accept-Language",
    "If-None-Match",
    "Range",
    "X-Request-ID",
)
SLOW = 2.0  # processor seconds that an answer may take


@dataclass(frozen=True)
class Sent:
    """One request, for whoever has to send it again."""

    method: str
    address: str
    body: Any
    status: int
    seconds: float

    @property
    def is_fine(self) -> bool:
        return self.status < 500 and self.seconds < SLOW


class Lot:
    """Draws requests; the same number draws the same."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)

    def word(self) -> str:
        chosen = self.random.choice(WORDS)
        return chosen if self.random.random() < 0.8 else chosen + self.random.choice(WORDS)

    def fields(self, names: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        known = [*names, *NAMES, *(row.key for row in NARROWINGS.values())]
        count = self.random.randint(1, 6)
        return [(self.random.choice(known), self.word()) for _ in range(count)]

    def query(self) -> str:
        return urlencode(self.fields(), quote_via=quote, errors="surrogatepass")

    def headers(self) -> dict[str, str]:
        if self.random.random() < 0.7:
            return {}
        word = "".join(letter for letter in self.word() if " " <= letter < "\x7f")
        return {self.random.choice(HEADERS): word or "true"}

    def path(self, address: Address, marked: Marked, own: dict[str, int]) -> str:
        """Mostly to rows that there are; now and then to a number that none can have."""
        words = words_of(address, marked, own)
        numbers = [name for name, word in words.items() if isinstance(word, int)]
        if numbers and self.random.random() < 0.2:
            name = self.random.choice(numbers)
            words[name] = self.random.choice([0, 10**12, 2**31, 2**63 - 1, 2**63, 10**30])
        return reverse(address.name, kwargs=words)

    def value(self, depth: int = 3) -> Any:
        """Something that JSON can say."""
        kinds = [self.word, lambda: self.random.choice([None, True, -1, 0, 1e308, 10**25, 1.5])]
        if depth:
            kinds += [
                lambda: [self.value(depth - 1) for _ in range(self.random.randint(0, 3))],
                lambda: {self.word(): self.value(depth - 1) for _ in range(self.random.randint(0, 3))},
            ]
        return self.random.choice(kinds)()

    def json(self, sound: dict[str, Any]) -> bytes:
        """A sound body with something odd in it; or no JSON at all."""
        body = sound | {self.random.choice([*sound, self.word()]): self.value()}
        text = json.dumps(body, ensure_ascii=self.random.random() < 0.5)
        raw = text.encode("utf-8", "surrogatepass")
        if self.random.random() < 0.25:
            cut = self.random.randrange(len(raw) + 1)
            raw = raw[:cut] + bytes(self.random.randrange(256) for _ in range(3)) + raw[cut + 2 :]
        return raw


def send(client: Client, method: str, address: str, body: Any = None, **given: Any) -> Sent:
    begun = time.process_time()
    answer = client.generic(method, address, body or b"", **given)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return Sent(method, address, body, answer.status_code, time.process_time() - begun)


def pages() -> list[Address]:
    """All that answer GET or take a form; nothing that signs the sender out."""
    return [
        each for each in every_address() if "logout" not in each.name and not each.name.startswith("api:")
    ]
