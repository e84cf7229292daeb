"""Laying a story out: nothing lost, nothing doubled, every claim where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.layout import Graf, layout, paragraph_of, paragraph_span


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    figure_start: int | None = None
    figure_end: int | None = None


def texts(grafs: list[Graf]) -> list[str]:
    return ["".join(p.text for run in par.runs for p in run.pieces) for g in grafs for par in g.paragraphs]


def covered(grafs: list[Graf], mark: Mark) -> str:
    runs = (run for graf in grafs for par in graf.paragraphs for run in par.runs)
    return "".join(piece.text for run in runs if mark in run.claims for piece in run.pieces)


def test_blank_lines_part_paragraphs_and_number_them() -> None:
    grafs = layout("One.\n\nTwo,\nstill two.\n \nThree.\n", [])
    assert texts(grafs) == ["One.", "Two,\nstill two.", "Three.\n"]
    assert [par.number for graf in grafs for par in graf.paragraphs] == [1, 2, 3]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert texts(layout("One.\nTwo.", [])) == ["One.", "Two."]


def test_an_empty_story_has_no_paragraph() -> None:
    assert layout(" \n\n ", []) == []


def test_two_claims_in_one_sentence_share_a_run_and_own_their_figures() -> None:
    body = "It killed 12 and hurt 40."
    dead, hurt = Mark(0, 25, 10, 12), Mark(0, 25, 22, 24)
    [graf] = layout(body, [dead, hurt])
    [run] = graf.paragraphs[0].runs
    assert run.claims == (dead, hurt)
    assert [(piece.text, piece.claim) for piece in run.pieces if piece.is_figure] == [
        ("12", dead),
        ("40", hurt),
    ]


def test_overlapping_claims_are_cut_where_they_part() -> None:
    first, second = Mark(0, 10), Mark(5, 15)
    [graf] = layout("0123456789abcdefgh", [first, second])
    runs = graf.paragraphs[0].runs
    assert [run.claims for run in runs] == [(first,), (first, second), (second,), ()]


def test_a_claim_over_two_paragraphs_is_marked_in_both() -> None:
    mark = Mark(2, 12)
    grafs = layout("0123.\n\n789abcdef", [mark])
    assert covered(grafs, mark) == "23.789ab"
    assert paragraph_of(grafs, mark) == 1


def test_of_two_nested_figures_the_narrower_owns_the_passage() -> None:
    wide, narrow = Mark(0, 20, 0, 20), Mark(0, 20, 5, 10)
    [graf] = layout("0123456789abcdefghij", [wide, narrow])
    pieces = graf.paragraphs[0].runs[0].pieces
    assert [(piece.text, piece.claim) for piece in pieces] == [
        ("01234", wide),
        ("56789", narrow),
        ("abcdefghij", wide),
    ]


def test_a_cut_stands_apart_with_its_reason_and_without_a_number() -> None:
    body = "Menu\n\nStory one. Advertisement Story two.\n\nFooter"
    at = body.index("Advertisement")
    chrome = [
        {"start": 0, "end": 4, "reason": "menu"},
        {"start": at, "end": at + 13, "reason": "advertisement"},
        {"start": body.index("Footer"), "end": len(body) + 50, "reason": "footer"},
    ]
    grafs = layout(body, [], (), chrome)
    assert [(graf.cut, texts([graf])) for graf in grafs] == [
        ("menu", ["Menu"]),
        ("", ["Story one. "]),
        ("advertisement", ["Advertisement"]),
        ("", [" Story two."]),
        ("footer", ["Footer"]),
    ]
    assert [par.number for graf in grafs for par in graf.paragraphs] == [None, 1, None, 2, None]


def test_one_margin_for_all_paragraphs_of_a_speech() -> None:
    body = "He spoke.\n\n“One.\n\n“Two,” he said.\n\nRain fell."
    speech = {"start": 11, "end": body.index("Rain") - 2, "speaker": "Ada Marlow", "how": "said"}
    grafs = layout(body, [], [speech])
    assert [(graf.speaker, len(graf.paragraphs)) for graf in grafs] == [("", 1), ("Ada Marlow", 2), ("", 1)]
    assert grafs[1].how == "said"


def test_a_few_quoted_words_do_not_make_a_paragraph_a_speech() -> None:
    body = "The minister, who had flown in on Sunday from a visit abroad, called it “a pity”."
    speech = {"start": body.index("“"), "end": len(body) - 1, "speaker": "the minister", "how": "called"}
    assert layout(body, [], [speech])[0].speaker == ""


spans = st.tuples(st.integers(0, 60), st.integers(1, 40))


@given(st.text("ab .\n", max_size=60), st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_every_character_but_white_space_comes_out_once_and_in_order(
    body: str, claims: list[tuple[int, int]], cuts: list[tuple[int, int]]
) -> None:
    marks = [Mark(at, at + length, at, at + (length + 1) // 2) for at, length in claims]
    ordered = sorted(cuts)
    chrome: list[dict[str, Any]] = [{"start": at, "end": at + n, "reason": "cut"} for at, n in ordered]
    written = "".join(texts(layout(body, marks, (), chrome)))
    assert "".join(written.split()) == "".join(body.split())
    for mark in marks:
        inside = "".join(body[mark.start : mark.end].split())
        assert "".join(covered(layout(body, marks), mark).split()) == inside


def test_a_paragraph_is_found_by_the_number_that_it_has_on_the_page() -> None:
    body = "Skip\n\nOne is here.\n\nTwo is here."
    chrome = [{"start": 0, "end": 4, "reason": "skip link"}]
    assert [body[slice(*found)] for n in (1, 2) if (found := paragraph_span(body, chrome, n))] == [
        "One is here.",
        "Two is here.",
    ]
    assert [paragraph_span(body, chrome, number) for number in (0, 3)] == [None, None]
