"""Whether an edited sentence means something else: another deed, other people, or the opposite.

Other wording alone is no change, so each rule asks for words that can hardly mean the same: a "not" that came
with no new thought, a word and its opposite, two kinds of people that no one calls by one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from claims.extraction.alignment.claims import counted_noun
from claims.extraction.alignment.measures import FAMILY
from claims.extraction.alignment.statements import Count, Telling, statements
from claims.extraction.alignment.words import STOP, Words, stem

LONGEST_TURN = 5  # words; a longer edit tells something of its own

NEGATIONS = frozenset("not no never nobody neither nor cannot without".split())
AUXILIARIES = frozenset(
    "do does did done have has had having be been being was were is are am will would could can should may "
    "might must to yet ever any been".split()
)
OPPOSITES = (
    ("rose risen rise rises rising increased increase increases grew grown climbed up more higher",
     "fell fallen fall falls falling decreased decrease decreases shrank dropped down fewer less lower"),
    ("gained gain gains gaining won win wins", "lost lose loses losing loss"),
    ("opened open opens opening began begun begin started start", "closed close closes closing ended"),
    ("approved approve accepted accept passed backed adopted", "rejected reject failed opposed blocked"),
    ("said says confirmed confirm confirms admitted", "denied deny denies"),
    ("agreed agree agrees", "refused refuse refuses declined"),
    ("arrived entered came", "left withdrew departed"),
    ("guilty convicted", "innocent acquitted cleared"),
    ("legal lawful", "illegal unlawful"),
    ("before", "after"),
    ("alive", "dead"),
)  # fmt: skip
PEOPLE = (
    "soldier soldiers troop troops trooper troopers serviceman servicemen conscript conscripts",
    "police policeman policemen officer officers constable constables",
    "rebel rebels fighter fighters insurgent insurgents militant militants gunman gunmen",
    "civilian civilians villager villagers resident residents bystander bystanders protester protesters",
    "child children boy boys girl girls pupil pupils schoolchildren",
    "passenger passengers traveller travellers",
    "crew sailor sailors driver drivers",
    "doctor doctors nurse nurses medic medics",
    "journalist journalists reporter reporters",
    "prisoner prisoners inmate inmates",
)
OPPOSITE = [(frozenset(one.split()), frozenset(other.split())) for one, other in OPPOSITES]
KIND = {stem(noun): kind for kind, nouns in enumerate(PEOPLE) for noun in nouns.split()}


def means_otherwise(old: Telling, new: Telling) -> bool:
    """Of two wordings of one sentence: whether its claim is another one now."""
    before, after = _alone(old), _alone(new)
    if before and after and _counts_otherwise(before, after):
        return True
    return any(_turned(left, right) for left, right in _edits(_words(old, before), _words(new, after)))


def _counts_otherwise(old: Count, new: Count) -> bool:
    """Killed where wounded stood, soldiers where villagers did."""
    if old.measure and new.measure and old.measure != new.measure:
        return not (_tells(new.words, old.measure) and _tells(old.words, new.measure))
    kinds = KIND.get(counted_noun(old)), KIND.get(counted_noun(new))
    return None not in kinds and kinds[0] != kinds[1]


def _tells(words: Words, family: str) -> bool:
    return any(FAMILY.get(word) == family for word in words)


def _turned(old: Words, new: Words) -> bool:
    """Whether one side of an edit denies what the other says, or says its opposite."""
    if max(len(old), len(new)) > LONGEST_TURN:
        return False
    if _denies(old) != _denies(new) and _adds_nothing_else(old, new):
        return True
    return any(
        (_meets(old, one) and _meets(new, other)) or (_meets(old, other) and _meets(new, one))
        for one, other in OPPOSITE
    )


def _adds_nothing_else(old: Words, new: Words) -> bool:
    """Auxiliaries and forms of one verb apart: "killed", "did not kill"; but not "and did not elaborate"."""
    return _thought(old) == _thought(new)


def _thought(words: Words) -> set[str]:
    idle = NEGATIONS | AUXILIARIES | {STOP}
    return {stem(word) for word in words if word not in idle and not _is_contracted(word)}


def _denies(words: Words) -> bool:
    return _meets(words, NEGATIONS) or any(map(_is_contracted, words))


def _is_contracted(word: str) -> bool:
    return word.endswith(("n't", "n’t"))


def _meets(words: Words, others: frozenset[str]) -> bool:
    return not others.isdisjoint(words)


def _edits(old: Words, new: Words) -> Iterator[tuple[Words, Words]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield old[i:j], new[k:m]


def _alone(telling: Telling) -> Count | None:
    """The claim's figure in its sentence."""
    return next((count for statement in statements([telling]) for count in statement.counts), None)


def _words(telling: Telling, count: Count | None) -> Words:
    return count.words if count else statements([telling])[0].words
