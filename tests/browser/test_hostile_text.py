"""Markup in every text that people and wires send: shown as text, no dialog, no script, no word from CSP."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    FigureFactory,
    SourceFactory,
    VerdictFactory,
)

PAYLOADS = [
    '<script>alert(1)</script> "><svg onload=alert(2)> {{ 7|add:7 }}{% debug %}',
    "</title><img src=x onerror=alert(3)> '-alert(4)-' <a href=javascript:alert(5)>x</a>",
    "</textarea><style>*{display:none}</style> --><iframe src=/queue/></iframe>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_text_everywhere(desk: Desk, checker: User, payload: str) -> None:
    sentence = f"At least 37 {payload} died."
    article = ArticleFactory(
        source=SourceFactory(name=f"Wire {payload}"[:120]),
        guid=f"urn:{payload}",
        state="ready",
        body=sentence,
        body__headline=payload,
        body__byline=payload,
        body__slug=payload,
        body__notes=[payload],
        body__repairs=[payload],
    )
    claim = ClaimFactory(
        revision=article.current,
        sentence=sentence,
        claimant=payload,
        claimant_via=payload,
        claimant_how=payload,
        place=payload,
        standalone=payload,
        reasons=[{"name": payload, "points": 70}],
        status=Status.PROPOSED,
        figure=None,
    )
    FigureFactory(claim=claim, text=payload, of=payload, unit=payload[:80], converted=payload)
    EvidenceFactory(claim=claim, title=payload, quote=payload, publisher=payload)
    VerdictFactory(claim=claim, explanation=payload)
    checker.first_name = payload
    checker.save()

    desk.sign_in(checker)
    for path in (
        "/queue/",
        f"/claims/{claim.pk}/",
        f"/articles/{article.pk}/",
        "/articles/",
        f"/queue/?q={payload.replace('%', '%25').replace('#', '%23').replace('&', '%26')}",
    ):
        page = desk.go(path)
        expect(page.locator("body")).to_contain_text(payload)
        made = page.locator(
            "body script:not([src]), body img, body style, body iframe, svg[onload], a[href^=javascript]"
        )
        assert made.count() == 0
