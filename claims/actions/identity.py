"""Which article a story belongs to, found by every id that the article was ever known under.

An article is known by its guid and by the ids that its arrivals came under (`Arrival.doc_id`): NITF gives
each version a new one, a copy has its own. Where a document is replaced that has not come yet, the article
goes by its id until it comes.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Lower

from claims.actions import chains
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Article, Revision, Source
from claims.statuses import ArrivalStatus

LOCKS = 0x5EC0_0002  # the class of advisory locks on sources whose documents form chains
SAME_DAY = timedelta(days=1)
BY_FILE = "file:"  # how claims.ingest.files names what brings no id
# Asked for every story of a night's batch, where building the query took longer than answering it.
KNOWN_AS = """
    SELECT id FROM claims_article WHERE source_id = %(source)s AND guid = ANY(%(ids)s)
    UNION
    SELECT article_id FROM claims_arrival
    WHERE source_id = %(source)s AND doc_id = ANY(%(ids)s) AND article_id IS NOT NULL
"""
FOLLOWING = (
    Signal.UPDATE,
    Signal.WRITETHRU,
    Signal.CORRECTION,
    Signal.REFILE,
    Signal.REPEAT,
    Signal.HOLD,
    Signal.KILL,
)


def article_of(story: WireStory, source: Source) -> Article | None:
    """The story's article, locked; None where it is the first of its kind.

    Two articles that the story shows to be one are joined.
    """
    if story.doc_id or story.replaces:
        _one_at_a_time(source)
    numbers = _known_as(story, source) or _of_same_slug(story, source)
    found = list(Article.objects.select_for_update().filter(pk__in=numbers).order_by("id")) if numbers else []
    if len(found) > 1:
        return chains.join(found, first=_first(found, story))
    if found and _is_named_for(found[0], story):
        Article.objects.filter(pk=found[0].pk).update(guid=story.replaces)
        found[0].guid = story.replaces
    return found[0] if found else None


def guid_for(story: WireStory) -> str:
    """What a new article is called: by the document that this one replaces, where it names one."""
    return story.replaces or story.guid


def own_id(story: WireStory, article: Article) -> str:
    """The id that the story came under, where its article goes by another."""
    told = story.doc_id or story.guid
    return told if told != article.guid else ""


def is_id_of_copy(story: WireStory, article: Article) -> bool:
    """Whether the article is known by the story's id for a copy alone: its numbers count other versions."""
    if story.version is None or story.guid == article.guid:
        return False
    copied = article.arrivals.filter(doc_id=story.guid, status=ArrivalStatus.DUPLICATE)
    return copied.exclude(content_sha256="").exists()


def _known_as(story: WireStory, source: Source) -> list[int]:
    ids = sorted({each for each in (story.guid, story.doc_id, story.replaces) if each})
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_AS, {"source": source.pk, "ids": ids})
        return [number for (number,) in cursor.fetchall()]


def _of_same_slug(story: WireStory, source: Source) -> list[int]:
    """Telegraph formats carry no lasting id: there the slug and the day name a story.

    One of the two must say that it follows another, for a slug alone ("weather") may come twice a day.
    """
    sent_at = story.sent_at
    if sent_at is None or not (story.slug and story.guid.startswith(BY_FILE)):
        return []
    near = (sent_at - SAME_DAY, sent_at + SAME_DAY)
    same = Revision.objects.annotate(key=Lower("slug")).filter(
        key=story.slug.lower(), sent_at__range=near, article__source=source, article__guid__startswith=BY_FILE
    )
    if story.signal not in FOLLOWING:
        same = same.filter(signal__in=FOLLOWING)
    found = [(abs(at - sent_at), pk) for pk, at in same.values_list("article_id", "sent_at") if at]
    return [min(found)[1]] if found else []


def _first(found: list[Article], story: WireStory) -> Article:
    """Of several articles that are one, the one that the story takes the place of keeps its row and guid.

    The other went by the story's own id, for want of a better, since a later document named it.
    """
    earlier = [article for article in found if article.guid not in (story.doc_id, story.guid)]
    return next((article for article in earlier if article.guid == story.replaces), (earlier or found)[0])


def _is_named_for(article: Article, story: WireStory) -> bool:
    """The article went by this document's id, and the document tells of an earlier one."""
    return bool(story.replaces) and article.guid == story.doc_id


def _one_at_a_time(source: Source) -> None:
    """Documents of one source that name each other wait for each other, for either may name the article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, source.pk])
