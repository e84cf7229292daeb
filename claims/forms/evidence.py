"""Evidence as it is typed in, with a link or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.actions.evidence import NO_STANCE
from claims.actions.evidence_files import too_large
from claims.forms.desk import DeskForm
from claims.ingest.uploaded import ENDINGS, Given
from claims.models import Evidence
from claims.ratings import Stance
from claims.words import said

TOO_LARGE = "too_large"
FILES = said(
    "A document, a picture, a text or a table, up to %(most)s MB. Kept for the desk, never for readers."
)
STANCES = [  # evidence speaks against a claim, for it, or gives context
    (Stance.AGAINST, pgettext_lazy("evidence", "Against")),
    (Stance.FOR, pgettext_lazy("evidence", "For")),
    (Stance.CONTEXT, pgettext_lazy("evidence", "Context")),
]
TYPED = "url archive_url title publisher quote stance is_primary retrieved_at".split()


def web_address(label: str, **options: Any) -> forms.URLField:
    """A link, under a label that is marked."""
    wrong = {"required": _("Give the link."), "invalid": _("That is no web address.")}
    return forms.URLField(
        label=_(label),
        max_length=2000,
        assume_scheme="https",
        required=False,
        error_messages=wrong,
        **options,
    )


def moment(label: str, **options: Any) -> forms.DateTimeField:
    """A date and time by the desk's clock, to the minute, under a label that is marked."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    wrong = {"invalid": _("Give the date and the time, such as 2026-11-23 09:40.")}
    return forms.DateTimeField(label=_(label), required=False, widget=widget, error_messages=wrong, **options)


class SourceFields(DeskForm):
    """Where, what it says, and for which side: what can be mended later, too."""

    url = web_address(said("Link"))
    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give it a title.")}
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    quote = forms.CharField(
        label=_("What it says"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    stance = forms.ChoiceField(
        label=_("It speaks"),
        choices=STANCES,
        widget=forms.RadioSelect,
        error_messages={"required": _(NO_STANCE), "invalid_choice": _(NO_STANCE)},
    )
    is_primary = forms.BooleanField(label=_("Primary source"), required=False)
    retrieved_at = moment(said("Read on"), help_text=_("Now, where you leave it empty."))
    archive_url = web_address(said("Link to an archived copy"))
    keep_copy = forms.BooleanField(label=_("Keep a copy of the page’s text"), required=False, initial=True)

    def clean_url(self) -> str:
        return self._on_the_web("url")

    def clean_archive_url(self) -> str:
        return self._on_the_web("archive_url")

    def _on_the_web(self, name: str) -> str:
        address: str = self.cleaned_data[name]
        if address and not address.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(gettext("Add https:// at the start."))
        return address


class EvidenceForm(SourceFields):
    """A new piece; a file may stand for its link, or beside it."""

    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.FACTCHECK_FILE_BYTES >> 20
        self.fields["file"].help_text = gettext(FILES) % {"most": most}

    def clean_file(self) -> Given | None:
        """Its bytes; nothing where none was chosen."""
        chosen: UploadedFile | None = self.cleaned_data["file"]
        if chosen is None:
            return None
        content = chosen.read()
        if len(content) < (chosen.size or 0):  # more than the desk keeps: see claims.forms.files
            raise forms.ValidationError(too_large(), code=TOO_LARGE)
        return Given(chosen.name or "", content)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("url") and not given.get("file") and not self.errors.keys() & {"url", "file"}:
            self.add_error("url", gettext("Give the link, or a file that stands for it."))
        return given

    @property
    def is_too_large(self) -> bool:
        return self.has_error("file", TOO_LARGE)


class MendingForm(SourceFields):
    """A piece as it stands, to be mended: the time stays as it is, to the second, unless it is changed."""

    retrieved_at = moment(said("Read on"), help_text=_("Stays as it was, where you leave it empty."))

    @classmethod
    def of(cls, evidence: Evidence, data: Any = None) -> MendingForm:
        read = evidence.retrieved_at.replace(second=0, microsecond=0)
        initial = {name: getattr(evidence, name) for name in TYPED} | {"retrieved_at": read}
        return cls(data, initial=initial | {"keep_copy": False}, auto_id=f"id_e{evidence.pk}_%s")

    def clean_retrieved_at(self) -> Any:
        return self.cleaned_data["retrieved_at"] if "retrieved_at" in self.changed_data else None
