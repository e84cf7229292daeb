"""What holds for every text: exact offsets, the same answer alone and in a batch, linear time, no crash."""

from __future__ import annotations

import gzip
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims.extraction as package
from claims.extraction import Extraction, Span, Story, extract, extract_many, figures
from claims.extraction.pipeline import read
from tests.extraction.scorers import RuleScorer

BADINPUTS = Path(__file__).resolve().parents[3] / "shared" / "badinputs"
WORDS = (
    "the mayor of Brenholm said 12 200 1,200 3.4 million £2.5m $ € nearly up to between and or a half "
    "third per cent % twelve hundred thousand killed wounded soldiers \" “ ” ' ( ) . , - – 2014 May no "
    "one both first 21st year every doubled 5 km mph \u200b \u00ad \u00a0 ١٢ ½ ² \n \n\n 10:30 9/11 "
    "1e999 0x1F -4C one in three to from rose than"
).split(" ")
STORIES = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)


def check_offsets(text: str, found: Extraction) -> None:
    for claim in found.claims:
        assert claim.span.of(text) == claim.sentence
        assert claim.sentence
        if claim.figure:
            assert claim.figure.span.of(text) == claim.figure.text
            assert claim.span.start <= claim.figure.span.start < claim.figure.span.end <= claim.span.end
    for cut, after in zip(found.chrome, found.chrome[1:], strict=False):
        assert cut.span.end <= after.span.start


@given(STORIES)
@settings(max_examples=200, deadline=None)
def test_offsets_are_exact(text: str) -> None:
    check_offsets(text, extract(text, RuleScorer()))


@given(STORIES)
@settings(max_examples=60, deadline=None)
def test_extract_twice_gives_the_same(text: str) -> None:
    assert extract(text, RuleScorer()) == extract(text, RuleScorer())


@given(st.lists(STORIES, max_size=4))
@settings(max_examples=60, deadline=None)
def test_extract_alone_equals_extract_in_a_batch(texts: list[str]) -> None:
    together = extract_many([Story(text) for text in texts], RuleScorer())
    assert together == [extract(text, RuleScorer()) for text in texts]


@given(STORIES)
@settings(max_examples=200, deadline=None)
def test_figures_are_finite_and_known(text: str) -> None:
    for figure in read(Story(text)).figures:
        assert abs(figure.low) < 1e40
        assert figure.high is None or figure.low < figure.high
        assert figure.qualifier in package.QUALIFIERS
        assert figure.unit


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_figures_do_not_depend_on_what_stands_after_the_sentence(text: str) -> None:
    alone = figures.find(text, [Span(0, len(text))])
    assert [f.low for f in figures.find(text + "\n\nIt rained.", [Span(0, len(text))])] == [
        f.low for f in alone
    ]


# Time

LIMIT = 2.6  # twice the text may take so many times longer

HOSTILE = {
    "digits": "7" * 1000,
    "groups": "1,234," * 200,
    "spelled": "one hundred and ",
    "vague": "tens of tens and tens ",
    "scales": "5 million billion ",
    "ranges": "1 to 2 - 3 or 4 and ",
    "money": "$ $1 (€2 (£3 ",
    "hedges": "no more than at least about ",
    "hyphens": "a-1-b-2-",
    "quotes": "“ said 'a” \" ",
    "brackets": "([{5 (6 (",
    "spaces": "a  \t ",
    "newlines": "a\n\n \n",
    "letters": "a" * 500 + " ",
    "one word": "x" * 1000,
    "dots": "a.b. U.S. . .. ",
    "capitals": "Ilse Tarn of Brenholm said Orm Vell told ",
    "marks": "!?!?…",
    "links": "http://a.b/c?d=1&e=2 www.",
    "fractions": "1/2/3/4/",
}
SIZE = 16_000  # characters of the longer string
MEASURABLE = 0.02  # seconds; what takes less for the longer string is quick whatever its ratio
ANCHORED = (
    "claims.extraction.chrome.",
    "claims.extraction.chrome_patterns.",
    "claims.extraction.sentences._QUESTION",
)  # used by match, once a line


def doubled(work: Callable[[str], object], piece: str, size: int = SIZE) -> float:
    """How many times longer twice the text takes; measured again when a busy machine may have told."""
    text = (piece * (size // len(piece) + 1))[:size]
    ratio = 1.0
    for _ in range(4):
        if seconds(work, text) < MEASURABLE:
            return 1.0
        ratio = min(seconds(work, text) for _ in range(3)) / min(
            seconds(work, text[: size // 2]) for _ in range(3)
        )
        if ratio < LIMIT:
            break
    return ratio


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return max(time.process_time() - start, 1e-6)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module of the room compiled, by module and name: new ones come by themselves."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(package.__path__, "claims.extraction."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                found |= {f"{info.name}.{name}{at}": p for at, p in compiled(value)}
    return found


def compiled(value: object, at: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from compiled(inner, f"{at}[{key}]")
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from compiled(inner, f"{at}[{number}]")


@pytest.mark.parametrize("name", patterns())
def test_pattern_takes_linear_time(name: str) -> None:
    pattern = patterns()[name]

    def work(text: str) -> object:
        return pattern.match(text) if name.startswith(ANCHORED) else sum(1 for _ in pattern.finditer(text))

    for kind, piece in HOSTILE.items():
        assert doubled(work, piece) < LIMIT, kind


@pytest.mark.parametrize("kind", HOSTILE)
def test_figures_take_linear_time_in_one_endless_sentence(kind: str) -> None:
    assert doubled(lambda text: figures.find(text, [Span(0, len(text))]), HOSTILE[kind]) < LIMIT


@pytest.mark.parametrize("kind", HOSTILE)
def test_extract_takes_linear_time(kind: str) -> None:
    assert doubled(lambda text: extract(text, RuleScorer()), HOSTILE[kind], SIZE // 2) < LIMIT


# Broken and hostile stories


def texts() -> dict[str, str]:
    """The texts of ../shared/badinputs; none where the folder is missing."""
    found: dict[str, str] = {}
    for path in sorted(BADINPUTS.glob("t*.txt*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found[path.name] = data.decode("utf-8", errors="replace")
    return found


@pytest.mark.skipif(not BADINPUTS.is_dir(), reason="needs ../shared/badinputs")
@pytest.mark.parametrize("name", [path.name for path in sorted(BADINPUTS.glob("t*.txt*"))])
def test_bad_input_is_read_without_a_crash(name: str) -> None:
    text = texts()[name]
    check_offsets(text, extract(text, RuleScorer()))


def test_ten_thousand_digits_are_no_number() -> None:
    assert figures.find("7" * 10_000, [Span(0, 10_000)]) == []


def test_one_endless_word_gives_no_figure_and_no_claim() -> None:
    word = "ab1c" * 65_536
    assert extract(word, RuleScorer()).claims == ()


@pytest.mark.parametrize(
    "text", ["It fell to 1e999.", "The 2² rule.", "Box ²³ was sold.", "He won 5e308 votes."]
)
def test_exponents_and_superscripts_are_no_figures(text: str) -> None:
    assert [figure.low for figure in read(Story(text)).figures if figure.low > 10] == []


def test_foreign_digits_are_read() -> None:
    assert [figure.low for figure in read(Story("Some ١٢٠ miners were saved.")).figures] == [120]
