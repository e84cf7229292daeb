"""Copies: the same story under another id or in another format, told by what its paragraphs say.

A text file, its page and its wire version differ in headers, datelines, links and line breaks. What they
have in common is their prose, so that is what gets compared, word by word.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from claims.extraction import chrome
from claims.extraction.figures import find
from claims.extraction.sentences import paragraphs, split
from claims.extraction.text import MatchCopy
from claims.ingest.types import WireStory
from claims.models import Revision, Source, clock
from claims.statuses import PubStatus

WITHIN = timedelta(days=1)  # a text that comes again later than that is news again
FEWEST_WORDS = 15  # a flash of one line may well be sent under two ids
LOCKS = 0x5EC0_0001  # the class of advisory locks on told hashes
# Nearly every story of a night's batch is told for the first time: this answers so quickly.
TOLD_BEFORE = """
    SELECT EXISTS (
        SELECT FROM claims_revision JOIN claims_article ON claims_article.id = claims_revision.article_id
        WHERE told_sha256 = %s AND told_sha256 <> '' AND source_id = %s
    )
"""
_WORD = re.compile(r"[^\W_]+")
_PROSE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_DATELINE = re.compile(r"[A-Z][^()\n]{1,60}\([^()\n]{2,40}\)\s*[-–—_]+\s+")


def told_sha256(story: WireStory) -> str:
    """Of the words of the story's prose alone; "" for a notice and for what is too short to tell."""
    if story.is_notice:
        return ""
    words = [word for line in prose(story) for word in _WORD.findall(line.casefold())]
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if len(words) >= FEWEST_WORDS else ""


def prose(story: WireStory) -> Iterator[str]:
    """The story's paragraphs in whole sentences; chrome, headline, headers and dateline are left out."""
    text = _without_chrome(story)
    for line in (span.of(text) for span in paragraphs(text)):
        kept = _DATELINE.sub("", line, count=1) if _DATELINE.match(line) else line
        if _PROSE_END.search(kept) and not kept.isupper() and kept != story.headline:
            yield kept


def copy_of(story: WireStory, told: str, source: Source) -> Revision | None:
    """The revision of that source that tells the same within a day, whatever its id.

    Two copies that come at the same moment wait for each other here, until the first is committed.
    One under another embargo, or held, is no copy: each keeps its own terms.
    """
    if not told or story.pub_status != PubStatus.USABLE:
        return None
    if not _is_told(told, source):
        return None
    same = Revision.objects.filter(told_sha256=told, article__source=source).select_related("article")
    near = same.filter(_sent_near(story)).defer(*Revision.LONG).order_by("id")
    return next((each for each in near if _has_same_terms(each, story)), None)


def differs_in_figures(story: WireStory, earlier: str) -> bool:
    """Whether the story tells other figures than the text before it, whatever its signal says."""
    return _figures(story.text) != _figures(earlier)


def _figures(text: str) -> Counter[tuple[Any, ...]]:
    copy = MatchCopy(text).text
    found = find(copy, split(copy).spans)
    return Counter((figure.low, figure.high, figure.qualifier, figure.unit, figure.per) for figure in found)


def _sent_near(story: WireStory) -> Q:
    """By the times of the wire where both tell one, else by receipt."""
    now = clock()
    received = Q(received_at__range=(now - WITHIN, now + WITHIN))
    if story.sent_at is None:
        return received
    near = Q(sent_at__range=(story.sent_at - WITHIN, story.sent_at + WITHIN))
    return near | (Q(sent_at=None) & received)


def _has_same_terms(revision: Revision, story: WireStory) -> bool:
    held_to = revision.article.embargoed_until if revision.article.is_embargoed else None
    wanted = story.embargoed_until if story.embargoed_until and story.embargoed_until > clock() else None
    return held_to == wanted


def _is_told(told: str, source: Source) -> bool:
    """Whether the source has told these words before; whoever asks the same waits until we are done."""
    with connection.cursor() as cursor:
        key = int(told[:8], 16) - 2**31
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, key])
        cursor.execute(TOLD_BEFORE, [told, source.pk])
        return bool(cursor.fetchone()[0])


def _without_chrome(story: WireStory) -> str:
    """The text with every cut replaced by a paragraph break.

    A text that is whole sentences throughout is looked through no further: pages are not like that.
    """
    cuts = [(cut.start, cut.end) for cut in story.chrome]
    if any(not _PROSE_END.search(span.of(story.text)) for span in paragraphs(story.text)):
        cuts += [(cut.span.start, cut.span.end) for cut in chrome.cuts(story.text)]
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(story.text[at : max(at, start)])
        at = max(at, end)
    return "\n\n".join([*kept, story.text[at:]])
