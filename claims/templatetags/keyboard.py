"""The one table of keys: what the pages bind, what the help sheet says, what the clash test reads.

A control names its row (`{% keys "take" %}`) and thereby carries the key; the script in keys.js presses
whatever control on screen carries the key typed, so no binding stands anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE, QUEUE, CLAIM = "Everywhere", "Queue", "Claim"
_CAPS = {"Control+Enter": "Ctrl Enter", "Escape": "Esc", "Enter": "Enter"}


@dataclass(frozen=True, slots=True)
class Binding:
    """`keys` as the browser names them, any of which will do; a space parts the keys of a sequence."""

    name: str
    keys: tuple[str, ...]
    place: str
    does: str

    @property
    def caps(self) -> tuple[str, ...]:
        """What is printed on the caps of the first key or sequence."""
        return tuple(_CAPS.get(self.keys[0], self.keys[0].upper()).title().split())

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
    Binding("help", ("?",), EVERYWHERE, "All keys"),
    Binding("close", ("Escape",), EVERYWHERE, "Leave a field, close a sheet"),
    Binding("open", ("o", "Enter"), QUEUE, "Open the claim; Enter does it too"),
    Binding("triage", ("y",), QUEUE, "Worth checking: keep in the queue"),
    Binding("take", ("a",), QUEUE, "Take it myself"),
    *(Binding(f"dismiss-{n}", (str(n),), QUEUE, f"Dismiss, with reason {n}") for n in range(1, 7)),
    Binding("claim-take", ("t", "a"), CLAIM, "Take the claim; A does it too"),
    *(Binding(f"rate-{n}", (str(n),), CLAIM, f"Rating {n} on the desk’s scale") for n in range(1, 9)),
    Binding("evidence", ("e",), CLAIM, "Add evidence"),
    Binding("highlight", ("n",), CLAIM, "Next highlight in the story"),
    Binding("release", ("r",), CLAIM, "Release the claim"),
    Binding("propose", ("Control+Enter",), CLAIM, "Propose and open the next"),
    Binding("duplicate", ("d",), CLAIM, "Duplicate: confirm that it is the same as the claim offered"),
    Binding("approve", ("y",), CLAIM, "Approve, as reviewer"),
    Binding("publish", ("p",), CLAIM, "Publish, as editor"),
    Binding("acknowledge", ("s",), CLAIM, "Say that it stands after a change by the wire"),
)
_BY_NAME = {binding.name: binding for binding in BINDINGS}
_RUNS = {
    "dismiss-1": Binding("", ("1–6",), QUEUE, "Dismiss, with that reason"),
    "rate-1": Binding("", ("1–8",), CLAIM, "Rating on the desk’s scale"),
}


def binding(name: str) -> Binding:
    """Raises KeyError for a name that the table does not hold: a template's mistake."""
    return _BY_NAME[name]


def sheet() -> list[tuple[str, list[Binding]]]:
    """The help sheet: places in order, a run of digits as one line."""
    return [
        (place, [_RUNS.get(b.name, b) for b in BINDINGS if b.place == place and _opens_line(b)])
        for place in (EVERYWHERE, QUEUE, CLAIM)
    ]


def _opens_line(binding: Binding) -> bool:
    return binding.name in _RUNS or not binding.name.rpartition("-")[2].isdigit()
