"""Evidence at its doors: files that are saved and never shown, mending, copies, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, EvidenceFile, Snapshot, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tests.ingest.papers import HTML, PDF, png
from tests.research_factories import EvidenceFileFactory, SnapshotFactory
from tests.views.conftest import HTMX

TYPED = {"title": "Harbour log", "stance": "for", "quote": "kept words"}
LINK = TYPED | {"url": "https://harbour.example/log"}


@pytest.fixture
def claim(person: User) -> Claim:
    made: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    return made


def add(desk: Client, claim: Claim, given: dict[str, Any], **how: Any) -> Any:
    return desk.post(reverse("add_evidence", args=[claim.pk]), given, **how)


def upload(name: str, content: bytes, kind: str = "text/html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


class TestStance:
    def test_form_chooses_no_side_by_itself(self, desk: Client, claim: Claim) -> None:
        page = desk.get(f"/claims/{claim.pk}/").content.decode()
        radios = [part.partition(">")[0] for part in page.split('name="stance"')[1:]]
        assert len(radios) == 3
        assert not [radio for radio in radios if "checked" in radio]

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_it_is_asked_for_and_what_was_typed_is_kept(
        self, desk: Client, claim: Claim, headers: dict[str, str]
    ) -> None:
        given = {name: value for name, value in LINK.items() if name != "stance"}
        answer = add(desk, claim, given, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Say whether it speaks for the claim, against it, or gives context." in page
        assert "kept words" in page
        assert not Evidence.objects.exists()


class TestFiles:
    def test_a_file_stands_for_the_link(self, desk: Client, claim: Claim) -> None:
        answer = add(desk, claim, TYPED | {"file": upload("C:\\log of Monday.PDF", PDF)})
        assert answer.headers["Location"] == f"/claims/{claim.pk}/#evidence"
        kept = EvidenceFile.objects.get()
        assert (kept.name, kept.media_type, kept.size) == ("log of Monday.pdf", "application/pdf", len(PDF))
        assert bytes(kept.content) == PDF
        page = desk.get(f"/claims/{claim.pk}/").content.decode()
        assert f'href="/claims/{claim.pk}/evidence/{kept.pk}/file"' in page

    def test_it_is_saved_and_never_shown(self, desk: Client, claim: Claim) -> None:
        kept = EvidenceFileFactory(evidence__claim=claim, name="سجل.pdf")
        answer = desk.get(reverse("evidence_file", args=[claim.pk, kept.pk]))
        assert answer.content == b"41 names"
        told = answer.headers
        assert told["Content-Type"] == "application/octet-stream"
        assert told["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Cache-Control"] == "private, no-store"
        assert told["Content-Security-Policy"].startswith("sandbox; default-src 'none'")

    def test_the_file_of_another_claim_is_404(self, desk: Client, claim: Claim) -> None:
        other = EvidenceFileFactory()
        assert desk.get(reverse("evidence_file", args=[claim.pk, other.pk])).status_code == 404
        assert desk.get(reverse("evidence_file", args=[claim.pk, 2**70])).status_code == 404

    def test_a_viewer_sees_that_there_is_one(self, as_role: Callable[[Role], Client], claim: Claim) -> None:
        kept = EvidenceFileFactory(evidence__claim=claim)
        viewer = as_role(Role.VIEWER)
        page = viewer.get(f"/claims/{claim.pk}/").content.decode()
        assert "file <bdi>harbour log.txt</bdi>" in page
        address = reverse("evidence_file", args=[claim.pk, kept.pk])
        assert address not in page
        assert viewer.get(address).status_code == 403

    def test_lists_and_pages_read_no_bytes_of_it(
        self, desk: Client, claim: Claim, django_assert_max_num_queries: Any
    ) -> None:
        EvidenceFileFactory(evidence__claim=claim)
        with django_assert_max_num_queries(22) as asked:
            desk.get(f"/claims/{claim.pk}/")
            desk.get("/queue/")
        assert not any('"content"' in query["sql"] for query in asked.captured_queries)

    @pytest.mark.parametrize(
        ("file", "words"),
        [
            (("log.pdf", HTML), "can hold script"),
            (("pier.svg", b"<svg/>"), "can hold script"),
            (("log.pdf", png()), "the file is a PNG picture"),
            (("log.pdf", b""), "The file is empty."),
            (("pier.png", png(60_000, 60_000)), "100 million is the most"),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_what_is_not_taken_says_why_and_keeps_what_was_typed(
        self, desk: Client, claim: Claim, file: tuple[str, bytes], words: str, headers: dict[str, str]
    ) -> None:
        answer = add(desk, claim, TYPED | {"file": upload(*file)}, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert "kept words" in page
        assert not Evidence.objects.exists()

    def test_after_another_refusal_the_file_has_to_be_chosen_again(self, desk: Client, claim: Claim) -> None:
        answer = add(desk, claim, TYPED | {"title": "", "file": upload("log.pdf", PDF)})
        assert "Choose the file again" in answer.content.decode()

    def test_the_same_file_twice_is_told(self, desk: Client, claim: Claim) -> None:
        add(desk, claim, TYPED | {"file": upload("log.pdf", PDF)})
        answer = add(desk, claim, TYPED | {"title": "Once more", "file": upload("copy.pdf", PDF)})
        assert answer.status_code == 422
        assert "is on this claim already, as “Harbour log”" in answer.content.decode()
        other = ClaimFactory(status=Status.IN_PROGRESS, holder=claim.holder)
        assert add(desk, other, TYPED | {"file": upload("log.pdf", PDF)}).status_code == 302

    def test_a_file_beyond_the_limit_is_413_and_keeps_what_was_typed(
        self, desk: Client, claim: Claim, settings: Any
    ) -> None:
        settings.FACTCHECK_FILE_BYTES = 1 << 20
        answer = add(desk, claim, TYPED | {"file": upload("log.pdf", PDF + bytes(1 << 20))})
        page = answer.content.decode()
        assert answer.status_code == 413
        assert "larger than 1 MB, which is the most" in page
        assert "kept words" in page
        assert not Evidence.objects.exists()

    def test_a_request_far_beyond_it_is_not_read_at_all(
        self, desk: Client, claim: Claim, settings: Any
    ) -> None:
        settings.FACTCHECK_FILE_BYTES = 1 << 16
        answer = add(desk, claim, TYPED | {"file": upload("log.pdf", bytes(5 << 16))})
        assert answer.status_code == 413
        assert "larger than" in answer.content.decode()
        assert "Nothing was stored" in answer.content.decode()

    def test_a_nul_in_its_name_is_400(self, desk: Client, claim: Claim) -> None:
        body = (
            b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nlog\x00\r\n'
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\x00.pdf"\r\n\r\n%PDF\r\n'
            b"--x--\r\n"
        )
        address = reverse("add_evidence", args=[claim.pk])
        answer = desk.generic("POST", address, body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code == 400

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_a_claim_that_somebody_else_took_keeps_the_text(
        self, desk: Client, headers: dict[str, str]
    ) -> None:
        taken = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory())
        answer = add(desk, taken, TYPED | {"file": upload("log.pdf", PDF)}, headers=headers)
        assert answer.status_code == 409
        assert "kept words" in answer.content.decode()
        assert not EvidenceFile.objects.exists()


class TestMending:
    @pytest.fixture
    def piece(self, claim: Claim, person: User) -> Evidence:
        made: Evidence = EvidenceFactory(claim=claim, added_by=person, quote="37 dead")
        return made

    def address(self, piece: Evidence) -> str:
        return reverse("edit_evidence", args=[piece.claim_id, piece.pk])

    def test_the_page_shows_what_stands(self, desk: Client, piece: Evidence) -> None:
        page = desk.get(self.address(piece)).content.decode()
        assert "37 dead" in page
        assert f'value="{piece.url}"' in page

    def test_what_was_typed_is_mended_and_the_history_keeps_what_it_was(
        self, desk: Client, piece: Evidence
    ) -> None:
        before = piece.retrieved_at
        given = LINK | {"url": piece.url, "quote": "41 dead", "archive_url": "https://archive.example/1"}
        given["retrieved_at"] = desk.get(self.address(piece)).context["form"]["retrieved_at"].value()
        answer = desk.post(self.address(piece), given)
        assert answer.headers["Location"] == f"/claims/{piece.claim_id}/#evidence"
        piece.refresh_from_db()
        assert (piece.quote, piece.archive_url, piece.retrieved_at) == (
            "41 dead",
            "https://archive.example/1",
            before,
        )
        line = piece.claim.events.get(action="evidence_edited")
        assert line.detail["was"] == {"archive_url": "", "quote": "37 dead", "title": "Harbour log of Monday"}
        page = desk.get(f"/claims/{piece.claim_id}/").content.decode()
        assert 'what it says was <q dir="auto">37 dead</q>' in page

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"title": ""}, "Give it a title"),
            ({"url": "ftp://harbour.example/"}, "Add https://"),
            ({"url": ""}, "or add a file"),
            ({"archive_url": "javascript:alert(1)"}, "That is no web address"),
            ({"retrieved_at": "2090-01-01T10:00"}, "still to come"),
            ({"retrieved_at": "yesterday"}, "Give the date and the time"),
        ],
    )
    def test_what_is_wrong_is_named_and_kept(
        self, desk: Client, piece: Evidence, given: dict[str, str], words: str
    ) -> None:
        answer = desk.post(self.address(piece), LINK | given)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "kept words" in answer.content.decode()
        piece.refresh_from_db()
        assert piece.quote == "37 dead"

    def test_once_proposed_it_stays_as_it_is(self, desk: Client, piece: Evidence) -> None:
        Claim.objects.update(status=Status.PROPOSED, holder=None, taken_at=None, lease_until=None)
        assert "You can read what it says" in desk.get(self.address(piece)).content.decode()
        answer = desk.post(self.address(piece), LINK)
        assert answer.status_code == 409
        assert "kept words" in answer.content.decode()
        piece.refresh_from_db()
        assert piece.quote == "37 dead"

    def test_a_piece_of_another_claim_is_404(self, desk: Client, claim: Claim) -> None:
        other = EvidenceFactory()
        assert desk.get(reverse("edit_evidence", args=[claim.pk, other.pk])).status_code == 404


class TestCopies:
    def test_a_copy_is_asked_for_with_the_tick(self, desk: Client, claim: Claim) -> None:
        add(desk, claim, LINK)
        add(desk, claim, LINK | {"title": "Ticked", "keep_copy": "on"})
        assert Snapshot.objects.get().evidence.title == "Ticked"

    def test_the_page_asks_while_it_waits_and_stops_when_it_came(self, desk: Client, claim: Claim) -> None:
        waiting = SnapshotFactory(evidence__claim=claim)
        address = reverse("evidence_copy", args=[claim.pk, waiting.pk])
        assert (
            f'hx-get="{address}" hx-trigger="every 2s"' in desk.get(f"/claims/{claim.pk}/").content.decode()
        )
        answer = desk.get(address, headers=HTMX)
        assert (answer.status_code, "is being fetched" in answer.content.decode()) == (200, True)
        Snapshot.objects.update(failure="The server answered 503.")
        answer = desk.get(address, headers=HTMX)
        assert answer.status_code == 286
        assert "The server answered 503." in answer.content.decode()
        assert "Try again" in answer.content.decode()
        assert "hx-trigger" not in desk.get(f"/claims/{claim.pk}/").content.decode().split('id="evidence"')[1]

    def test_what_was_kept_is_shown_as_text(self, desk: Client, claim: Claim) -> None:
        SnapshotFactory(evidence__claim=claim, kept=True, text="<b>41</b> names\nin the log")
        page = desk.get(f"/claims/{claim.pk}/").content.decode()
        assert "&lt;b&gt;41&lt;/b&gt; names<br>in the log" in page
        assert "Copy kept" in page
        assert "ab" * 32 in page

    def test_try_again(self, desk: Client, claim: Claim) -> None:
        failed = SnapshotFactory(evidence__claim=claim, failure="No answer.")
        address = reverse("copy_page", args=[claim.pk, failed.pk])
        assert desk.post(address).headers["Location"] == f"/claims/{claim.pk}/#evidence"
        assert Snapshot.objects.get().is_waiting
        answer = desk.post(address, headers=HTMX)
        assert answer.status_code == 409
        assert "comes in a moment" in answer.content.decode()

    def test_without_script_the_address_leads_to_the_claim(self, desk: Client, claim: Claim) -> None:
        waiting = SnapshotFactory(evidence__claim=claim)
        answer = desk.get(reverse("evidence_copy", args=[claim.pk, waiting.pk]))
        assert answer.headers["Location"] == f"/claims/{claim.pk}/#evidence"
