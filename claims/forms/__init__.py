"""Field checks of the desk's forms: what was typed, cleaned and named; no writing."""

from claims.forms.contact import AnswerForm, ContactForm
from claims.forms.evidence import EvidenceForm, MendingForm
from claims.forms.mending import AddForm, MendForm
from claims.forms.queue import VIEWS, QueueFilter
from claims.forms.source import SourceForm
from claims.forms.story import StoryForm
from claims.forms.token import OwnTokenForm, TokenForm
from claims.forms.verdict import VerdictForm

__all__ = [
    "VIEWS",
    "AddForm",
    "AnswerForm",
    "ContactForm",
    "EvidenceForm",
    "MendForm",
    "MendingForm",
    "OwnTokenForm",
    "QueueFilter",
    "SourceForm",
    "StoryForm",
    "TokenForm",
    "VerdictForm",
]
