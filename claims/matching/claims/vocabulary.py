"""Words of wire English that mean one thing, and words that mean opposite things.

Small on purpose: a group has words that a desk would take for each other in any story. What is in no group is
compared by its stem.
"""

from __future__ import annotations

from functools import lru_cache

from claims.extraction.alignment.meaning import KIND as PEOPLE
from claims.extraction.alignment.measures import FAMILIES
from claims.extraction.alignment.words import WORDS_KEPT, stem

_TOLD = """
    pay paid pays paying payment payments spend spends spent spending give gave given gives giving fund
      funded funding cost costs costing outlay outlays expenditure budget;
    overpaid overpay overpayment overspent overcharged;
    aid assistance help support relief;
    unemployment jobless joblessness unemployed;
    inflation prices price dearer;
    economy gdp gross domestic product output economic;
    rose risen rise rises rising increased increase increases grew grow grows grown growth climbed
      jumped up raised expand expanded expands expansion gained;
    fell fallen fall falls falling decreased decrease decreases shrank dropped down declined decline
      lowered;
    export exports exported exporting abroad overseas;
    import imports imported importing;
    sales sale sell sold sells revenue revenues turnover;
    profit profits earned earnings surplus;
    loss losses lost deficit;
    job jobs worker workers employee employees staff post posts workforce positions;
    cut cuts cutting axe axed shed sheds lay laid layoffs slash slashed dismiss dismissed dismissal
      redundant;
    house houses home homes dwelling dwellings building buildings;
    destroy destroyed destroys destruction wrecked wreck ruined ruin flattened razed levelled damaged
      damage;
    army military troops troop soldiers soldier force forces servicemen garrison contingent;
    bring brought return returned withdraw withdrew withdrawal pull pulled homecoming;
    send sent deploy deployed deployment dispatch dispatched;
    vote votes voted voters ballot ballots poll polls election elections;
    win wins won took takes taken;
    seat seats mandate mandates;
    turnout participation;
    robbery robberies holdup holdups;
    murder murders murdered homicide homicides;
    fine fined fines penalty penalties;
    march marched demonstration demonstrations demonstrators protest protests protested protesters rally
      rallied;
    child children pupil pupils schoolchildren;
    fat overweight obese obesity weigh;
    resign resigned resigns resignation quit quits quitting step stepped steps;
    sign signed signs signing agreed;
    treaty accord agreement pact deal;
    appoint appointed appoints appointment named nominated;
    leave left moved safety;
    road roads motorway motorways highway highways;
    railway rail railways train trains;
    boat boats vessel vessels ship ships trawler trawlers;
    hospital hospitals clinic clinics;
    doctor doctors physician physicians;
    emission emissions emitted emits;
    carbon co2 dioxide;
    debt debts borrowing borrowings;
    tax taxes levy levies duty duties tariff tariffs;
    wage wages salary salaries;
    people persons person residents resident inhabitants inhabitant citizens population;
    replace replaced replacing renew renewed new;
    parliament assembly legislature chamber
"""  # a group ends with a semicolon
_MORE = {
    "arrested": " prison sentenced sentence sentences convicted",
    "infected": " sick ill patient patients",
}
GROUPS = (*(words + _MORE.get(name, "") for name, words in FAMILIES.items()), *_TOLD.split(";"))
# What sudden thing happened; a story that tells of one has none of the others' words.
HAPPENINGS = {
    "fire": "fire fires blaze blazes burning burned inferno",
    "blast": "bomb bombs bombing bombings blast blasts explosion explosions exploded explode bomber",
    "quake": "earthquake earthquakes quake quakes tremor aftershock aftershocks",
    "flood": "flood floods flooding flooded",
    "storm": "storm storms hurricane cyclone typhoon tornado gale gales",
    "slide": "landslide landslides mudslide avalanche avalanches rockslide",
    "crash": "crash crashed crashes derail derailed derails derailment overturned overturns collision",
    "sinking": "capsized capsizes capsize sank sinks sink sinking shipwreck",
    "shooting": "shooting shootings gunman gunmen shot",
    "heat": "heat heatwave",
    "drought": "drought droughts famine",
    "collapse": "collapse collapsed collapses cave-in",
    "cholera": "cholera",
    "measles": "measles",
    "influenza": "flu influenza",
    "covid": "covid coronavirus",
    "ebola": "ebola",
    "dengue": "dengue",
    "malaria": "malaria",
    "polio": "polio",
    "march": "march marches demonstration demonstrations rally protest protests",
    "strike": "airstrike airstrikes shelling missile missiles drone drones rocket rockets",
}
# Those of one line may be told of one happening: a bomb sets fire to what then collapses.
TOGETHER = (
    {"blast", "fire", "collapse"},
    {"strike", "blast", "fire", "shooting"},
    {"quake", "slide", "collapse", "fire"},
    {"flood", "storm", "slide", "collapse", "sinking"},
    {"fire", "sinking"},
    {"crash", "sinking"},
    {"heat", "drought", "fire"},
    {"march", "shooting", "blast"},
)
OPPOSITES = (
    ("rose risen rise rises rising increased increase increases grew grown climbed gained jumped up raised",
     "fell fallen fall falls falling decreased decrease decreases shrank dropped down lost declined cut"),
    ("profit profits earned surplus", "loss losses lost deficit"),
    ("ordered orders order promised pledged pledge promise planned plan plans",
     "given gave received delivered administered paid completed built"),
    ("opened opens opening", "closed closes closing shut"),
    ("approved approve accepted adopted passed", "rejected reject refused blocked vetoed"),
    ("convicted guilty", "acquitted cleared innocent"),
    ("confirmed admitted", "denied denies"),
    ("exports export exported", "imports import imported"),
    ("signed sign agreed", "broke broken cancelled suspended"),
    ("hired hire recruited", "dismissed fired laid"),
    ("men man boys boy", "women woman girls girl"),
    ("births born", "deaths died"),
)  # fmt: skip
# Of counted people: what became of them, which their measure does not say.
TURNS = (
    ("hold holds held holding seized took taken", "freed released escaped rescued saved"),
    ("sent sends deployed moved reinforced", "withdrew withdrawn returned recalled pulled home"),
)
IDLE = frozenset(
    """
    percent cent pct point points crown crowns euro euros dollar dollars pound pounds
    a an the this that these those and or but of in on at to for from by with about into over under after
    before between among across since until during while as than is are was were be been being has have
    had having do does did will would can could may might must shall should not no it its he his she her
    they their them who which what when where there here so such also then now just still already yet more
    most less least some any all both each other others another said says say saying told tells tell
    according reported reports report announced announces added news agency press official officials
    spokesman spokeswoman ministry minister office department commission government president authority
    authorities service data showed shows figures figure number numbers count counted came come reached
    reach stood stand put total totalled amounted number much many too only least up out off when went go
    going gone made make makes one two first last next year years month months week weeks day days today
    yesterday tomorrow quarter half early late earlier later monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december
    because if
    """.split()
)

_GROUPED = [(word, f"={number}") for number, group in enumerate(GROUPS) for word in group.split()]
CONCEPT = dict(reversed(_GROUPED))  # a word of two groups belongs to the first
HAPPENING = {word: kind for kind, words in HAPPENINGS.items() for word in words.split()}
Sides = tuple[tuple[frozenset[str], frozenset[str]], ...]
OPPOSITE: Sides = tuple((frozenset(one.split()), frozenset(other.split())) for one, other in OPPOSITES)
TURNED: Sides = tuple((frozenset(one.split()), frozenset(other.split())) for one, other in TURNS)
SEXES = {"man": "men", "men": "men", "woman": "women", "women": "women"}
CHILDREN = f"kind {PEOPLE[stem('children')]}"


@lru_cache(maxsize=WORDS_KEPT)
def concept(word: str) -> str:
    """What the word, in small letters, means: the name of its group, or its stem."""
    return CONCEPT.get(word) or stem(word)


def people(word: str) -> str:
    """The kind of people that a noun counts, "" where it says no more than people."""
    kind = PEOPLE.get(stem(word))
    return SEXES.get(word, "") if kind is None else f"kind {kind}"


def are_others(one: str, other: str) -> bool:
    """Whether two kinds of people, as `people` names them, are not the same; men may be sailors."""
    if not one or not other or one == other:
        return False
    sexes = {one, other} & {"men", "women"}
    return not sexes or len(sexes) == 2 or CHILDREN in (one, other)
