"""Rows and reading methods. Every write goes through claims.actions."""

from claims.models.arrival import Arrival
from claims.models.article import Article, ArticleQuerySet
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.event import ClaimEvent
from claims.models.evidence import Evidence
from claims.models.figure import Figure
from claims.models.occurrence import Occurrence
from claims.models.quarantine import Quarantine, Settled
from claims.models.revision import Revision
from claims.models.run import ExtractionRun, IngestRun, Trigger
from claims.models.source import Intake, Source
from claims.models.story_event import StoryEvent
from claims.models.token import Token
from claims.models.user import User
from claims.models.verdict import Verdict

__all__ = [
    "Arrival",
    "Article",
    "ArticleQuerySet",
    "Claim",
    "ClaimEvent",
    "ClaimQuerySet",
    "Evidence",
    "ExtractionRun",
    "Figure",
    "IngestRun",
    "Intake",
    "Occurrence",
    "Quarantine",
    "Revision",
    "Settled",
    "Source",
    "StoryEvent",
    "Token",
    "Trigger",
    "User",
    "Verdict",
]
