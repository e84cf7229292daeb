"""Files as they come in with a form: read as a stream, kept in memory up to the limit and not beyond.

Of a larger one the rest is read and dropped, so that the words typed beside it still arrive; a request that
is larger than that by far is not read at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from claims.actions.evidence_files import too_large

SLACK = 4  # times the limit: what is read, and dropped, to tell somebody kindly


class RequestTooLarge(RequestDataTooBig):
    """`str(error)` is the sentence for people."""


class Bounded(FileUploadHandler):
    """All files of one request together have the room of one; what is beyond it has a size and no content."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = settings.FACTCHECK_FILE_BYTES
        self.kept = BytesIO()

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's own name)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raises RequestTooLarge before a byte is read."""
        if content_length > SLACK * settings.FACTCHECK_FILE_BYTES:
            raise RequestTooLarge(too_large())

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.kept.tell() == start and start + len(raw_data) <= self.room:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        is_whole = self.kept.tell() == file_size
        self.room -= file_size if is_whole else self.room
        self.kept.seek(0)
        content = self.kept if is_whole else BytesIO()
        return UploadedFile(content, self.file_name, self.content_type, file_size, self.charset)
