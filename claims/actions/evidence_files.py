"""The file that a piece of evidence rests on: examined, named by its hash, kept with the rows."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from claims.actions.wording import lacking
from claims.exceptions import Incomplete, TooLarge
from claims.ingest.uploaded import BadFile, Given, examine
from claims.models import Evidence, EvidenceFile
from claims.words import said

TOO_LARGE = said("This file is larger than %(most)s MB, which is the most. Nothing of it was kept.")
TWICE = said("This file is on this claim already, as “%(title)s”.")


def too_large() -> str:
    return _(TOO_LARGE) % {"most": settings.FACTCHECK_FILE_BYTES >> 20}


def keep(evidence: Evidence, given: Given) -> EvidenceFile:
    """Store the file behind `evidence`; call it in the transaction of the change itself.

    Raises Incomplete naming the field `file`, TooLarge where it is beyond the limit.
    """
    if len(given.content) > settings.FACTCHECK_FILE_BYTES:
        raise TooLarge(too_large(), {"file": too_large()})
    try:
        found = examine(given)
    except BadFile as bad:
        raise Incomplete(str(bad), {"file": str(bad)}) from None
    digest = sha256(given.content).hexdigest()
    _check_is_new(evidence, digest)
    return EvidenceFile.objects.create(
        evidence=evidence,
        name=found.name,
        media_type=found.media_type,
        size=len(given.content),
        sha256=digest,
        content=given.content,
    )


def _check_is_new(evidence: Evidence, digest: str) -> None:
    """The same bytes say nothing more a second time."""
    same = Evidence.objects.filter(claim=evidence.claim_id, file__sha256=digest).first()
    if same:
        raise lacking("file", TWICE, title=same.title)
