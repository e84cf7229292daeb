"""Rows and reading methods. Every write goes through claims.actions."""

from claims.models.account import Account
from claims.models.arrival import Arrival
from claims.models.article import Article, ArticleQuerySet
from claims.models.check import Check, CheckQuerySet, Showing
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.clock import clock
from claims.models.conflict import Conflict, ConflictQuerySet
from claims.models.edition import Edition, Kind
from claims.models.event import ClaimEvent
from claims.models.evidence import Evidence
from claims.models.figure import Figure
from claims.models.happening import Event, EventQuerySet
from claims.models.link import ClaimLink
from claims.models.occurrence import Occurrence, OccurrenceQuerySet
from claims.models.past_check import PastCheck
from claims.models.quarantine import Quarantine, Settled
from claims.models.regrouping import Regrouping
from claims.models.retraction import Retraction
from claims.models.revision import Revision
from claims.models.run import ExtractionRun, IngestRun, Trigger
from claims.models.seal import Seal
from claims.models.source import Intake, Source
from claims.models.story_event import StoryEvent
from claims.models.token import Token
from claims.models.user import User
from claims.models.vector import CheckVector, ClaimVector
from claims.models.verdict import Verdict

__all__ = [
    "Account",
    "Arrival",
    "Article",
    "ArticleQuerySet",
    "Check",
    "CheckQuerySet",
    "CheckVector",
    "Claim",
    "ClaimEvent",
    "ClaimLink",
    "ClaimQuerySet",
    "ClaimVector",
    "Conflict",
    "ConflictQuerySet",
    "Edition",
    "Event",
    "EventQuerySet",
    "Evidence",
    "ExtractionRun",
    "Figure",
    "IngestRun",
    "Intake",
    "Kind",
    "Occurrence",
    "OccurrenceQuerySet",
    "PastCheck",
    "Quarantine",
    "Regrouping",
    "Retraction",
    "Revision",
    "Seal",
    "Settled",
    "Showing",
    "Source",
    "StoryEvent",
    "Token",
    "Trigger",
    "User",
    "Verdict",
    "clock",
]
