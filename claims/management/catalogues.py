"""The catalogue of one language: brought up to date, written, and held against what the site says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# Where Babel's rule is not Django's own, in which six forms are zero, one, two, few, many and other
PLURALS = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
    )
}
SPELT = 3  # the first forms of six may say their number by a word: none, one, two
WIDTH = 110
PLACE = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{\w+\}(?!\})|%[sd]")
TAG = re.compile(r"</?[a-z][a-z0-9]*")


class Plain(Catalog):
    """A catalogue whose head tells the language and its plurals: no dates or names, which only make noise."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURALS.get(str(self.locale), self.plural_forms)),
        ]


class Language:
    """One language's files below `folder` (claims/locale), which may not be there yet."""

    def __init__(self, folder: Path, code: str) -> None:
        self.code = code
        self.po = folder / code / "LC_MESSAGES" / "django.po"
        self.mo = self.po.with_suffix(".mo")

    def kept(self) -> Catalog:
        """What its file holds; nothing where there is none."""
        if not self.po.exists():
            return Catalog(self.code, fuzzy=False)
        with self.po.open("rb") as file:
            return read_po(file, locale=self.code)

    def renewed(self, said: Catalog) -> Catalog:
        """The messages of `said` with the translations that are there; what is said no longer is dropped."""
        kept = self.kept()
        new = Plain(
            self.code, header_comment=f"# The desk's own words ({self.code}): see claims/locale.", fuzzy=False
        )
        for message in said:
            if message.id:
                new[message.id] = self._carried(message, kept)
        return new

    def _carried(self, message: Message, kept: Catalog) -> Message:
        old = kept.get(first(message.id), message.context)
        fits = old is not None and old.pluralizable == message.pluralizable
        return Message(
            message.id,
            old.string if old and fits else "",
            locations=message.locations,
            flags=message.flags | (old.flags & {"fuzzy"} if old and fits else set()),
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            context=message.context,
        )

    def write(self, said: Catalog) -> None:
        """Both files: for people and for the site."""
        new = self.renewed(said)
        self.po.parent.mkdir(parents=True, exist_ok=True)
        self.po.write_bytes(as_po(new))
        self.mo.write_bytes(as_mo(new))

    def troubles(self, said: Catalog) -> Iterator[str]:
        """What keeps the language from being whole, a line each."""
        kept, new = self.kept(), self.renewed(said)
        for message in new:
            if message.id:
                old = kept.get(first(message.id), message.context)
                yield from (f"{where(message)}: {each}" for each in faults(message, is_known=old is not None))
        for message in kept:
            if message.id and said.get(first(message.id), message.context) is None:
                yield f"said no longer: {quoted(message)}"
        if not self.mo.exists() or self.mo.read_bytes() != as_mo(new):
            yield f"{self.mo.name} is not what {self.po.name} gives"


def faults(message: Message, *, is_known: bool) -> Iterator[str]:
    """What is wrong with a translation."""
    strings = forms(message.string)
    if not is_known:
        yield f"missing: {quoted(message)}"
    elif not strings or not all(strings):
        yield f"not translated: {quoted(message)}"
    elif message.fuzzy:
        yield f"fuzzy: {quoted(message)}"
    else:
        ids = forms(message.id)
        for number, string in enumerate(strings):
            yield from misplaced(ids, string, may_spell=len(strings) > SPELT > number)


def misplaced(ids: tuple[str, ...], string: str, *, may_spell: bool) -> Iterator[str]:
    """Names between brackets and tags that the translation lost or made up.

    A form of one number alone may say it by a word, so one name may be missing there.
    """
    known = {place for each in ids for place in PLACE.findall(each)}
    found = set(PLACE.findall(string))
    lost = set(PLACE.findall(ids[-1])) - found
    if len(lost) > may_spell or found - known:
        yield f"names differ ({', '.join(sorted(lost | found - known))}): {string!r}"
    if "%(" in ids[0] and re.search(r"%(?![%(])", string.replace("%%", "")):
        yield f"a bare %: {string!r}"
    if Counter(TAG.findall(string)) != Counter(TAG.findall(ids[-1])):
        yield f"tags differ: {string!r}"


def as_po(catalog: Catalog) -> bytes:
    """The text, sorted by file; without lines, which change with every edit."""
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """What gettext reads: whatever is translated and sure."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def first(given: str | Iterable[str]) -> str:
    """The key of a message: its singular."""
    return given if isinstance(given, str) else next(iter(given))


def forms(given: str | Iterable[str] | None) -> tuple[str, ...]:
    """Of a message one, or its singular and plural; of a translation one, or as many as the language has."""
    return (given,) if isinstance(given, str) else tuple(given or ())


def where(message: Message) -> str:
    return message.locations[0][0] if message.locations else ""


def quoted(message: Message) -> str:
    return repr(first(message.id))
