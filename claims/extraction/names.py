"""The names a story uses: people and bodies, where each is mentioned, and the fullest form of each.

Names are runs of capitalised words; titles are left off ("Gen. Joseph L. Votel" is Joseph L. Votel).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.types import Span

_TOKEN = re.compile(r"[^\W_](?:[\w&]|[.’'/-](?=\w))*|[^\w\s]|_")
_DOTTED = re.compile(r"(?:[A-Z]|[A-Z]\.[A-Z](?:\.[A-Z])*)")  # an initial, "U.S"
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_LONGEST_RUN = 14  # tokens of a capitalised run; a longer one is a headline
_LONGEST = 6  # words of a person's name that are kept

MALE = frozenset(
    """
    mr sir lord king prince father fr brother congressman sheikh imam pope duke chairman spokesman
    """.split()
)
FEMALE = frozenset(
    """
    mrs ms miss mme madam lady queen princess sister mother congresswoman duchess chairwoman spokeswoman
    baroness
    """.split()
)
TITLES = (
    MALE
    | FEMALE
    | frozenset(
        """
    dr prof professor rev hon judge justice president vice prime minister chancellor premier senator sen
    sens rep reps representative secretary governor gov mayor general gen lieutenant lt colonel col major
    maj captain capt commander cmdr admiral adm rear brig brigadier sergeant sgt staff corporal cpl
    private pvt officer detective det inspector insp sheriff deputy dep chief constable const
    superintendent supt marshal ambassador amb director spokesperson attorney atty dist district
    prosecutor coach chairperson chair ceo cto cfo cio founder co-founder executive commissioner
    councillor councilman councilwoman councilmember minister-president foreign defence defense interior
    finance health home police fire army navy air force republican democrat democratic gop sen-elect
    president-elect archbishop bishop cardinal rabbi pastor dame count countess first second former then
    acting u.s us uk american british french german russian israeli iraqi afghan iranian turkish assistant
    senior undersecretary spec special agent trooper speaker leader analyst economist professor-emeritus
    lawyer
    """.split()
    )
)
_BODY_WORDS = frozenset(
    """
    university college school institute institution department ministry office agency administration
    bureau commission committee council court congress senate parliament house government association
    society foundation federation union league organization organisation group network company corp
    corporation inc ltd llc plc bank party campaign center centre hospital church police army navy force
    forces command service services times post journal tribune herald guardian news press reuters magazine
    television tv radio media street avenue road city county state states nations kingdom republic board
    authority club team coalition fund trust museum library airlines airways air energy motors records
    division laboratory labs society research report review day week airport station week initiative
    project organization's league championship cup games olympics war act treaty accord agreement plan
    deal street valley lake river mountain island islands north south east west taliban daesh isis isil
    nato un eu mission embassy
    """.split()
)
_MALE_NAMES = frozenset(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason
    jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
    gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas
    zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin
    arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne
    roy ralph randy eugene vincent russell louis philip bobby johnny bradley mohammed mohammad muhammad
    ahmed ahmad ali hassan hussein abdullah ibrahim omar yusuf mustafa khalid vladimir dmitry sergei ivan
    boris igor jim bill bob tom tim mike steve dave dan greg jeff chris matt tony rick rob ron ted ben sam
    nick ed fred bernie barack mitt mitch chuck hank luis carlos miguel jorge pedro pierre jean jacques
    francois emmanuel hans klaus jens lars nigel graham ian neil simon stuart colin tobias rand
    """.split()
)
_FEMALE_NAMES = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
    margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon
    laura cynthia dorothy amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine
    christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria
    ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha
    madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia
    grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany fatima aisha
    mariam leila hillary nikki kate anne claire sue jane ellen angelina ursula angela theresa priti nicola
    suella martine debbie wendy tina monica marie sheila elena olga natalia svetlana ingrid helga
    """.split()
)
_INNER = frozenset("of the for and &".split())
_OFFICES = frozenset(
    """
    university college school institute ministry department office academy bureau bank council court house
    center centre association federation board chamber organization organisation society fund league union
    commission committee secretary director
    """.split()
)
_BEFORE_SURNAMES = frozenset(
    """
    mr mrs ms miss mx dr prof sir lord lady dame gen sen rep gov lt sgt capt col maj rev
    """.split()
)
_RANKS = TITLES - frozenset(
    """
    us uk u.s american british french german russian israeli iraqi afghan iranian turkish army navy air
    force police fire home health finance interior foreign first second then
    """.split()
)
_PARTICLES = frozenset("de del della da di du la le van von der den bin ibn al el abu ter ten".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of the text. `dotted` says that a full stop belongs to it."""

    start: int
    end: int
    text: str
    lower: str
    dotted: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return _POSSESSIVE.sub("", self.text)


def tokens(text: str, span: Span) -> list[Token]:
    """Words and marks of a sentence; the stop of a title or an initial counts as part of it."""
    out: list[Token] = []
    for hit in _TOKEN.finditer(text, span.start, span.end):
        if hit[0] == "." and out and out[-1].end == hit.start() and _takes_stop(out[-1], hit.end(), span.end):
            last = out.pop()
            out.append(Token(last.start, hit.end(), last.text, last.lower, True))
            continue
        out.append(Token(hit.start(), hit.end(), hit[0], hit[0].lower()))
    return out


def _takes_stop(token: Token, end: int, limit: int) -> bool:
    return end < limit and (
        bool(_DOTTED.fullmatch(token.text)) or (token.is_capital and token.lower in _SHORT)
    )


_SHORT = frozenset(
    """
    mr mrs ms dr prof rev hon sen sens rep reps gov gen lt col maj capt cmdr adm brig sgt cpl pvt det insp
    supt const amb dist atty dep st jr sr co corp inc ltd pres spc pfc ssgt brig cdr
    """.split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A mention: `words` without titles, `person` where it can be a person's, `gender` "m", "f" or None."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    gender: str | None = None
    begin: int = 0  # where its titles begin
    titled: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def runs(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Index ranges of capitalised runs, `of` and the like inside them included."""
    i = 0
    while i < len(sentence):
        if not (sentence[i].is_word and sentence[i].is_capital) or (
            sentence[i].lower in _NOT_NAMES and sentence[i].lower != "may"
        ):
            i += 1
            continue
        j = i + 1
        while j < len(sentence) and j - i < _LONGEST_RUN:
            if sentence[j - 1].text != sentence[j - 1].bare and sentence[j - 1].text != "O’":
                break
            step = _step(sentence, i, j)
            if not step:
                break
            j += step
        yield i, j
        i = j


def _step(sentence: Sequence[Token], i: int, j: int) -> int:
    """How many tokens the run begun at `i` may take at `j`: one capital, or inner words before one."""
    if sentence[j].is_word and sentence[j].is_capital:
        return 1
    is_body = any(token.lower in _OFFICES for token in sentence[i:j])
    inner = _PARTICLES | _INNER if is_body else _PARTICLES
    for ahead in (1, 2):
        between = sentence[j : j + ahead]
        after = sentence[j + ahead : j + ahead + 1]
        if after and after[0].is_capital and after[0].is_word and all(t.lower in inner for t in between):
            return ahead + 1
    return 0


def named(sentence: Sequence[Token], start: int, end: int) -> Name | None:
    """The name in a run of capitalised tokens, titles off; None where nothing but titles is left."""
    words = list(sentence[start:end])
    given = next(
        (k for k in range(1, len(words) - 1) if _gender_of(words[k].bare) and words[k + 1].is_capital), 0
    )
    owner = any(token.text != token.bare for token in words[:given])
    words = words[given:] if given and not owner else words
    gender, titled = None, False
    while words and (words[0].lower in TITLES or words[0].bare.lower() in _NOT_NAMES):
        if titled and len(words) == 1 and not words[0].dotted:
            break
        gender = _title_gender(words[0].lower) or gender
        titled = titled or words[0].lower in _BEFORE_SURNAMES
        words.pop(0)
    inner = max((k for k, t in enumerate(words[:-1]) if t.lower in _RANKS and (t.dotted or k)), default=-1)
    words = words[inner + 1 :]
    if not words or (len(words) == 1 and words[0].lower in _NOT_NAMES):
        return None
    parts = tuple(t.bare + ("." if t.dotted else "") for t in words)
    article = (
        start > 0 and sentence[start - 1].lower in ("the", "a", "an", "this") and words[0] is sentence[start]
    )
    body = any(part.lower().strip(".") in _BODY_WORDS for part in parts)
    person = len(parts) <= _LONGEST and not body and not article
    gender = gender or _gender_of(parts[0])
    return Name(words[0].start, words[-1].end, parts, person, gender, sentence[start].start, titled)


def _title_gender(title: str) -> str | None:
    return "m" if title in MALE else "f" if title in FEMALE else None


def _gender_of(given: str) -> str | None:
    given = given.lower()
    return "m" if given in _MALE_NAMES else "f" if given in _FEMALE_NAMES else None


_NOT_NAMES = frozenset(
    """
    the a an this that these those it he she they we i you there his her its their our my your in on at
    for from by with as and but or so if when while after before since although though because however
    once until both some many most several all no not one two three four five six seven eight nine ten
    another other what who how why where which monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december earlier later
    last meanwhile according under over during among despite also then now yes near outside inside across
    around throughout between behind beyond above below within without toward towards about off amid
    against upon into onto along prior of to image photo video more officials authorities question answer
    today yesterday tonight million billion trillion thousand hundred dollar dollars euro euros percent
    january's year years soon unlike like even still whether did does do is are was were have has had will
    would could should may might be been well just much such those any every each per via
    """.split()
)


class Names:
    """All names of a story. Built once; every look-up is a dictionary's."""

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.mentions: list[Name] = []
        for sentence in sentences:
            found = (named(sentence, i, j) for i, j in runs(sentence))
            self.mentions.extend(name for name in found if name)
        self._starts = [name.start for name in self.mentions]
        self._by_last: dict[str, list[Name]] = defaultdict(list)
        self._by_initials: dict[str, Name] = {}
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        self._genders: dict[str, str] = {}
        self._people: set[str] = set()  # surnames that stand alone or behind a title somewhere
        for name in self.mentions:
            self._index(name)

    def _index(self, name: Name) -> None:
        last = _surname(name.words[-1])
        if name.person and (len(name.words) == 1 or name.titled):
            self._people.add(last)
        if name.gender:
            self._genders.setdefault(last, name.gender)
        if len(name.words) == 1 and "-" not in last:
            return
        self._by_last[last].append(name)
        initials = "".join(part[0] for word in name.words for part in word.split("-") if part[:1].isupper())
        self._by_initials.setdefault(initials, name)
        for word in {word.lower() for word in name.words}:
            if word in _BODY_WORDS:
                self._by_word[word].append(name)

    def between(self, start: int, end: int) -> Sequence[Name]:
        """The mentions that begin within `text[start:end]`."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_person(self, name: Name, full: str) -> bool:
        """Whether the story treats the name as a person's: a title, a given name, the surname used alone."""
        words = full.split()
        given = len(words) > 1 and _gender_of(words[0]) is not None
        return name.person and (
            name.titled or given or (len(words) > 1 and _surname(words[-1]) in self._people)
        )

    def gender(self, name: str) -> str | None:
        words = name.split()
        return self._genders.get(_surname(words[-1])) if words else None

    def fullest(self, name: str, at: int) -> str:
        """The fullest form of `name` in the story: the longest that fits, the nearest before `at` among equals."""
        words = name.split()
        if not words:
            return name
        fits = [
            n for n in self._near(self._by_last.get(_surname(words[-1]), []), at) if _fits(words, n.words)
        ]
        if fits:
            best = max(fits, key=lambda n: (len(n.words), n.start <= at))
            return best.text if len(best.words) > len(words) else name
        if len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
            spelt = self._by_initials.get(name.replace(".", ""))
            return spelt.text if spelt else name
        return name

    def body(self, noun: str, at: int) -> str | None:
        """The body last named before `at` of which "the `noun`" speaks: "the ministry" -> Ministry of Health."""
        words = noun.lower().split()
        tail = [n for n in self._near(self._by_last.get(words[-1], []), at) if n.start < at]
        exact = [n for n in tail if [w.lower() for w in n.words[-len(words) :]] == words]
        if exact:
            return exact[-1].text
        if len(words) > 1:
            return None
        near = [n for n in self._near(self._by_word.get(words[0], []), at) if n.start < at]
        return near[-1].text if near else None

    @staticmethod
    def _near(names: Sequence[Name], at: int, most: int = 40) -> Sequence[Name]:
        """The mentions around `at`, few enough that a story of one name's repeats stays linear."""
        here = bisect_left(names, at, key=lambda n: n.start)
        return [*names[:most], *names[max(most, here - most) : here + most]]


def _fits(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the longer form holds the shorter one's words in order ("Steele" in "James Steele")."""
    rest = iter(_surname(word) for word in full)
    return all(_surname(word) in rest for word in words)


def _surname(word: str) -> str:
    """What two forms of a surname share: small letters, no stop, no "al-"."""
    return word.lower().strip(".").removeprefix("al-")
