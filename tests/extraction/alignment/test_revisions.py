"""Which claim is told again: the same, moved, edited, in other words; and what is gone or new."""

from __future__ import annotations

from time import process_time

import pytest

from claims.extraction.alignment import Telling, align, returned
from tests.extraction.alignment.tellings import sentence, told

Pairs = dict[str, str]

TOLL = "A slate mine near Corrin fell in on Monday, killing 12 people and wounding 31, the mayor said."
OLD_TOLL = "In 1974 the same mine killed 22 people."
BUDGET = "The county spent 14 million crowns last year on new props."
HOUSES = "Some 400 houses stand above the shafts."


def paired(old: list[Telling], new: list[Telling], old_text: str = "", new_text: str = "") -> Pairs:
    """What became of each old figure, by its words; figures that stand alone are left out."""
    found = align(old_text, old, new_text, new)
    return {words(old[pair.old]): words(new[pair.new]) for pair in found.pairs}


def words(telling: Telling) -> str:
    return telling.figure.text if telling.figure else telling.sentence


class TestEqualSentences:
    def test_moved_sentence_is_followed(self) -> None:
        before, after = f"{TOLL}\n\n{HOUSES}", f"{HOUSES}\n\n{TOLL}"
        old = [told(before, TOLL, "12 people", 12), told(before, HOUSES, "400 houses", 400, unit="house")]
        new = [told(after, HOUSES, "400 houses", 400, unit="house"), told(after, TOLL, "12 people", 12)]
        assert paired(old, new, before, after) == {"12 people": "12 people", "400 houses": "400 houses"}

    def test_line_breaks_quotation_marks_and_dateline_are_no_difference(self) -> None:
        before = "CORRIN (Slate Wire) - “The mine's props were old,” and 12 people died, he said."
        after = '"The mine’s props were\nold," and 12 people died, he said.'
        [pair] = align(
            before, sentence(before, ("12 people", 12)), after, sentence(after, ("12 people", 12))
        ).pairs
        assert pair.wording == "same"

    def test_figure_read_otherwise_stays_the_figure_at_its_place(self) -> None:
        old = sentence(TOLL, ("12 people", 12), ("31", 31))
        new = sentence(TOLL, ("12", 12), ("wounding 31", 31))
        assert paired(old, new) == {"12 people": "12", "31": "wounding 31"}

    def test_sentence_that_stands_twice_is_two_claims_in_order(self) -> None:
        text = f"{HOUSES}\n\n{TOLL}\n\n{HOUSES}"
        first = told(text, HOUSES, "400", 400)
        second = Telling(HOUSES, text.rindex(HOUSES), "quantity")
        found = align(text, [first], text, [first, second])
        assert [(pair.old, pair.new) for pair in found.pairs] == [(0, 0)]
        assert found.fresh == [1]

    def test_claim_that_is_not_found_again_stands_with_its_sentence(self) -> None:
        after = f"UPDATE\n\n{TOLL.replace(' near ', chr(10) + 'near ')}"
        found = align(TOLL, sentence(TOLL, ("12 people", 12)), after, [])
        [standing] = found.standing
        assert standing.figure is not None
        assert standing.figure.of(after) == "12 people"
        assert standing.span.of(after).split() == TOLL.split()
        assert not found.gone

    def test_sentence_that_stands_once_holds_a_claim_once(self) -> None:
        old = [*sentence(TOLL, ("12 people", 12)), *sentence(TOLL, ("12 people", 12))]
        found = align(TOLL, old, TOLL, sentence(TOLL, ("12 people", 12)))
        assert (len(found.pairs), found.standing, found.gone) == (1, [], [1])


class TestEditedSentences:
    def test_each_figure_of_a_sentence_finds_its_own(self) -> None:
        before = "The quake left 12 people dead, 31 wounded and nine missing, the mayor said."
        after = "The quake left 19 people dead, 44 wounded and six missing, the mayor said."
        old = sentence(before, ("12 people", 12), ("31", 31), ("nine", 9))
        new = sentence(after, ("19 people", 19), ("44", 44), ("six", 6))
        assert paired(old, new) == {"12 people": "19 people", "31": "44", "nine": "six"}

    def test_figures_in_another_order_pair_by_what_is_counted(self) -> None:
        before = "The quake left 12 people dead, 31 wounded and nine missing, the mayor said."
        after = "The quake left nine missing, 35 wounded and 14 people dead, the mayor said."
        old = sentence(before, ("12 people", 12), ("31", 31), ("nine", 9))
        new = sentence(after, ("nine", 9), ("35", 35), ("14 people", 14))
        assert paired(old, new) == {"12 people": "14 people", "31": "35", "nine": "nine"}

    def test_verbs_before_the_figure_count_it(self) -> None:
        before, after = "The blast killed 12 and wounded 31.", "The blast wounded 40 and killed 13."
        old = sentence(before, ("12", 12), ("31", 31))
        new = sentence(after, ("40", 40), ("13", 13))
        assert paired(old, new) == {"12": "13", "31": "40"}

    def test_parts_of_a_toll_pair_by_who_they_are(self) -> None:
        before = "The dead were nine riders, five people in a van and two guards, the police said."
        after = "The dead were ten riders, five people in a van and two guards, the police said."
        old = sentence(before, ("nine riders", 9), ("five people", 5), ("two guards", 2))
        new = sentence(after, ("ten riders", 10), ("five people", 5), ("two guards", 2))
        assert paired(old, new) == {
            "nine riders": "ten riders",
            "five people": "five people",
            "two guards": "two guards",
        }

    def test_type_read_otherwise_is_no_hindrance(self) -> None:
        before, after = "The fire hurt nine riders.", "The fire hurt ten riders."
        old = sentence(before, ("nine riders", 9))
        new = sentence(after, ("ten riders", 10), type="quantity")
        assert paired(old, new) == {"nine riders": "ten riders"}

    def test_event_is_followed_through_light_edits_only(self) -> None:
        before = "Prosecutors in Corrin opened an inquiry into the mine on Tuesday."
        light = "Prosecutors in Corrin have opened an inquiry into the mine."
        other = "Prosecutors in Corrin went home without a word about the mine."
        assert paired([told(before, before)], [told(light, light)], before, light) == {before: light}
        assert paired([told(before, before)], [told(other, other)], before, other) == {}


class TestRewrittenStories:
    AFTER = (
        "CORRIN - Rescue crews brought up more bodies on Tuesday from the slate mine near Corrin, and the "
        "number of dead rose to 19, up from 12 a day earlier.\n\n"
        "Forty-four people were hurt, the mayor said.\n\n"
        "The mine has a history: 22 people died there in 1974."
    )

    def test_toll_pairs_with_the_toll_of_now_and_not_with_the_one_recalled(self) -> None:
        lead = self.AFTER.split("\n\n", maxsplit=1)[0]
        old = sentence(TOLL, ("12 people", 12), ("31", 31))
        new = [told(self.AFTER, lead, "19", 19), told(self.AFTER, lead, "12", 12)]
        assert paired(old, new, TOLL, self.AFTER) == {"12 people": "19"}

    def test_toll_of_an_old_disaster_pairs_with_its_own(self) -> None:
        before = f"{TOLL}\n\n{OLD_TOLL}"
        recalled = "The mine has a history: 22 people died there in 1974."
        old = [told(before, TOLL, "12 people", 12), told(before, OLD_TOLL, "22 people", 22)]
        new = [told(self.AFTER, recalled, "22 people", 22)]
        assert paired(old, new, before, self.AFTER) == {"22 people": "22 people"}

    def test_another_measure_pairs_across_sentences(self) -> None:
        old = sentence(TOLL, ("12 people", 12), ("31", 31))
        hurt = "Forty-four people were hurt, the mayor said."
        new = [told(self.AFTER, hurt, "Forty-four people", 44)]
        assert paired(old, new, TOLL, self.AFTER) == {"31": "Forty-four people"}

    def test_withdrawn_figure_is_not_the_one_that_took_its_place(self) -> None:
        before = "Thirty-four people were killed when a depot blew up in Dunmar, Farland News reported."
        notice = "An earlier version of this story had said that 34 people were killed."
        lead = "One man was killed when a depot blew up in Dunmar, the fire brigade said."
        after = f"{notice}\n\n{lead}"
        old = sentence(before, ("Thirty-four people", 34), claimant="Farland News")
        new = [told(after, notice, "34 people", 34), told(after, lead, "One man", 1, claimant="fire brigade")]
        assert paired(old, new, before, after) == {"Thirty-four people": "One man"}

    def test_cities_pair_by_place(self) -> None:
        before = "Bombs killed 14 people in Ostby and 15 in Marwick on Wednesday."
        first, second = "In Marwick 17 people were killed.", "The bomb in Ostby killed 14 people."
        after = f"{first}\n\n{second}"
        old = [
            told(before, before, "14 people", 14, place="Ostby"),
            told(before, before, "15", 15, place="Marwick"),
        ]
        new = [
            told(after, first, "17 people", 17, place="Marwick"),
            told(after, second, "14 people", 14, place="Ostby"),
        ]
        assert paired(old, new, before, after) == {"14 people": "14 people", "15": "17 people"}

    def test_place_that_the_reader_took_from_elsewhere_says_nothing(self) -> None:
        after = "Crews dug all night in the Tarne hills, where the number of dead reached 52."
        old = sentence(TOLL, ("12 people", 12), place="Oll")
        new = sentence(after, ("52", 52), place="Tarne", unit="hill")
        assert paired(old, new) == {"12 people": "52"}

    def test_figure_that_was_feared_at_first_is_not_the_toll(self) -> None:
        before = "More than 100 people were feared dead after a dam broke at Lenn, officials said."
        after = (
            "Thirty-one people died when a dam broke at Lenn, officials said, not the 100 feared at first."
        )
        new = sentence(after, ("Thirty-one people", 31), ("100", 100))
        assert paired(sentence(before, ("More than 100 people", 100)), new) == {
            "More than 100 people": "Thirty-one people"
        }

    def test_money_pairs_in_sentences_that_share_their_words(self) -> None:
        after = "New props cost the county 16 million crowns last year."
        old = sentence(BUDGET, ("14 million crowns", 14e6), unit="crown", type="spending")
        new = sentence(after, ("16 million crowns", 16e6), unit="crown", type="spending")
        assert paired(old, new, BUDGET, after) == {"14 million crowns": "16 million crowns"}

    def test_another_subject_with_the_same_unit_is_another_claim(self) -> None:
        after = "A ferry company asked the state for 16 million crowns in aid."
        old = sentence(BUDGET, ("14 million crowns", 14e6), unit="crown", type="spending")
        new = sentence(after, ("16 million crowns", 16e6), unit="crown", type="spending")
        found = align(BUDGET, old, after, new)
        assert (found.pairs, found.gone, found.fresh) == ([], [0], [0])

    def test_soldiers_do_not_become_children(self) -> None:
        before, after = "A mine killed 12 soldiers at Corrin.", "Fever has killed 40 children since spring."
        assert not paired(
            sentence(before, ("12 soldiers", 12)), sentence(after, ("40 children", 40)), before, after
        )


class TestReturned:
    def test_same_words_come_back(self) -> None:
        [pair] = returned(sentence(TOLL, ("12 people", 12)), sentence(TOLL, ("12 people", 12))).pairs
        assert pair.wording == "same"

    def test_other_figure_in_the_same_words_comes_back(self) -> None:
        after = TOLL.replace("12", "19")
        [pair] = returned(sentence(TOLL, ("12 people", 12)), sentence(after, ("19 people", 19))).pairs
        assert pair.wording == "edited"

    def test_other_words_do_not(self) -> None:
        after = "Nineteen people have died in the mine."
        assert not returned(sentence(TOLL, ("12 people", 12)), sentence(after, ("Nineteen people", 19))).pairs


@pytest.mark.parametrize("edit", ["", " again"])
def test_cost_grows_with_the_story_and_not_with_its_square(edit: str) -> None:
    def seconds(sentences: int) -> float:
        lines = [f"Town number {n} in valley {n % 17} lost {n} people to the flood" for n in range(sentences)]
        before = "\n\n".join(f"{line}." for line in lines)
        after = "\n\n".join(f"{line}{edit}." for line in reversed(lines))
        old = [told(before, f"{line}.", f"{n} people", n) for n, line in enumerate(lines)]
        new = [told(after, f"{line}{edit}.", f"{n} people", n) for n, line in enumerate(lines)]
        began = process_time()
        align(before, old, after, new)
        return process_time() - began

    seconds(50)
    few, many = (min(seconds(size) for _ in range(3)) for size in (200, 800))
    assert many < 12 * few + 0.2  # the quickest of three: the machine does other work, too
