"""Fetches one address, as the rules allow: every hop checked, bounded in time and size, nothing kept."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import TypeVar
from urllib.parse import SplitResult, quote, urljoin

from claims.fetching.connection import Deadline, Guarded
from claims.fetching.rules import Rules, port_of
from claims.fetching.types import FetchFailed, FetchRefused

Answer = TypeVar("Answer")
USER_AGENT = "Factcheck/1.0 (newsroom claim desk)"
ACCEPT = "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5"
MOVED = (301, 302, 303, 307, 308)
UNCHANGED = 304
CHUNK = 1 << 16
INFLATE = zlib.MAX_WBITS | 32  # gzip or zlib, whichever it is
ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
LONGEST_WAIT = 86_400  # seconds that a server may ask for
PATH_CHARS = "%/:=&?~#+!$,;'@()*[]|^`{}\"<>"  # kept as they are; what is not ASCII is quoted


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held. `url`: where it was found in the end; `etag`, `last_modified`: to ask again with.

    `is_unchanged`: nothing new since then, and no body. `is_whole` False: the connection broke off.
    """

    url: str
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False
    is_whole: bool = True


def fetch(url: str, *, etag: str = "", last_modified: str = "", rules: Rules | None = None) -> Fetched:
    """GET `url`, if it has changed since `etag` or `last_modified`. Raises FetchRefused or FetchFailed."""
    rules = rules or Rules()
    deadline = Deadline.within(rules.seconds)
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
    headers |= {name: value for name, value in conditions.items() if value}
    for _ in range(rules.redirects + 1):
        found = _get(url, headers, rules, deadline)
        if isinstance(found, Fetched):
            return found
        url = found
    raise FetchRefused(f"The address leads on and on: more than {rules.redirects} redirects.")


def _get(url: str, headers: Mapping[str, str], rules: Rules, deadline: Deadline) -> Fetched | str:
    """What is at `url`, or the address it sends us on to."""
    told = partial(_told, url, rules)
    return asked("GET", url, told, headers=headers, rules=rules, deadline=deadline)


def asked(
    method: str,
    url: str,
    read: Callable[[HTTPResponse], Answer],
    *,
    headers: Mapping[str, str],
    rules: Rules,
    deadline: Deadline,
    body: bytes | None = None,
) -> Answer:
    """What `read` makes of the answer to one request. Raises FetchRefused or FetchFailed, naming the host."""
    parts = rules.check(url)
    host = str(parts.hostname)
    tls = encryption() if parts.scheme == "https" else None
    connection = Guarded(host, port_of(parts), rules=rules, deadline=deadline, tls=tls)
    try:
        connection.request(method, target(parts), body=body, headers=dict(headers))
        with connection.getresponse() as response:
            return read(response)
    except TimeoutError:
        raise FetchFailed(f"{host} did not answer within {rules.seconds:g} seconds.") from None
    except ssl.SSLError as error:
        raise FetchFailed(f"{host} cannot prove that it is {host} ({error.reason}).") from None
    except (OSError, HTTPException, UnicodeError) as error:
        raise FetchFailed(f"{host} cannot be reached ({type(error).__name__}).") from None
    finally:
        connection.close()


@cache
def encryption() -> ssl.SSLContext:
    return ssl.create_default_context()


def target(parts: SplitResult) -> str:
    """Path and query as they stand in a request's first line, in ASCII."""
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=PATH_CHARS)


def _told(url: str, rules: Rules, response: HTTPResponse) -> Fetched | str:
    if response.status in MOVED and (where := response.headers.get("Location")):
        return urljoin(url, where.strip())
    if response.status == UNCHANGED:
        return Fetched(url, is_unchanged=True)
    if response.status != 200:
        raise refused(response)
    body, is_whole = _body(response, rules.most_bytes)
    header = response.headers.get
    return Fetched(
        url=url,
        body=body,
        content_type=header("Content-Type", ""),
        etag=header("ETag", ""),
        last_modified=header("Last-Modified", ""),
        is_whole=is_whole,
    )


def refused(response: HTTPResponse) -> FetchFailed:
    told = f"The server answered {response.status} {response.reason[:60]}".strip()
    return FetchFailed(f"{told}.", retry_after=_retry_after(response))


def _retry_after(response: HTTPResponse) -> int | None:
    """In seconds; the form with a date is rare and left to our own back-off."""
    told = response.headers.get("Retry-After", "").strip()
    return min(int(told), LONGEST_WAIT) if told.isascii() and told.isdigit() else None


def _body(response: HTTPResponse, most: int) -> tuple[bytes, bool]:
    """The body, inflated, and whether it is whole. Raises FetchFailed for one that is too large."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchFailed(f"The server packs its answer in a way we do not know ({encoding[:20]}).")
    inflater = zlib.decompressobj(INFLATE) if encoding not in ENCODINGS[:2] else None
    body, is_whole = bytearray(), True
    try:
        for chunk in _chunks(response):
            body += inflater.decompress(chunk, most + 1 - len(body)) if inflater else chunk
            if len(body) > most:
                raise FetchFailed(f"The answer is larger than {most:,} bytes.")
    except IncompleteRead:
        is_whole = False
    except zlib.error:
        raise FetchFailed("The answer cannot be unpacked.") from None
    return bytes(body), is_whole and (inflater is None or inflater.eof)


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    """The body as it comes. Raises IncompleteRead where it ends before its told length."""
    while chunk := response.read1(CHUNK):
        yield chunk
    if response.length:
        raise IncompleteRead(b"", response.length)
