"""The site's own words: where they are found, what is kept, and what makes a catalogue incomplete."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from claims.management.catalogues import Language, faults
from claims.management.gathering import gathered

PAGE = """{% load i18n %}
  <p title="{% translate "Open" context "verb" %}">it's
    {% blocktranslate trimmed with name=who %}
      Held by {{ name }},
      100% sure
    {% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} claim{% plural %}{{ n }} claims{% endblocktranslate %}
{{ what|default:_("none") }}
"""
CODE = """
LABELS = {1: said("Can’t be checked"), 2: gettext_lazy("two " "parts")}
def told(n):
    kept = ngettext("%(n)d day", "%(n)d days", n), _(n["not"]["words"]), "not a message"
    return _("gone at %(time)s") % {"time": n}, kept
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "claims" / "migrations").mkdir(parents=True)
    (tmp_path / "claims" / "told.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "claims" / "migrations" / "0001.py").write_text('_("of a migration")', encoding="utf-8")
    return tmp_path


@pytest.fixture
def arabic(tmp_path: Path) -> Language:
    return Language(tmp_path / "locale", "ar")


def catalogue(*ids: str | tuple[str, str]) -> Catalog:
    said = Catalog()
    for each in ids:
        said.add(each, locations=[("claims/told.py", 1)])
    return said


def translated(language: Language, said: Catalog, **strings: str) -> None:
    """Its file with these translations, by the message's first word."""
    language.write(said)
    text = language.po.read_text(encoding="utf-8")
    for word, string in strings.items():
        text = text.replace(f'msgid "{word}"\nmsgstr ""', f'msgid "{word}"\nmsgstr "{string}"')
    language.po.write_text(text, encoding="utf-8")


def test_messages_of_templates_and_code_are_found(site: Path) -> None:
    found = {(message.id, message.context) for message in gathered(site) if message.id}
    assert found == {
        ("Open", "verb"),
        ("Held by %(name)s, 100%% sure", None),
        (("%(n)s claim", "%(n)s claims"), None),
        ("none", None),
        ("Can’t be checked", None),
        ("two parts", None),
        ("gone at %(time)s", None),
        (("%(n)d day", "%(n)d days"), None),
    }


def test_a_translation_is_kept_and_what_is_said_no_longer_dropped(arabic: Language) -> None:
    translated(arabic, catalogue("claim", "gone"), claim="مطالبة", gone="ذهب")
    arabic.write(catalogue("claim", "new"))
    kept = arabic.kept()
    assert {message.id: message.string for message in kept if message.id} == {"claim": "مطالبة", "new": ""}


def test_a_whole_catalogue_has_no_troubles_and_both_files(arabic: Language) -> None:
    said = catalogue("claim")
    translated(arabic, said, claim="مطالبة")
    assert list(arabic.troubles(said)) == ["django.mo is not what django.po gives"]
    arabic.write(said)
    assert list(arabic.troubles(said)) == []


def test_each_lack_is_told_with_its_place(arabic: Language) -> None:
    arabic.write(catalogue("claim", "gone"))
    assert list(arabic.troubles(catalogue("claim", "new"))) == [
        "claims/told.py: not translated: 'claim'",
        "claims/told.py: missing: 'new'",
        "said no longer: 'gone'",
    ]


@pytest.mark.parametrize(
    ("string", "fault"),
    [
        ("عند %(time)s", None),
        ("عند", "names differ (%(time)s): 'عند'"),
        ("عند %(time)s %(day)s", "names differ (%(day)s): 'عند %(time)s %(day)s'"),
        ("%(time)s 5%", "a bare %: '%(time)s 5%'"),
        ("<b>%(time)s", "tags differ: '<b>%(time)s'"),
    ],
)
def test_names_and_tags_stay_as_they_are(string: str, fault: str | None) -> None:
    assert list(faults(Message("gone at %(time)s", string), is_known=True)) == ([fault] if fault else [])


def test_forms_of_one_number_may_say_it_by_a_word() -> None:
    ids = ("%(n)d day", "%(n)d days")
    spelt = ("لا أيام", "يوم", "يومان", "%(n)d أيام", "%(n)d يومًا", "%(n)d يوم")
    assert not list(faults(Message(ids, spelt), is_known=True))
    wordy = (*spelt[:3], "أيام", *spelt[4:])
    assert list(faults(Message(ids, wordy), is_known=True)) == ["names differ (%(n)d): 'أيام'"]


def test_a_message_that_gets_a_plural_is_translated_anew(arabic: Language) -> None:
    translated(arabic, catalogue("claim"), claim="مطالبة")
    plural = catalogue(("claim", "claims"))
    assert next(iter(arabic.troubles(plural))) == "claims/told.py: not translated: 'claim'"
