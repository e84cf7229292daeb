"""Which edits turn a sentence into another claim, and which are other wording."""

from __future__ import annotations

import pytest

from tests.extraction.alignment.tellings import told
from tests.extraction.alignment.test_changes import LEAD, kinds, lead


class TestMeaning:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("killed", "wounded"),
            ("villagers", "rebels"),
            ("killed 12", "did not kill 12"),
            ("the army said", "the army denied"),
        ],
    )
    def test_verb_noun_and_negation_are_changes(self, before: str, after: str) -> None:
        text = LEAD.replace(before, after)
        passage = "12 rebels" if "rebels" in text else "12 villagers"
        assert kinds(lead(LEAD, "12 villagers"), lead(text, passage)) == ("meaning",)

    @pytest.mark.parametrize(
        ("before", "after"),
        [("The bridge was inspected in May.", "The bridge was not inspected in May."),
         ("Prosecutors opened an inquiry.", "Prosecutors closed an inquiry."),
         ("Exports rose in spring.", "Exports fell in spring.")],
    )  # fmt: skip
    def test_event_that_is_turned_round_is_a_change(self, before: str, after: str) -> None:
        assert kinds(told(before, before), told(after, after)) == ("meaning",)

    @pytest.mark.parametrize(
        "after",
        [
            "Soldiers shot dead 12 villagers in Arbel on Friday, the army said.",
            "Soldiers have killed 12 villagers in the town of Arbel, the army said on Saturday.",
            "Soldiers killed 12 villagers in Arbel on Friday, the army said, but it did not say why.",
            "Soldiers killed 12 villagers in Arbel on Friday, the army said and did not elaborate.",
            "Soldiers killed 12 residents in Arbel on Friday, the army said.",
        ],
    )
    def test_other_wording_alone_is_none(self, after: str) -> None:
        old = lead(LEAD, "12 villagers", claimant="army", place="Arbel")
        assert not kinds(old, lead(after, _figure(after), claimant="army", place="Arbel"))

    def test_people_may_be_named_more_closely(self) -> None:
        before, after = LEAD.replace("villagers", "people"), LEAD
        assert not kinds(lead(before, "12 people"), lead(after, "12 villagers"))


def _figure(text: str) -> str:
    return "12 residents" if "12 residents" in text else "12 villagers"
