"""The one table of keys: what the pages bind, what the help sheet says, what no two may share.

A control names its row (`{% keys "take" %}`) and thereby carries the key; the script in keys.js presses
whatever control on screen carries the key typed, so no binding stands anywhere else. Each person may give
a binding another key, or none (WCAG 2.1.4). Plain Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from claims.ratings import MOST

EVERYWHERE, QUEUE, ASIDE, CLAIM = "Everywhere", "Queue", "Setting aside", "Claim"
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


BINDINGS = (
    Binding("next", ("j",), EVERYWHERE, "Next claim"),
    Binding("previous", ("k",), EVERYWHERE, "Previous claim"),
    Binding("search", ("/",), EVERYWHERE, "Search"),
    Binding("queue", ("g q",), EVERYWHERE, "Go to the queue"),
    Binding("events", ("g e",), EVERYWHERE, "Go to the events"),
    Binding("notifications", ("g i",), EVERYWHERE, "Go to what is new for you"),
    Binding("undo", ("u",), EVERYWHERE, "Undo my last decision"),
    Binding("next-claim", ("g n",), EVERYWHERE, "Take the next free claim of this view"),
    Binding("help", ("?",), EVERYWHERE, "All keys"),
    Binding("close", ("Escape",), EVERYWHERE, "Leave a field, close a sheet"),
    Binding("open", ("o", "Enter"), QUEUE, "Open the claim; Enter does it too"),
    Binding("triage", ("y",), QUEUE, "Worth checking: keep in the queue"),
    Binding("take", ("a",), QUEUE, "Take it myself"),
    *(Binding(f"dismiss-{n}", (str(n),), QUEUE, f"Dismiss, with reason {n}") for n in range(1, 7)),
    Binding("same", ("d",), QUEUE, "Duplicate: see the claims that may be the same"),
    Binding("filters", ("f",), QUEUE, "Filter: go to the first filter"),
    Binding("save-view", ("v",), QUEUE, "Save what is shown as a view"),
    Binding("aside", ("s",), QUEUE, "Set aside: then 1, 2 or 3"),
    Binding("pick", ("x",), QUEUE, "Select the claim"),
    Binding("pick-range", ("Shift+x",), QUEUE, "Select from the last one selected to here"),
    *(Binding(f"aside-{n}", (str(n),), ASIDE, f"Set aside, choice {n}") for n in range(1, 4)),
    Binding("claim-take", ("t", "a"), CLAIM, "Take the claim; A does it too"),
    *(Binding(f"rate-{n}", (str(n),), CLAIM, f"Rating {n} on the desk’s scale") for n in range(1, MOST)),
    Binding(f"rate-{MOST}", ("0",), CLAIM, f"Rating {MOST} on the desk’s scale"),
    Binding("evidence", ("e",), CLAIM, "Add evidence"),
    Binding("contact", ("l",), CLAIM, "Log whom you asked"),
    Binding("highlight", ("n",), CLAIM, "Next highlight in the story"),
    Binding("release", ("r",), CLAIM, "Release the claim"),
    Binding("wait", ("w",), CLAIM, "Wait for the reply that was asked for"),
    Binding("resume", ("c",), CLAIM, "Go on with a claim that waited"),
    Binding("mend", ("f",), CLAIM, "Correct the record: figure, claimant, sentence"),
    Binding("point", ("h",), CLAIM, "Highlight: add the selected words as a claim"),
    Binding("note", ("m",), CLAIM, "Leave a note"),
    Binding("propose", ("Control+Enter",), CLAIM, "Propose and open the next"),
    Binding("duplicate", ("d",), CLAIM, "Duplicate: confirm that it is the same as the claim offered"),
    Binding("approve", ("y",), CLAIM, "Approve, as reviewer"),
    Binding("publish", ("p",), CLAIM, "Publish, as editor"),
    Binding("acknowledge", ("s",), CLAIM, "Say that it stands after a change by the wire"),
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
