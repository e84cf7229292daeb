"""Field checks of the desk's forms: what was typed, cleaned and named; no writing."""

from claims.forms.evidence import EvidenceForm
from claims.forms.queue import VIEWS, QueueFilter
from claims.forms.source import SourceForm
from claims.forms.story import StoryForm
from claims.forms.token import TokenForm
from claims.forms.verdict import VerdictForm

__all__ = ["VIEWS", "EvidenceForm", "QueueFilter", "SourceForm", "StoryForm", "TokenForm", "VerdictForm"]
