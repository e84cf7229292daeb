"""R4 in full: sixteen editors walk the same list of a thousand claims, and no text of theirs is lost."""

from __future__ import annotations

import time

from tests.soak.figures import hold, share_of, tell
from tests.views.editors import EDITORS, crowd, told_by
from tests.views.test_crowd import check_one_verdict_each

EVERY = 8  # verdicts, of which one goes through its page
SECONDS = 1200.0


def test_sixteen_editors_make_one_verdict_a_claim() -> None:
    began = time.monotonic()
    editors, claims = crowd(share_of(1000, least=30), every=EVERY, seconds=SECONDS)
    told, later = told_by(editors), (EDITORS - 1) * len(claims)
    tell("R4", "claims that sixteen editors walk", len(claims))
    tell("R4", "in", time.monotonic() - began, "s")
    hold("R4", "claims taken twice", told["taken"] - len(claims), at_most=0)
    hold("R4", "verdicts that stand, and were sent twice", told["verdict sent"] / 2, at_least=len(claims))
    hold("R4", "takes refused", told["take refused"], at_least=later)
    hold("R4", "verdicts of later editors refused", told["verdict refused"], at_least=later)
    tell("R4", "of those sent through the page, with the text kept there", told["text kept by the page"])
    wrong = [line for editor in editors for line in editor.wrong]
    hold("R4", "texts lost, or refusals without who was first and when", len(wrong), at_most=0)
    check_one_verdict_each(editors, claims)
