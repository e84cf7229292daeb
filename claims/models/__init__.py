"""Rows and reading methods. Every write goes through claims.actions."""

from claims.models.article import Article, ArticleQuerySet
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.event import ClaimEvent
from claims.models.evidence import Evidence
from claims.models.figure import Figure
from claims.models.revision import Revision
from claims.models.run import ExtractionRun, IngestRun
from claims.models.source import Source
from claims.models.token import Token
from claims.models.user import User
from claims.models.verdict import Verdict

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Claim",
    "ClaimEvent",
    "ClaimQuerySet",
    "Evidence",
    "ExtractionRun",
    "Figure",
    "IngestRun",
    "Revision",
    "Source",
    "Token",
    "User",
    "Verdict",
]
