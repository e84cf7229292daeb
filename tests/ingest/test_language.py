"""Which stories are in a language that nobody here reads."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claims.ingest.language import unsupported

ENGLISH = "Three people were killed in a fire in a block of flats on Monday night, the fire brigade said."
FRENCH = (
    "Trois personnes ont été tuées lundi soir dans l’incendie d’un immeuble, ont annoncé les pompiers. "
    "La cause du sinistre n’était pas connue mardi matin."
)
DUTCH = (
    "Bij een brand in een flat zijn maandagavond drie mensen om het leven gekomen, meldt de brandweer. "
    "De oorzaak is nog niet bekend en het onderzoek is begonnen."
)
RUSSIAN = "Три человека погибли при пожаре в жилом доме в понедельник вечером, сообщили пожарные."
CHINESE = "星期一晚上一栋公寓楼发生火灾,造成三人死亡,消防队说。起因尚不清楚。约六十名邻居在教堂过夜。" * 2
SCORES = "Harriers 3, Rovers 1. Scorers: Mills 12, 40, Okafor 77; Petrov 60. Attendance 4,211."
TERSE = (
    "Prime minister resigns after budget defeat, cabinet meeting called, markets fall, snap election likely"
)


@pytest.mark.parametrize(("tag", "text"), [("en", FRENCH), ("en-GB", ENGLISH), ("EN_us", TERSE), ("eng", "")])
def test_english_by_its_tag_is_read(tag: str, text: str) -> None:
    assert unsupported(text, tag) == ""


@pytest.mark.parametrize(("tag", "code"), [("fr", "fr"), ("pt-BR", "pt"), ("zh_Hans", "zh")])
def test_another_tag_is_believed(tag: str, code: str) -> None:
    assert unsupported("Any words at all.", tag) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [(FRENCH, "fr"), (DUTCH, "nl"), (RUSSIAN, "ru"), (CHINESE, "zh")],
    ids=["fr", "nl", "ru", "zh"],
)
@pytest.mark.parametrize("tag", ["", "und"])
def test_without_a_tag_the_words_decide(text: str, code: str, tag: str) -> None:
    assert unsupported(text, tag) == code


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH * 50, SCORES, TERSE, "", "Feu!", "37"])
def test_doubt_counts_as_english(text: str) -> None:
    assert unsupported(text) == ""


def test_the_model_is_not_loaded_for_plain_english() -> None:
    code = (
        "import sys; from claims.ingest.language import unsupported; "
        f"unsupported({ENGLISH!r}); sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
