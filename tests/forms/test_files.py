"""Uploads as a stream: what is kept of them, what is dropped, and when nothing is read at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from claims.forms.files import SLACK, RequestTooLarge

LIMIT = 1 << 16


@pytest.fixture(autouse=True)
def limit(settings: Any) -> None:
    settings.FACTCHECK_FILE_BYTES = LIMIT


def sent(**files: int) -> Any:
    """A request with files of these sizes, between two words."""
    given = {name: SimpleUploadedFile(f"{name}.txt", b"x" * size) for name, size in files.items()}
    return RequestFactory().post("/", {"before": "kept"} | given | {"after": "words"})


def test_a_file_within_the_limit_comes_whole() -> None:
    request = sent(log=LIMIT)
    assert (request.FILES["log"].size, len(request.FILES["log"].read())) == (LIMIT, LIMIT)


def test_of_a_larger_one_the_size_is_told_and_the_words_beside_it_stay() -> None:
    request = sent(log=LIMIT + 1)
    assert (request.FILES["log"].size, request.FILES["log"].read()) == (LIMIT + 1, b"")
    assert (request.POST["before"], request.POST["after"]) == ("kept", "words")


def test_all_files_of_a_request_share_the_room_of_one() -> None:
    request = sent(first=LIMIT - 10, second=20, third=5)
    assert [len(request.FILES[name].read()) for name in ("first", "second", "third")] == [LIMIT - 10, 0, 0]


def test_an_empty_file_is_a_file() -> None:
    assert sent(log=0).FILES["log"].size == 0


def test_a_request_far_beyond_the_limit_is_not_read() -> None:
    request = sent(log=SLACK * LIMIT)
    body = request._stream
    with pytest.raises(RequestTooLarge, match="the most"):
        request.POST  # noqa: B018  (it is read when it is asked for)
    assert len(body.read(SLACK * LIMIT)) == SLACK * LIMIT
