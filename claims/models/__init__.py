"""Rows and reading methods. Every write goes through claims.actions."""

from claims.models.account import Account
from claims.models.arrival import Arrival
from claims.models.article import Article, ArticleQuerySet
from claims.models.check import Check, CheckQuerySet, Showing
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.clock import clock
from claims.models.conflict import Conflict, ConflictQuerySet
from claims.models.contact import Asked, Channel, Contact, ContactQuerySet, Outcome
from claims.models.desk import Desk, DeskQuerySet, Weight
from claims.models.edition import Edition, Kind
from claims.models.event import ClaimEvent
from claims.models.evidence import Evidence
from claims.models.evidence_file import EvidenceFile, Snapshot
from claims.models.figure import Figure
from claims.models.happening import Event, EventQuerySet
from claims.models.link import ClaimLink
from claims.models.mending import Mending
from claims.models.note import ClaimNote
from claims.models.notification import Delivery, Notification, NotificationQuerySet, Telling, Way, Wish
from claims.models.occurrence import Occurrence, OccurrenceQuerySet
from claims.models.past_check import PastCheck
from claims.models.person_event import PersonEvent
from claims.models.policy import Policy
from claims.models.quarantine import Quarantine, Settled
from claims.models.regrouping import Regrouping
from claims.models.retraction import Retraction
from claims.models.revision import GONE, Revision
from claims.models.run import ExtractionRun, IngestRun, Trigger
from claims.models.saved_view import SavedView
from claims.models.scale import RatingScale, ScaleRating
from claims.models.seal import Seal
from claims.models.search import ClaimWords
from claims.models.source import Intake, Source
from claims.models.story_event import StoryEvent
from claims.models.token import Scope, Token
from claims.models.user import User
from claims.models.vector import CheckVector, ClaimVector
from claims.models.verdict import Verdict
from claims.models.vote import Vote
from claims.models.weighing import Weighing
from claims.models.worker import Worker

__all__ = [
    "GONE",
    "Account",
    "Arrival",
    "Article",
    "ArticleQuerySet",
    "Asked",
    "Channel",
    "Check",
    "CheckQuerySet",
    "CheckVector",
    "Claim",
    "ClaimEvent",
    "ClaimLink",
    "ClaimNote",
    "ClaimQuerySet",
    "ClaimVector",
    "ClaimWords",
    "Conflict",
    "ConflictQuerySet",
    "Contact",
    "ContactQuerySet",
    "Delivery",
    "Desk",
    "DeskQuerySet",
    "Edition",
    "Event",
    "EventQuerySet",
    "Evidence",
    "EvidenceFile",
    "ExtractionRun",
    "Figure",
    "IngestRun",
    "Intake",
    "Kind",
    "Mending",
    "Notification",
    "NotificationQuerySet",
    "Occurrence",
    "OccurrenceQuerySet",
    "Outcome",
    "PastCheck",
    "PersonEvent",
    "Policy",
    "Quarantine",
    "RatingScale",
    "Regrouping",
    "Retraction",
    "Revision",
    "SavedView",
    "ScaleRating",
    "Scope",
    "Seal",
    "Settled",
    "Showing",
    "Snapshot",
    "Source",
    "StoryEvent",
    "Telling",
    "Token",
    "Trigger",
    "User",
    "Verdict",
    "Vote",
    "Way",
    "Weighing",
    "Weight",
    "Wish",
    "Worker",
    "clock",
]
