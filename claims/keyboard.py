"""The one table of keys: what the pages bind, what the help sheet says, what no two may share.

A control names its row (`{% keys "take" %}`) and thereby carries the key; the script in keys.js presses
whatever control on screen carries the key typed, so no binding stands anywhere else. Each person may give
a binding another key, or none (WCAG 2.1.4). Plain Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from claims.ratings import MOST
from claims.words import said

EVERYWHERE, QUEUE, ASIDE, CLAIM = said("Everywhere"), said("Queue"), said("Setting aside"), said("Claim")
PLACES = (EVERYWHERE, QUEUE, ASIDE, CLAIM)
FIXED = ("close",)  # Escape leaves things everywhere, on every page of the web
_CAPS = {"Control+Enter": "Ctrl Enter", "Escape": "Esc", "Enter": "Enter"}
_TYPED = re.compile(r"(?:(?:control|ctrl)[+ ]enter|shift[+ ][a-z]|enter|\S|\S \S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Binding:
    """`keys` as the browser names them, any of which will do; a space parts the keys of a sequence."""

    name: str
    keys: tuple[str, ...]
    place: str
    does: str

    @property
    def caps(self) -> tuple[str, ...]:
        """What is printed on the caps of the first key or sequence; none where it is switched off."""
        return caps_of(self.keys[0]) if self.keys else ()

    @property
    def attribute(self) -> str:
        return "|".join(self.keys)

    @property
    def spoken(self) -> str:
        """For aria-keyshortcuts, which knows no sequences."""
        return " ".join(key for key in self.keys if " " not in key)


_DISMISSALS = (
    said("Dismiss, with reason 1"),
    said("Dismiss, with reason 2"),
    said("Dismiss, with reason 3"),
    said("Dismiss, with reason 4"),
    said("Dismiss, with reason 5"),
    said("Dismiss, with reason 6"),
)
_ASIDES = (said("Set aside, choice 1"), said("Set aside, choice 2"), said("Set aside, choice 3"))
_RATINGS = (
    said("Rating 1 on the desk’s scale"),
    said("Rating 2 on the desk’s scale"),
    said("Rating 3 on the desk’s scale"),
    said("Rating 4 on the desk’s scale"),
    said("Rating 5 on the desk’s scale"),
    said("Rating 6 on the desk’s scale"),
    said("Rating 7 on the desk’s scale"),
    said("Rating 8 on the desk’s scale"),
    said("Rating 9 on the desk’s scale"),
    said("Rating 10 on the desk’s scale"),
)


def _numbered(name: str, place: str, choices: Sequence[str]) -> Iterator[Binding]:
    """A digit for each choice; 0 is the tenth."""
    for n, does in enumerate(choices, start=1):
        yield Binding(f"{name}-{n}", (str(n % MOST),), place, does)


BINDINGS = (
    Binding("next", ("j",), EVERYWHERE, said("Next claim")),
    Binding("previous", ("k",), EVERYWHERE, said("Previous claim")),
    Binding("search", ("/",), EVERYWHERE, said("Search")),
    Binding("queue", ("g q",), EVERYWHERE, said("Go to the queue")),
    Binding("events", ("g e",), EVERYWHERE, said("Go to the events")),
    Binding("notifications", ("g i",), EVERYWHERE, said("Go to what is new for you")),
    Binding("undo", ("u",), EVERYWHERE, said("Undo my last decision")),
    Binding("next-claim", ("g n",), EVERYWHERE, said("Take the next free claim of this view")),
    Binding("help", ("?",), EVERYWHERE, said("All keys")),
    Binding("close", ("Escape",), EVERYWHERE, said("Leave a field, close a sheet")),
    Binding("open", ("o", "Enter"), QUEUE, said("Open the claim; Enter does it too")),
    Binding("triage", ("y",), QUEUE, said("Worth checking: keep in the queue")),
    Binding("take", ("a",), QUEUE, said("Take it myself")),
    *_numbered("dismiss", QUEUE, _DISMISSALS),
    Binding("same", ("d",), QUEUE, said("Duplicate: see the claims that may be the same")),
    Binding("filters", ("f",), QUEUE, said("Filter: go to the first filter")),
    Binding("save-view", ("v",), QUEUE, said("Save what is shown as a view")),
    Binding("aside", ("s",), QUEUE, said("Set aside: then 1, 2 or 3")),
    Binding("pick", ("x",), QUEUE, said("Select the claim")),
    Binding("pick-range", ("Shift+x",), QUEUE, said("Select from the last one selected to here")),
    *_numbered("aside", ASIDE, _ASIDES),
    Binding("claim-take", ("t", "a"), CLAIM, said("Take the claim; A does it too")),
    *_numbered("rate", CLAIM, _RATINGS),
    Binding("evidence", ("e",), CLAIM, said("Add evidence")),
    Binding("contact", ("l",), CLAIM, said("Log whom you asked")),
    Binding("highlight", ("n",), CLAIM, said("Next highlight in the story")),
    Binding("release", ("r",), CLAIM, said("Release the claim")),
    Binding("ask-for", ("b",), CLAIM, said("Ask whoever holds the claim for it")),
    Binding("wait", ("w",), CLAIM, said("Wait for the reply that was asked for")),
    Binding("resume", ("c",), CLAIM, said("Go on with a claim that waited")),
    Binding("mend", ("f",), CLAIM, said("Correct the record: figure, claimant, sentence")),
    Binding("point", ("h",), CLAIM, said("Highlight: add the selected words as a claim")),
    Binding("note", ("m",), CLAIM, said("Leave a note")),
    Binding("propose", ("Control+Enter",), CLAIM, said("Propose and open the next")),
    Binding("duplicate", ("d",), CLAIM, said("Duplicate: confirm that it is the same as the claim offered")),
    Binding("approve", ("y",), CLAIM, said("Approve, as reviewer")),
    Binding("publish", ("p",), CLAIM, said("Publish, as editor")),
    Binding("acknowledge", ("s",), CLAIM, said("Say that it stands after a change by the wire")),
)
_BY_NAME = {binding.name: binding for binding in BINDINGS}


def binding(name: str, own: Mapping[str, str] | None = None) -> Binding:
    """The row, with the key that a person gave it. Raises KeyError for a name that the table lacks."""
    shipped = _BY_NAME[name]
    if not own or name not in own or name in FIXED:
        return shipped
    return replace(shipped, keys=(own[name],) if own[name] else ())


def bindings(own: Mapping[str, str] | None = None) -> list[Binding]:
    """The whole table, with a person's own keys."""
    return [binding(each.name, own) for each in BINDINGS]


def key_from(typed: str) -> str | None:
    """A key as the browser names it, from what somebody typed: `y`, `g q`, `Shift X`; None: no key."""
    text = " ".join(typed.split())
    if not text:
        return ""
    if not (_TYPED.fullmatch(text) and text.isprintable()):
        return None
    if len(text) <= 3 and text.lower() != "enter":
        return text.lower()
    *held, last = re.split(r"[+ ]", text.lower())
    if held == ["shift"]:
        return f"Shift+{last}"
    return "Control+Enter" if held else "Enter"


def caps_of(key: str) -> tuple[str, ...]:
    named = _CAPS.get(key, key.replace("+", " ").upper())
    return tuple(cap.title() for cap in named.split())


def clashes(table: Iterable[Binding]) -> Iterator[tuple[Binding, Binding, str]]:
    """Which two rows would answer to one key on one page, and which key."""
    for one, other in combinations(table, 2):
        if one.place == other.place or EVERYWHERE in (one.place, other.place):
            for key in one.keys:
                if any(_meet(key, another) for another in other.keys):
                    yield one, other, key


def _meet(key: str, other: str) -> bool:
    """The same, or one acts before the other, a sequence, has ended."""
    return key == other or key.split(" ", maxsplit=1)[0] == other or key == other.split(" ", maxsplit=1)[0]
