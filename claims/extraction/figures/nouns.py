"""The counted thing after a number: where its phrase ends, its head, and whether people are counted."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.figures import persons
from claims.extraction.figures.number_words import SMALL, TENS
from claims.extraction.figures.tokens import QUOTES, Tokens, at, is_hyphen

IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "aircraft": "aircraft", "police": "police", "troops": "troop", "series": "series", "species": "species",
    "mice": "mouse", "wives": "wife", "lives": "life", "knives": "knife", "shelves": "shelf", "data": "data",
    "criteria": "criterion", "headquarters": "headquarters", "cattle": "cattle", "sheep": "sheep",
    "personnel": "personnel", "staff": "staff", "crew": "crew", "movies": "movie", "cookies": "cookie",
    "companies": "company", "caches": "cache", "crises": "crisis", "bases": "base", "cases": "case",
    "houses": "house", "causes": "cause", "sites": "site", "homers": "home run", "firms": "company",
    "businesses": "business", "buses": "bus", "campuses": "campus", "viruses": "virus", "bonuses": "bonus",
    "nations": "nation", "axes": "axis", "analyses": "analysis", "leaves": "leaf", "loaves": "loaf",
    "licenses": "license", "purchases": "purchase", "releases": "release", "offenses": "offense",
    "expenses": "expense", "phases": "phase", "races": "race", "victories": "win", "wins": "win",
}  # fmt: skip
COMPOUNDS = frozenset(
    "life sentences|home runs|supply routes|fighting positions|playoff games|town halls|"
    "mortar systems|artillery systems|fire engines|weapons caches|contract extensions|"
    "tunnel entrances|mortar teams|supply caches|operation rooms|operating rooms|shop windows|"
    "state parties|special circumstances|gold medals|phone calls|text messages|press conferences|"
    "oil wells|police stations|polling stations|power plants|trading days|debt deals".split("|")
)
STOPS = frozenset(
    "of in on at to for from by with without as and or but nor than that which who whom whose when where "
    "while if because since after before during until till through into onto over under about against "
    "between among across is are was were be been being am has have had having do does did will would "
    "could should can may might must shall not n't the a an this these those his her its their our your "
    "my it he she they we you i them him us both also still yet already only just even ago later earlier "
    "away apart each every per plus so then there here said says say told per via amid despite inside "
    "outside near off up down out back ahead behind versus vs within around toward towards along like "
    "unlike except including went came took made got became remain remained died killed injured wounded "
    "dead missing hurt left arrested rescued displaced hospitalized hospitalised began struck hit gave "
    "saw ran fell rose lost won opened closed annually monthly weekly daily yearly had now once however "
    "nearly almost".split()
)
SINGULAR_S = frozenset(
    "this was is has does his its as us plus less yes always perhaps says status press class gas process "
    "congress mass success access boss loss business crisis virus campus bus series species news politics "
    "sports economics bonus focus serious various previous famous dangerous religious us-led afghans' "
    "texas kansas paris los las christmas virus thus across towards afterwards besides overseas".split()
)
NAMING = frozenset(
    zip("number numbers total toll how as".split(), "of of of of many many".split(), strict=True)
)
LONGEST_PHRASE = 7


@dataclass(frozen=True, slots=True)
class Counted:
    """The phrase from token `start` up to `end`, its singular head, and the unit it stands for."""

    start: int
    end: int
    unit: str


def is_plural(word: str) -> bool:
    if word in IRREGULAR or word in persons.PEOPLE or word.endswith(("men", "women")):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "'s", "’s"))
        and word not in SINGULAR_S
    )


def singular(word: str) -> str:
    """As in "companies" -> "company", "crashes" -> "crash", "tanks" -> "tank"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if is_plural(word) and word.endswith("s") else word


def phrase(tokens: Tokens, i: int, *, one: bool = False) -> Counted | None:
    """The noun phrase that the number before token `i` counts; `one`: a singular noun is expected."""
    words = _run(tokens, i)
    if not words:
        return None
    head = _last(tokens, words) if one else _head(tokens, words)
    if head is None:
        return None
    return Counted(i, head + 1, unit_of(tokens, head))


def hyphened(tokens: Tokens, i: int) -> Counted | None:
    """The noun of "five-game", "10-member": the word after the hyphen, in the singular."""
    token = at(tokens, i)
    if token.kind != "word" or token.low in STOPS or not token.glued:
        return None
    unit = "people" if persons.counts(token.low + "s") or token.low == "person" else singular(token.low)
    return Counted(i, i + 1, unit)


def unit_of(tokens: Tokens, head: int) -> str:
    """As in "people", or the head in the singular, with its neighbour where the two are one word."""
    word = at(tokens, head).low.removesuffix("'s").removesuffix("’s")
    if persons.counts(word) or is_nationality(tokens, head) or persons.counts(word + "s"):
        return "people"
    if f"{at(tokens, head - 1).low} {word}" in COMPOUNDS:
        return f"{at(tokens, head - 1).low} {singular(word)}"
    return singular(word)


def is_nationality(tokens: Tokens, i: int) -> bool:
    """As in "150 Indians", "two Pakistanis": a capitalised plural of a people's name."""
    text = at(tokens, i).text
    return text[:1].isupper() and text.lower().endswith(("ans", "ese", "is", "ites", "ns")) and len(text) > 5


def named_before(tokens: Tokens, i: int) -> str | None:
    """What a bare number counts when the sentence says it: "the number of X", "how many X", "X totalled"."""
    for j in range(i - 1, max(i - 30, -1), -1):
        pair = (at(tokens, j).low, at(tokens, j + 1).low)
        if pair in NAMING and j + 2 < i:
            counted = phrase(tokens, j + 2)
            if counted is None and persons.counts(at(tokens, j + 2).low):
                return "people"  # "the number of injured in hospitals", in which no noun is counted
            return counted.unit if counted and counted.end <= i else None
    return None


def _stops(tokens: Tokens, j: int) -> bool:
    """Does the word end a noun phrase? Not in capitals ("US"), nor before a hyphen ("in-person")."""
    token, after = at(tokens, j), at(tokens, j + 1)
    if token.low not in STOPS or (token.low in ("us", "it") and token.text.isupper()):
        return False
    return not (is_hyphen(after) and after.glued and at(tokens, j + 2).glued)


def _run(tokens: Tokens, i: int) -> list[int]:
    """Positions of the words from `i` to the first word or mark that ends a noun phrase."""
    run: list[int] = []
    for j in range(i, i + LONGEST_PHRASE + 4):
        token = at(tokens, j)
        if token.kind == "word" and not _stops(tokens, j):
            run.append(j)
        elif (
            (is_hyphen(token) and token.glued and at(tokens, j + 1).glued)
            or (token.kind == "num" and _names_a_model(tokens, i, j))
            or (token.low in ("and", "or") and run and run[-1] == j - 1 and _may_join(tokens, run, j))
        ):
            continue
        elif not (token.text in QUOTES and (j == i or not token.glued)):
            break
        if len(run) == LONGEST_PHRASE:
            break
    return run


def _names_a_model(tokens: Tokens, i: int, j: int) -> bool:
    """Digits inside a phrase: "four RS-25 engines", "five 787 jets", "one 15-minute call"."""
    after = at(tokens, j + 1)
    if at(tokens, j).glued and is_hyphen(at(tokens, j - 1)):
        return True
    return j == i and (is_hyphen(after) or after.text[:1].isupper()) and len(at(tokens, j).text) <= 4


def _may_join(tokens: Tokens, run: list[int], j: int) -> bool:
    """Does "and" join two modifiers before the noun ("regional and international bodies")?"""
    after = at(tokens, j + 1)
    return (
        not any(is_plural(at(tokens, k).low) for k in run) and after.kind == "word" and after.low not in STOPS
    )


def _head(tokens: Tokens, run: list[int]) -> int | None:
    """The first plural of the run, or the last of plurals in a row ("weapons caches")."""
    for n, j in enumerate(run):
        if is_plural(at(tokens, j).low) and not _inside_compound(tokens, j) and not _is_name(tokens, run, n):
            return _last_plural(tokens, j, run[-1])
    return None


def _last_plural(tokens: Tokens, j: int, end: int) -> int:
    while j < end and is_plural(at(tokens, j + 1).low):
        j += 1
    return j


def _is_name(tokens: Tokens, run: list[int], n: int) -> bool:
    """A capitalised word with a plural in small letters after it is a name: "two Forbes journalists"."""
    if not at(tokens, run[n]).text[:1].isupper() or n + 1 == len(run):
        return False
    return any(is_plural(at(tokens, j).low) and at(tokens, j).text.islower() for j in run[n + 1 :])


def _inside_compound(tokens: Tokens, j: int) -> bool:
    """Is the word part of a hyphened modifier ("sports-related", "anti-aircraft guns")?"""
    if is_hyphen(at(tokens, j + 1)) and at(tokens, j + 1).glued and at(tokens, j + 2).glued:
        return True
    after = at(tokens, j + 1)
    return (
        is_hyphen(at(tokens, j - 1))
        and at(tokens, j).glued
        and after.kind == "word"
        and after.low not in STOPS
    )


def _last(tokens: Tokens, run: list[int]) -> int:
    """The head of a singular phrase: the last word before a verb form, at most four words on."""
    for n, j in enumerate(run[:4]):
        told = at(tokens, j).low.endswith("ed") and not at(tokens, j - 1).low.endswith("ed")
        if n and told and (n + 1 == len(run) or _has_object(tokens, j + 1)):
            return run[n - 1]
    return run[min(len(run), 4) - 1]


def _has_object(tokens: Tokens, i: int) -> bool:
    """Does a thing follow the verb ("destroyed two guns"), not the noun of an adjective ("armored van")?"""
    after = at(tokens, i)
    counts = after.low in SMALL or after.low in TENS or after.kind != "word"
    return counts or after.text[:1].isupper() or is_plural(after.low)
