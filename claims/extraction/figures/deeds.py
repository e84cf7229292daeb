"""What was done to the things counted, told behind them: "arrested by police", "killed in the landslide".

A story says who did it first; what is counted is named the other way round, as a table's heading would.
"""

from __future__ import annotations

from claims.extraction.figures import persons
from claims.extraction.figures.tokens import Tokens, at

AUXILIARIES = frozenset("is was were are be been being has have had also now already still".split())
IDLE = AUXILIARIES | frozenset(
    "a an its his her their it he she they i we my our your that which who will would could can may might "
    "should just only there".split()
)
PASSIVE = frozenset("is was were are be been being".split())
IRREGULAR = {
    "took": "taken", "gave": "given", "saw": "seen", "wrote": "written", "drew": "drawn", "shot": "shot",
    "lost": "lost", "won": "won", "made": "made", "sent": "sent", "held": "held", "found": "found",
    "spent": "spent", "paid": "paid", "sold": "sold", "bought": "bought", "built": "built", "cut": "cut",
    "hit": "hit", "hurt": "hurt", "fought": "fought", "led": "led", "lent": "lent", "set": "set",
    "brought": "brought", "caught": "caught", "laid": "laid", "met": "met", "ran": "run", "got": "got",
}  # fmt: skip
HARMED = frozenset("killed wounded injured hurt displaced".split())
ARTICLES = frozenset("the a an".split())
OWNING = frozenset("has have had".split())
COSTING = frozenset("cost costs".split())


def told(text: str, tokens: Tokens, first: int, stop: int) -> str:
    """The clause `first` to `stop` before a figure, turned round; "" where it does not end in a deed."""
    v = stop - 1
    verb = at(tokens, v).low
    last = v
    while last > first and tokens[last - 1].low in AUXILIARIES:
        last -= 1
    if any(token.low in PASSIVE for token in tokens[last:v]):
        return ""
    if at(tokens, v + 1).low == "that" or at(tokens, v - 1).low in ARTICLES:
        return ""  # "added that 12", "put the wounded at"
    if v <= first or last <= first or not _is_subject(tokens, first, last):
        return ""
    who = words(text, tokens, first, last)
    who = who[0].lower() + who[1:] if tokens[first].low in ("the", "this", "these") else who
    if verb in OWNING:
        return f"of {who}"
    if verb in COSTING:
        return f"cost of {who}"
    done = IRREGULAR.get(verb) or (verb if verb.endswith("ed") and len(verb) > 4 else "")
    return (
        f"{done} {'in' if verb in HARMED and not _is_person(tokens, last - 1) else 'by'} {who}"
        if done
        else ""
    )


def _is_subject(tokens: Tokens, first: int, last: int) -> bool:
    """Words only, and none that says that more than a subject stands there."""
    return all(
        token.kind == "word"
        and token.low not in AUXILIARIES
        and token.low not in ("to", "that", "who", "which")
        for token in tokens[first:last]
    )


def _is_person(tokens: Tokens, k: int) -> bool:
    low = at(tokens, k).low
    return (k > 0 and at(tokens, k).text[:1].isupper()) or persons.counts(low) or persons.counts(low + "s")


def words(text: str, tokens: Tokens, i: int, j: int) -> str:
    """The words of tokens `i` to `j` as the story has them, but those that say nothing here."""
    parts: list[str] = []
    for k in range(i, j):
        token = tokens[k]
        if token.low in IDLE and token.kind == "word" and token.text != token.text.upper():
            continue
        glue = "" if parts and token.glued else " "
        parts.append(glue + text[token.start : token.end])
    return "".join(parts).strip()
