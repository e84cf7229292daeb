"""From text to claims: what becomes a claim, with which offsets, and what is said about the rest."""

from __future__ import annotations

import pytest

from claims.extraction import Cut, Passage, Scorer, Span, Story, extract, extract_many
from claims.extraction.pipeline import MOST_CLAIMS, read
from tests.extraction.scorers import RuleScorer

STORY = """Skip to main content

Mudslide in Brenholm kills twelve

BRENHOLM (Kestrel News) - Twelve people were killed and about 30 wounded when a slope gave way above
Brenholm on Tuesday, police said.

Mayor Ilse Tarn rejected a call to close the road. The council spends £2.5m a year on it.

Page not found

The content you requested does not exist.
"""


def figures_of(text: str, scorer: Scorer | None = None) -> list[str]:
    return [claim.figure.text for claim in extract(text, scorer or RuleScorer()).claims if claim.figure]


def test_extract_keeps_figures_the_scorer_claims() -> None:
    assert figures_of(STORY) == ["twelve", "Twelve people", "about 30", "£2.5m a year"]


def test_extract_leaves_out_figures_below_the_threshold() -> None:
    assert figures_of(STORY, RuleScorer(claim=0.49)) == []


def test_extract_takes_the_threshold_it_is_given() -> None:
    assert extract(STORY, RuleScorer(claim=0.9), threshold=0.95).claims == ()


@pytest.mark.parametrize(("score", "doubted"), [(0.09, 0), (0.1, 1), (0.49, 1), (0.5, 0)])
def test_later_version_tells_the_figures_that_the_scorer_doubts(score: float, doubted: int) -> None:
    text = "Fire killed seven people at the depot."
    first, later = extract_many([Story(text), Story(text, is_later=True)], RuleScorer(claim=score))
    assert len(later.doubted) == doubted
    assert not first.doubted
    assert first.claims == later.claims


def test_claim_has_type_worth_and_score_of_the_scorer() -> None:
    headline, first, *_ = extract(STORY, RuleScorer()).claims
    assert (headline.type, headline.worth) == ("quantity", 1)
    assert (first.type, first.worth, first.score) == ("casualties", 2, 0.9)


def test_event_sentence_becomes_a_claim_without_figure() -> None:
    (event,) = [claim for claim in extract(STORY, RuleScorer()).claims if claim.type == "event"]
    assert event.figure is None
    assert event.sentence.startswith("Mayor Ilse Tarn rejected")


def test_two_words_are_no_event() -> None:
    assert extract("Treaty signed.\n", RuleScorer()).claims == ()


def test_claims_come_in_the_order_of_the_text() -> None:
    places = [claim.span.start for claim in extract(STORY, RuleScorer()).claims]
    assert places == sorted(places)


def test_chrome_gives_no_claim_and_is_told_with_its_reason() -> None:
    found = extract("Share 12 photos\n\nSkip to main content\n\nThe mill closed.\n", RuleScorer())
    assert [
        cut.reason
        for cut in found.chrome
        if "Skip" in cut.span.of("Share 12 photos\n\nSkip to main content\n")
    ]


def test_chrome_from_outside_is_cut_too() -> None:
    text = "Photo: 40 boats at anchor.\n\nNine boats sank."
    found = extract(text, RuleScorer(), chrome=[Cut(Span(0, 26), "caption")])
    assert [claim.figure.text for claim in found.claims if claim.figure] == ["Nine boats"]
    assert Cut(Span(0, 26), "caption") in found.chrome


def test_outside_chrome_is_mapped_around_hidden_characters() -> None:
    text = "Ph\u200boto: 40 b\u200boats.\n\nNine boats sank."
    found = extract(text, RuleScorer(), chrome=[Cut(Span(0, text.index("\n")), "caption")])
    assert [claim.figure.text for claim in found.claims if claim.figure] == ["Nine boats"]


def test_figure_text_and_span_are_those_of_the_given_text() -> None:
    text = "At least 1\u200b4,0\u00ad00 troops stay in Orvenne."
    figure = extract(text, RuleScorer()).claims[0].figure
    assert figure is not None
    assert figure.low == 14000
    assert figure.span.of(text) == figure.text == text[: text.index(" stay")]


def test_hidden_characters_are_noted() -> None:
    assert any("idden" in note for note in extract("Two\u200b boats sank near Orvenne.", RuleScorer()).notes)


@pytest.mark.parametrize("text", ["", " \n\t ", "...", "\u200b"])
def test_text_without_words_gives_nothing_and_asks_nothing(text: str) -> None:
    scorer = RuleScorer()
    assert extract(text, scorer).claims == ()
    assert scorer.calls == []


def test_extract_many_asks_the_scorer_in_batches() -> None:
    scorer = RuleScorer()
    extract_many([Story("Two boats sank."), Story(""), Story("Nine mines closed.")], scorer)
    assert scorer.calls == [2]


def test_most_claims_are_kept_by_score_and_the_rest_reported() -> None:
    text = "\n\n".join(f"Crew {'abcdefghij'[i % 10]} saved {i + 2} goats." for i in range(MOST_CLAIMS + 5))
    found = extract(text, RuleScorer())
    assert len(found.claims) == MOST_CLAIMS
    assert any("505 claims found" in note for note in found.notes)


def test_model_is_named() -> None:
    assert extract(STORY, RuleScorer()).model == "rules-1"


def test_sentences_are_counted() -> None:
    assert extract("Two boats sank. Nine mines closed.", RuleScorer()).sentences == 2


def test_fake_scorer_gives_one_score_per_sentence_and_figure() -> None:
    passage = read(Story(STORY)).passage
    (scores,) = RuleScorer().score([passage])
    assert len(scores.sentences) == len(passage.sentences)
    assert len(scores.figures) == len(passage.figures)


def test_fake_scorer_does_not_look_at_batch_mates() -> None:
    first, second = (read(Story(text)).passage for text in (STORY, "Nine mines closed."))
    scorer = RuleScorer()
    assert scorer.score([first, second]) == [*scorer.score([first]), *scorer.score([second])]


def test_passage_figures_lie_in_one_sentence_each() -> None:
    passage: Passage = read(Story(STORY)).passage
    for figure in passage.figures:
        assert sum(s.start <= figure.start and figure.end <= s.end for s in passage.sentences) == 1
