"""Stories to break things on, and what must hold of them afterwards."""

from __future__ import annotations

from pathlib import Path

from claims.actions.intake import source_named, take_in
from claims.ingest.types import WireStory
from claims.models import Article, Claim, ExtractionRun
from claims.statuses import ArticleState
from tests.workers.patience import until

LONG = 250  # paragraphs that keep a worker busy for seconds
PLACES = ("Port Selwick", "Corvane", "Tarnmouth", "Halden Quay", "Mirrowby")


def text_of(number: int, paragraphs: int = 6) -> str:
    """A story with two figures a paragraph, which no other story has."""
    place = PLACES[number % len(PLACES)]
    lead = f"{place.upper()} — Story {number} of the night.\n\n"
    return lead + "\n\n".join(
        f"At least {number + part + 2} people were killed when ferry {part} sank off {place}, the coast guard"
        f" said. The search went on, and {(number + 3) * (part + 2) * 10} soldiers joined it on Monday."
        for part in range(paragraphs)
    )


def wire_story(guid: str, text: str) -> WireStory:
    return WireStory(guid=guid, text=text, raw=text.encode(), format="text")


def accept(guid: str, text: str) -> Article:
    """Hand a story in, as any door does."""
    article = take_in(story=wire_story(guid, text), source=source_named("Selwick Wire")).article
    assert article
    return article


def folder_of(path: Path, count: int, first: int = 0) -> Path:
    """A folder with so many stories."""
    path.mkdir()
    for number in range(first, first + count):
        (path / f"story-{number:02}.txt").write_text(text_of(number), encoding="utf-8")
    return path


def ready() -> int:
    return Article.objects.filter(state=ArticleState.READY).count()


def is_being_read(article: Article) -> bool:
    return Article.objects.filter(pk=article.pk, state=ArticleState.EXTRACTING).exists()


def wait_until_settled(seconds: float = 90) -> None:
    """Until every story is read and compared, or failed."""
    until(_nothing_waits, "every story is ready or failed", seconds)


def _nothing_waits() -> bool:
    return not Article.objects.unsettled().exists() and not Article.objects.to_match().exists()


def check_all_is_well(count: int) -> None:
    """Every story ready or failed with a reason; each read once, and no claim there twice."""
    articles = Article.objects.select_related("current")
    assert len(articles) == count
    for article in articles:
        assert article.state == ArticleState.READY or article.failure, article
    assert ExtractionRun.objects.count() == ready()
    for run in ExtractionRun.objects.all():
        assert run.claims.count() == run.found > 0
    places = list(Claim.objects.values_list("revision", "start", "end", "figure_start", "type"))
    assert len(places) == len(set(places))
    assert all(claim.events.filter(action="found").count() == 1 for claim in Claim.objects.all())
