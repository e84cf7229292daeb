"""Which of several renditions of a NewsML-G2 item is its text."""

from __future__ import annotations

import pytest

from claims.ingest.parsers.newsml import parse
from claims.ingest.types import WireStory
from tests.wires import PARAGRAPHS, XHTML, g2

TEXT = "\n\n".join(PARAGRAPHS)
FRENCH = "<p>Neuf personnes sont sauves.</p>"


def one(xml: str) -> WireStory:
    [story] = parse(xml.encode())
    return story


def in_two_languages(item: str, first: str, second: str) -> WireStory:
    """Renditions and headlines in French and English, labelled so, of an item in a language."""
    content = (
        f"<inlineXML {first}><html><body>{FRENCH}</body></html></inlineXML>"
        f"<inlineXML {second}><html><body>{XHTML}</body></html></inlineXML>"
    )
    headlines = (
        f"<headline {first}>Un ferry coule</headline><headline {second}>Ferry sinks off Selwick</headline>"
    )
    return one(g2(content=content, content_meta=headlines).replace(' xml:lang="en"', f" {item}", 1))


@pytest.mark.parametrize(
    ("item", "first", "second", "headline", "language"),
    [
        ("xml:lang='en'", "xml:lang='fr'", "xml:lang='en-GB'", "Ferry sinks off Selwick", "en-GB"),
        ("xml:lang='en'", "", "xml:lang='en'", "Ferry sinks off Selwick", "en"),
        ("xml:lang='fr-FR'", "xml:lang='fr'", "xml:lang='en'", "Un ferry coule", "fr"),
        ("xml:lang='de'", "xml:lang='fr'", "xml:lang='en'", "Ferry sinks off Selwick", "en"),
        ("", "xml:lang='fr'", "xml:lang='en'", "Ferry sinks off Selwick", "en"),
        ("xml:lang='fr'", "", "xml:lang='en'", "Un ferry coule", "fr"),
    ],
)
def test_the_items_language_then_english_decides_between_renditions(
    item: str, first: str, second: str, headline: str, language: str
) -> None:
    story = in_two_languages(item, first, second)
    assert (story.headline, story.language) == (headline, language)
    assert story.text == (TEXT if headline.startswith("Ferry") else "Neuf personnes sont sauves.")


def test_one_language_of_the_content_counts_more_than_that_of_the_item() -> None:
    content = f"<inlineXML xml:lang='fr'>{FRENCH}</inlineXML><inlineXML xml:lang='en'>{XHTML}</inlineXML>"
    story = one(g2(content=content, content_meta="<language tag='fr-CH'/>"))
    assert (story.text, story.language) == ("Neuf personnes sont sauves.", "fr-CH")
