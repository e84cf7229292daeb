"""Who asserted what. Each passage is followed by the words in question and who said them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.attribution import Reader
from claims.extraction.sentences import split
from claims.extraction.types import Attribution, Span


def attribute(text: str, words: str) -> Attribution:
    sentences = split(text).spans
    at = text.index(words)
    (sentence,) = (span for span in sentences if span.start <= at < span.end)
    return Reader(text, sentences).attribute(sentence, Span(at, at + len(words)))


def speaker(text: str, words: str) -> str | None:
    return attribute(text, words).speaker


NAMED = [
    # said, before and after
    ("Ada Lowe said that 12 men were dead.", "12 men", "Ada Lowe"),
    ("Twelve men and 3 boys were dead, said Ada Lowe.", "3 boys", "Ada Lowe"),
    ("The ferry, Ada Lowe said, had carried 90 people.", "90 people", "Ada Lowe"),
    ("Ada Lowe, a pilot from Port Ness, said 12 men were dead.", "12 men", "Ada Lowe"),
    ("The harbour master, Ada Lowe, said on Sunday that 12 men were dead.", "12 men", "Ada Lowe"),
    ("Navy Capt. Jon Vane said 12 men were dead.", "12 men", "Jon Vane"),
    ("“We found 12 men,” said 61-year-old Ada Lowe, who lives there.", "12 men", "Ada Lowe"),
    ("“We found 12 men,” said Harl police Lt. Ada Lowe.", "12 men", "Ada Lowe"),
    ("It costs 12 crowns, reports this morning's Ardal Herald.", "12 crowns", "Ardal Herald"),
    # according to, told, citing, quoted
    ("According to Ada Lowe, 12 men were dead.", "12 men", "Ada Lowe"),
    ("Twelve men and 3 boys died, according to figures released Friday by the Harbour Board.", "3 boys",
     "Harbour Board"),
    ("Sales fell 12 per cent, according to an Ardal Herald review of board filings.", "12 per cent",
     "Ardal Herald"),
    ("Ada Lowe told the court that 12 men were dead.", "12 men", "Ada Lowe"),
    ("Some 12 men were dead, the radio said, citing Ada Lowe.", "12 men", "radio"),
    ("The station quoted the pilot's chief, Ada Lowe, as saying 12 men were dead.", "12 men", "Ada Lowe"),
    ("Ada Lowe, who runs the clinic, said her staff had counted 12 dead.", "12 dead", "Ada Lowe"),
    ("Typhoid has claimed the lives of 12 men, Ada Lowe said.", "12 men", "Ada Lowe"),
    # descriptions
    ("Police said 12 men were dead.", "12 men", "Police"),
    ("Boys and 12 sheep drowned, harbour officials said Monday.", "12 sheep", "harbour officials"),
    ("A spokesman for the Ports Board said 12 men were dead.", "12 men", "spokesman for the Ports Board"),
    ("Court documents show that 12 men were paid.", "12 men", "Court documents"),
    ("A new study found that 12 per cent of pilots drink.", "12 per cent", "new study"),
    # fullest form, acronyms, bodies by their noun
    ("Ada Lowe lives in Harl. Ms. Lowe said 12 men were dead.", "12 men", "Ada Lowe"),
    ("The Ardal Ferry Board met. The AFB said 12 men were dead.", "12 men", "Ardal Ferry Board"),
    ("The Ministry of Ports met. The ministry said 12 men were dead.", "12 men", "Ministry of Ports"),
    ("The Ardal Tax Office met. The tax office said it lost 12 crowns.", "12 crowns", "Ardal Tax Office"),
    # pronouns
    ("Jon Vane met Ada Lowe. He said 12 men were dead.", "12 men", "Jon Vane"),
    ("Jon Vane was asked by Mary Orr. She said 12 men were dead.", "12 men", "Mary Orr"),
    ("Jon Vane said it was late. He added that 12 men were dead.", "12 men", "Jon Vane"),
    ("Police say the fire was set. They say 12 men were dead.", "12 men", "Police"),
    ("Jon Vane spoke on Sunday, saying that 12 men were dead.", "12 men", "Jon Vane"),
    # quotations
    ("Jon Vane wept. “We lost 12 men.”", "12 men", "Jon Vane"),
    ("“We lost 12 men,” Jon Vane said. “And 3 boys.”", "3 boys", "Jon Vane"),
    ("Jon Vane said: “I said 12 men, no more.”", "12 men", "Jon Vane"),
    ("“It is over,” said Jon Vane.\n\n“We lost 12 men.\n\n“And 3 boys.”", "3 boys", "Jon Vane"),
    ("“It is over.\n\n“We lost 12 men,\" said Jon Vane.", "over", "Jon Vane"),
    ("“How many died?” Mary Orr asked.\n\n“Too many,” Jon Vane said.\n\n“Was it dark?”\n\n“We lost 12 men.”",
     "12 men", "Jon Vane"),
    # statements without marks, posts, polls
    ("The minister, Jon Vane, said:\n\nWe have lost 12 men.\n\nWe mourn 3 boys.", "3 boys", "Jon Vane"),
    ("We lost 12 men today\n\n— Jon Vane (@jonvane) January 4, 2026", "12 men", "Jon Vane"),
    ("A Herald Weekly poll found that 51 percent backed Lowe.\n\nMen favoured Vane, 60 percent to 40.",
     "60 percent", "Herald Weekly"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), NAMED)
def test_speaker_is_named(text: str, words: str, name: str) -> None:
    assert speaker(text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Twelve men were dead by Sunday.", "Twelve men"),
        ("The two reports named 12 men.", "12 men"),
        ("Jurors found 12 men guilty.", "12 men"),
        ("Violence was reported in 12 towns.", "12 towns"),
        ("“It is over,” said Jon Vane, who leads 12 men.", "12 men"),
        ("Managers of Vantec, which sold 12 ships last year, say it will grow.", "12 ships"),
        ("He called it “a growing perception” among 12 men.", "12 men"),
        ("Rebels maintained positions in 12 towns.", "12 towns"),
        ("A 160 million crown merger announced Monday would cut 12 jobs.", "12 jobs"),
    ],
)
def test_speaker_is_nobody_where_the_story_tells(text: str, words: str) -> None:
    assert speaker(text, words) is None


def test_a_relay_is_kept_beside_the_speaker() -> None:
    found = attribute("The Ardal Herald reported that police said 12 men were dead.", "12 men")
    assert (found.speaker, found.via) == ("police", "The Ardal Herald")


def test_the_outlet_that_was_told_is_kept_too() -> None:
    found = attribute("Jon Vane told Northline News that 12 men were dead.", "12 men")
    assert (found.speaker, found.via) == ("Jon Vane", "Northline News")


def test_every_attribution_says_how() -> None:
    for text, words, _name in NAMED:
        assert attribute(text, words).how
    assert attribute("Twelve men died.", "Twelve").how == "the story's own voice"


def test_a_sentence_without_figure_is_attributed_as_a_whole() -> None:
    text = "Jon Vane said that the pilots had been drunk."
    spans = split(text).spans
    assert Reader(text, spans).attribute(spans[0], None).speaker == "Jon Vane"


def test_speeches_are_the_quotations_with_a_speaker() -> None:
    text = "“It is over,” said Jon Vane.\n\nThe wind fell.\n\n“We lost 12 men,” said Ada Lowe."
    found = Reader(text, split(text).spans).speeches
    assert [(speech.speaker, speech.span.of(text)) for speech in found] == [
        ("Jon Vane", "“It is over,”"),
        ("Ada Lowe", "“We lost 12 men,”"),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nearly 200", "The Associated Press"),
        ("some 50 Billion US dollar", "Rand Paul"),
        ("all 14,000", "Rand Paul"),
        ("Our problem is", "Rand Paul"),
        ("The peace talks are going on", "Martine van Bijlert"),
        ("They are also the ones that deposed", "Martine van Bijlert"),
        ("Basically the Taliban", "Martine van Bijlert"),
        ("some ice breaking", "Abdullah Khan"),
    ],
)
def test_seed_page_gives_its_speakers(shared: Path, words: str, name: str) -> None:
    assert speaker((shared / "stories" / "seed.txt").read_text(encoding="utf-8"), words) == name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["Jon Vane", "said", "told", "he", "“", "”", '"', "'", ",", ".", "\n\n", "12 men", "the", "by"]
), max_size=40))  # fmt: skip
def test_reading_never_fails(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = split(text).spans
    reader = Reader(text, spans)
    assert all(reader.attribute(span, None).how for span in spans)
    assert all(speech.span.of(text) for speech in reader.speeches)
