"""What kind of thing happened, by the words of a story's head: a table, and what its words mean elsewhere.

A kind that came over a place at one moment is told apart by day and place; a flood or a storm lasts and
spreads. Trials, anniversaries, matches and markets are kinds, too, so that none of them is taken for what
it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PLIGHTS = frozenset("displaced evacuated homeless hostages trapped missing".split())  # of a town's people
OUTBREAK = "outbreak"
COURT, MEMORIAL, SPORT, MARKET = "court", "memorial", "sport", "market"


@dataclass(frozen=True, slots=True)
class Kind:
    """`lasts`: for days, so that its stories need not name one day; `spreads`: over more than one place."""

    name: str
    words: str
    lasts: bool = False
    spreads: bool = False
    harm: bool = False  # its words mean other things as well, unless somebody came to harm


# The first whose words are found is the story's, so the more special come first.
KINDS = (
    Kind(
        "bombing",
        r"bomb(?:s|ed|ing|ings|er|ers)?|grenades?|booby.?trap\w*|(?:car|lorry|truck|suicide) bomb\w*",
    ),
    Kind("kidnapping", r"kidnap\w*|abduct\w*|hostages?|hijack\w*"),
    Kind(
        "shelling",
        r"air.?strikes?|air raids?|shell(?:ed|ing|fire)|missiles?|rockets?|drone (?:attack|strike)s?|"
        r"artillery",
    ),
    Kind("shooting", r"shootings?|shot dead|gunm[ae]n|gunfire|opened fire|shoots?"),
    Kind("stabbing", r"stabb(?:ed|ing|ings|s)|knife attacks?|knifem[ae]n"),
    Kind("quake", r"(?:earth)?quakes?|tremors?|aftershocks?", spreads=True),
    Kind("avalanche", r"avalanches?"),
    Kind("landslide", r"(?:land|mud|rock)slides?|mudflows?"),
    Kind("eruption", r"volcan\w+|erupt(?:s|ed|ion|ions)", lasts=True, spreads=True),
    Kind(
        "flood",
        r"flood(?:s|ed|ing|ings|waters?)?|(?:broke|burst|breached) (?:its|their|the) banks|"
        r"dykes? (?:gave|broke|burst)",
        lasts=True,
        spreads=True,
    ),
    Kind(
        "sinking",
        r"s[aiu]nk(?:s|ing)?|capsiz\w+|shipwrecks?|ran aground|overturned boat|went down",
        harm=True,
    ),
    Kind(
        "storm",
        r"(?:hurricane|typhoon|cyclone|tornado|twister|blizzard|hailstorm|storm|gale)(?:e?s)?",
        lasts=True,
        spreads=True,
    ),
    Kind(
        OUTBREAK,
        r"outbreaks?|epidemics?|cholera|measles|ebola|typhoid|typhus|dengue|malaria|polio|diphtheria|"
        r"meningitis|influenza|(?:bird |swine )?flu|plague|mpox|smallpox|yellow fever|encephalitis",
        lasts=True,
        spreads=True,
        harm=True,
    ),
    Kind("wildfire", r"(?:wild|bush|forest|grass)[ -]?fires?", lasts=True, spreads=True),
    Kind("blast", r"explo(?:de|des|ded|ding|sion|sions)|blasts?|bl(?:ows|ew|own) up|detonat\w+"),
    Kind("fire", r"fires?|blazes?|burn(?:s|ed|t|ing)?|ablaze|flames|gutted|arson"),
    Kind(
        "crash",
        r"crash(?:es|ed)?|collisions?|collid\w+|derail\w*|c[ao]me(?:s)? down|(?:leaves?|left|jump(?:s|ed)?|"
        r"c[ao]me(?:s)? off) (?:the )?(?:rails|tracks?|road)|"
        r"plung\w+|(?:fell|falls?|plunged|rolled|skidded|veered) (?:into|off|down|from)|pile-?ups?|"
        r"overturn(?:s|ed)|rammed|hits? (?:a|the)|train accident|road accident",
        harm=True,
    ),
    Kind(
        "collapse",
        r"collaps\w+|cav(?:ed|es|ing) in|cave-ins?|g[ai]ves? way|bursts?|breach\w*|fell in\b",
        harm=True,
    ),
    Kind("stampede", r"stamped\w+|crush(?:es|ed)?|crowd surge", harm=True),
    Kind("leak", r"leak(?:s|ed|age)?|spill(?:s|ed|age)?|poison(?:s|ed|ing|ings)?|fumes", harm=True),
    Kind(
        "attack",
        r"attack(?:s|ed|ers?)?|ambush\w*|raid(?:s|ed|ers?)?|assault(?:s|ed)?|massacre\w*|clash(?:es|"
        r"ed)?|riots?|unrest|fighting",
        harm=True,
    ),
    Kind("heat", r"heat ?waves?", lasts=True, spreads=True),
)
SUDDEN = {kind.name: kind for kind in KINDS}
# What one agency calls this another calls that; with the same place and day they may be one thing.
RELATED = tuple(
    map(
        frozenset,
        (
            ("bombing", "blast", "attack", "fire"),
            ("shelling", "attack", "blast", "fire", "bombing"),
            ("shooting", "attack"),
            ("stabbing", "attack"),
            ("kidnapping", "attack", "shooting"),
            ("fire", "blast", "sinking", "wildfire"),
            ("fire", "crash", "blast"),
            ("sinking", "crash", "storm"),
            ("storm", "flood", "landslide"),
            ("quake", "landslide", "collapse", "avalanche"),
            ("leak", "blast", "fire"),
            ("collapse", "blast", "flood", "landslide"),
            ("stampede", "crash", "collapse"),
        ),
    )
)
HARM = re.compile(
    r"\b(?:kill\w*|dead|d(?:ie|ies|ied|ying)|deaths?|death toll|wound\w*|injur\w*|hurt|missing|trapped|"
    r"bod(?:y|ies)|"
    r"victims?|casualt\w+|survivors?|rescue\w*|homeless|evacuat\w*|destroy\w*|drown\w*|burned|hospital|"
    r"aboard|on board|feared)\b",
    re.IGNORECASE,
)
# The same words where nothing burns, breaks or bursts.
_ELSEWHERE = re.compile(
    r"\b(?:fire (?:brigades?|stations?|chiefs?|services?|departments?|engines?|officers?|crews?|"
    r"fighters?|safety|drills?|sales?)|"
    r"firefighters?|cease-?fires?|under fire|line of fire|fired|hold fire|came under fire|fire power|"
    r"firearms?|firewood|"
    r"(?:police|troops|soldiers|guards|forces|commandos|crowds?|protesters|rebels|gunmen|militants) "
    r"storm(?:s|ed|ing)?|"
    r"burn(?:t|ed)?[ -]out|burning issue|floods? of|flooded with|storm(?:s|ed|ing) (?:in|out|into|off)|"
    r"(?:price|market|stock|share|currency|bank) (?:crash|collapse)(?:es|ed)?|burst into (?:tears|song|"
    r"applause)|"
    r"(?:stock|share|market)s? crash\w*|(?:talks|coalition|government|prices?|shares?|currency|deal|"
    r"sales|demand|market) (?:have |had |has )?collaps\w+|"
    r"collapse of (?:talks|the (?:coalition|government|currency|talks|deal|market|bank)|prices|demand)|"
    r"attack(?:s|ed)? (?:by|in parliament|the (?:plan|budget|bill|government|minister|policy|decision))|"
    r"heart attacks?|bomb (?:squad|disposal|threats?|hoax)|sank (?:by|to)|sunk (?:costs?)|blast(?:s|"
    r"ed) (?:the )?(?:plan|government|minister|critics|decision)|"
    r"shooting (?:range|star)|hits? the (?:market|shops|streets|road)|hits? (?:a|the) (?:record|high|"
    r"low|target|peak)|shoots? down (?:plan|bill|proposal)|blast furnaces?)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:sentenc\w+|convict\w+|on trial|trials?|jur(?:y|ors?)|acquit\w+|jailed|verdicts?|pleaded|"
    r"indict\w+|retrial|"
    r"found guilty|guilty|defendants?|prosecutors? (?:demand|ask|seek|want)\w*|in court|"
    r"courts? (?:rul\w+|hear[ds]?|orders?|ordered|told|rejects?|rejected|upholds?|upheld|finds?|found|"
    r"sentences?|says|said)|"
    r"appeal(?:s|ed)? (?:court|judges)|life in prison|compensation)\b",
    re.IGNORECASE,
)
_MEMORIAL = re.compile(
    r"\b(?:anniversar\w+|commemorat\w+|memorial|monument|(?:years?|decades?|months?) (?:after|since|"
    r"on\b|later|ago)|"
    r"remember(?:s|ed)|mourners|wreaths?|candles|rebuil(?:d|t|ding)|reopen(?:s|ed|ing)?|"
    r"inquiry (?:finds?|blames?|report)|lessons)\b",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:\d{1,2}-\d{1,2}(?! (?:years?|percent))|goals?|scor(?:ed|ers?)|"
    r"scores (?:twice|late|first|winner)|match(?:es)?|league|cup|"
    r"semi-?finals?|finals?|champions?(?:hip)?|"
    r"innings|wickets?|playoffs?|striker|midfielder|coached|tournament|olympics?|relegat\w+|kick-?off|"
    r"half-?time|penalty (?:kick|shoot))\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:shares?|stocks?|index|bourse|yields?|bonds?|futures|traders?|per barrel|a barrel|exchange rate|"
    r"(?:prices?|price) of [a-z]+ (?:rose|fell|falls?|rises?|climb\w*|slip\w*)|[a-z]+ prices? (?:rose|"
    r"fell|falls?|rises?|climb\w*|slip\w*|edge\w*)|against the (?:dollar|euro|crown))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last year|last (?:spring|summer|autumn|winter)|(?:years?|decades?) ago|"
    r"in (?:the \w+ of )?(?P<in>(?:19|20)\d\d)|"
    r"(?:the|of|from) (?P<of>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_NEAR = 90  # characters around a word in which a year is of what it tells
_FOUND = [(kind, re.compile(rf"\b(?:{kind.words})\b", re.IGNORECASE)) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Found:
    """A kind and where its word stands in the text that was asked about; `at` -1 for what is no happening."""

    name: str
    at: int = -1


def kind_of(headline: str, lead: str, *, year: int, has_harm: bool = False) -> Found:
    """What a headline and a first sentence tell, in a story of that year."""
    text = f"{headline}\n{lead}"
    plain = plainly(text)
    harmed = has_harm or bool(HARM.search(text))
    if not harmed and _SPORT.search(text):
        return Found(SPORT)
    happened = _happening(plain, harmed=harmed)
    if happened is None:
        return Found(MARKET if _MARKET.search(text) else "")
    if _COURT.search(text):
        return Found(COURT)
    goes_on = happened.name == OUTBREAK  # from year to year
    if _MEMORIAL.search(text) or (not goes_on and _is_past(text, happened.at, year)):
        return Found(MEMORIAL)
    return happened


def plainly(text: str) -> str:
    """The text with blanks for words that sound like a happening and are none ("fire brigade")."""
    return _ELSEWHERE.sub(lambda hit: " " * len(hit[0]), text)


def related(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in RELATED)


def _happening(text: str, *, harmed: bool) -> Found | None:
    """The first kind in the table whose words stand there, and where."""
    for kind, words in _FOUND:
        if (harmed or not kind.harm) and (hit := words.search(text)):
            return Found(kind.name, hit.start())
    return None


def _is_past(text: str, at: int, year: int) -> bool:
    """Whether what is told there is told of an earlier year."""
    for hit in _PAST.finditer(text, max(0, at - _NEAR), at + _NEAR):
        told = hit["in"] or hit["of"]
        if told is None or int(told) < year:
            return True
    return False
