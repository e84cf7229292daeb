"""What counts as a change of a claim, and what is other wording, or another reading of the same words."""

from __future__ import annotations

import pytest

from claims.extraction.alignment import Change, Telling, changed
from tests.extraction.alignment.tellings import told

LEAD = "Soldiers killed 12 villagers in Arbel on Friday, the army said."


def between(old: Telling, new: Telling, wording: str = "edited") -> Change | None:
    return changed(old, new, old.sentence, new.sentence, wording)


def kinds(old: Telling, new: Telling, wording: str = "edited") -> tuple[str, ...]:
    change = between(old, new, wording)
    return change.kinds if change else ()


def lead(text: str, passage: str, low: float = 12, **given: object) -> Telling:
    return told(text, text, passage, low, **given)


class TestFigure:
    @pytest.mark.parametrize(
        ("passage", "low", "given"),
        [
            ("14 villagers", 14, {}),
            ("at least 12 villagers", 12, {"qualifier": "at_least"}),
            ("12 to 15 villagers", 12, {"high": 15, "qualifier": "range"}),
            ("12 percent", 12, {"unit": "%"}),
            ("12 villagers a day", 12, {"per": "day"}),
        ],
    )
    def test_value_bound_unit_and_period_are_changes(
        self, passage: str, low: float, given: dict[str, object]
    ) -> None:
        after = LEAD.replace("12 villagers", passage)
        assert kinds(lead(LEAD, "12 villagers"), lead(after, passage, low, **given)) == ("figure",)

    def test_old_and_new_stand_side_by_side(self) -> None:
        change = between(lead(LEAD, "12 villagers"), lead(LEAD.replace("12", "14"), "14 villagers", 14))
        assert change == Change(("figure",), 12.0, 14.0, "12 villagers", "14 villagers")

    def test_spelling_of_the_same_number_is_none(self) -> None:
        after = LEAD.replace("12", "twelve")
        assert not kinds(lead(LEAD, "12 villagers"), lead(after, "twelve villagers"))

    def test_same_words_read_otherwise_are_none(self) -> None:
        after = f"Late on Friday: {LEAD}"
        assert not kinds(lead(LEAD, "12 villagers"), lead(after, "12 villagers", unit="villager", low=13))

    def test_unit_that_only_one_of_them_spells_out_is_none(self) -> None:
        before, after = "It spent 40 million on dykes.", "It spent 40 million crowns on the dykes."
        assert not kinds(lead(before, "40 million", 4e7), lead(after, "40 million crowns", 4e7, unit="crown"))

    def test_equal_sentences_change_no_figure(self) -> None:
        assert not kinds(lead(LEAD, "12 villagers"), lead(LEAD, "12", 13, qualifier="about"), "same")

    def test_year_of_the_figure_is_a_change(self) -> None:
        before, after = "It paid 5 million crowns last year.", "It paid 5 million crowns this year."
        change = between(lead(before, "5 million crowns", 5e6), lead(after, "5 million crowns", 5e6))
        assert change == Change(
            ("figure",), 5e6, 5e6, "5 million crowns (last year)", "5 million crowns (this year)"
        )


class TestClaimant:
    def test_other_source_is_a_change(self) -> None:
        after = LEAD.replace("the army", "residents")
        change = between(
            lead(LEAD, "12 villagers", claimant="army"), lead(after, "12 villagers", claimant="residents")
        )
        assert change == Change(("claimant",), "army", "residents", "army", "residents")

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Brik", "Colonel Ada Brik"),
            ("rescue officials", "officials"),
            ("Ada Brik", "Ada Brick"),
            ("town’s fire brigade", "fire brigade"),
        ],
    )
    def test_fuller_form_of_a_name_is_none(self, before: str, after: str) -> None:
        old = f"Soldiers killed 12 villagers, {before} said."
        new = f"Soldiers killed 12 villagers on Friday, {after} said."
        assert not kinds(
            lead(old, "12 villagers", claimant=before), lead(new, "12 villagers", claimant=after)
        )

    def test_two_ministries_are_two_claimants(self) -> None:
        old, new = LEAD.replace("army", "defence ministry"), LEAD.replace("army", "interior ministry")
        assert kinds(
            lead(old, "12 villagers", claimant="defence ministry"),
            lead(new, "12 villagers", claimant="interior ministry"),
        ) == ("claimant",)

    def test_reader_that_finds_another_name_of_both_stories_is_none(self) -> None:
        old, new = (
            lead(LEAD, "12 villagers", claimant="army"),
            lead(LEAD, "12 villagers", claimant="Ada Brik"),
        )
        story = f"{LEAD}\n\n“It was dark,” Ada Brik said."
        assert changed(old, new, story, story, "same") is None

    def test_name_that_left_the_story_is_a_change_even_for_words_that_stand(self) -> None:
        quote = "“Thirty of them are ill,” he said."
        old, new = (
            told(quote, quote, "Thirty", 30, claimant="Brik"),
            told(quote, quote, "Thirty", 30, claimant="Hasse"),
        )
        change = changed(old, new, f"Colonel Brik came. {quote}", f"General Hasse came. {quote}", "same")
        assert change
        assert change.kinds == ("claimant",)

    def test_newcomer_whom_the_reader_takes_for_the_speaker_is_none(self) -> None:
        quote = "It said 12 villagers were killed."
        old = told(quote, quote, "12 villagers", 12, claimant="army")
        new = told(quote, quote, "12 villagers", 12, claimant="Red Crescent")
        change = changed(
            old, new, f"The army came. {quote}", f"The army came. Red Crescent, too. {quote}", "same"
        )
        assert change is None

    def test_source_that_is_lost_or_found_by_the_reader_alone_is_none(self) -> None:
        after = f"On Friday night {LEAD}"
        assert not kinds(lead(LEAD, "12 villagers"), lead(after, "12 villagers", claimant="army"))
        assert not kinds(lead(LEAD, "12 villagers", claimant="army"), lead(after, "12 villagers"))


class TestPlace:
    def test_other_town_is_a_change(self) -> None:
        old = lead(LEAD, "12 villagers", place="Arbel")
        new = lead(LEAD.replace("Arbel", "Torvik"), "12 villagers", place="Torvik")
        assert between(old, new) == Change(("place",), "Arbel", "Torvik", "Arbel", "Torvik")

    @pytest.mark.parametrize("place", ["", "Torvik", "the town of Arbel"])
    def test_place_that_the_sentence_does_not_change_is_none(self, place: str) -> None:
        old = lead(LEAD, "12 villagers", place="Arbel")
        assert not kinds(old, lead(f"Late on Friday {LEAD}", "12 villagers", place=place))
