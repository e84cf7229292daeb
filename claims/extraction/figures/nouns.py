"""The counted thing after a number: where its phrase ends, its head, and whether people are counted."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.figures.tokens import QUOTES, Tokens, at, is_hyphen

PEOPLE = frozenset(
    "people person persons man men woman women child children kid kids boy boys girl girls baby babies infant infants "
    "police troops personnel crew staff folk folks youth youths teen teens adult adults police others civilians "
    "soldiers fighters marines guards recruits cadets rebels insurgents militants terrorists extremists jihadis "
    "jihadists hostages prisoners inmates detainees captives convicts suspects victims casualties fatalities deaths "
    "dead wounded injured injuries survivors patients doctors nurses medics students pupils teachers professors "
    "residents citizens nationals migrants refugees immigrants evacuees deportees asylees passengers pilots drivers "
    "sailors firefighters officers cops agents deputies detectives judges jurors lawyers attorneys witnesses "
    "lawmakers senators congressmen members mps legislators ministers governors mayors presidents candidates voters "
    "delegates diplomats ambassadors leaders officials politicians activists protesters protestors demonstrators "
    "marchers strikers supporters opponents followers fans spectators viewers readers listeners users customers "
    "clients shoppers consumers subscribers visitors tourists guests participants attendees athletes players "
    "coaches golfers riders runners swimmers employees workers coworkers colleagues staffers executives managers "
    "directors engineers scientists researchers analysts experts journalists reporters photographers bloggers "
    "investors shareholders donors taxpayers billionaires millionaires farmers fishermen miners priests nuns monks "
    "bishops muslims christians jews hindus christian parents mothers fathers sons daughters brothers sisters "
    "siblings relatives friends neighbors neighbours wives husbands couples widows orphans twins bodyguards "
    "gunmen policemen servicemen lawmen bombers attackers assailants shooters killers murderers robbers thieves "
    "smugglers traffickers dealers addicts criminals offenders gangsters pirates humans individuals beings souls "
    "lives bodies corpses applicants contestants nominees winners finalists volunteers veterans pensioners retirees "
    "seniors seekers trekkers hikers climbers sherpas villagers islanders settlers tribesmen elders peacekeepers "
    "observers monitors inspectors contractors consultants advisers advisors aides lobbyists fundraisers hostage "
    "communists fascists anarchists democrats republicans conservatives liberals blacks whites hispanics latinos "
    "teenagers toddlers graduates alumni astronauts actors actresses musicians singers dancers artists writers "
    "authors bakers chefs cooks waiters tellers cashiers clerks guards wardens rescuers responders paramedics "
    "technicians mechanics electricians carpenters owners tenants homeowners landlords strangers foreigners locals "
    "expatriates expats britons brits spaniards swedes danes finns poles turks greeks kurds arabs uzbeks tajiks "
    "czechs serbs croats sikhs uighurs uyghurs rohingya yazidis filipinos afghans fugitives escapees partners "
    "holdouts hopefuls opponents newcomers founders businessmen businesswomen entrepreneurs analysts newborns "
    "schoolchildren schoolgirls schoolboys gamers commuters motorists cyclists pedestrians bystanders onlookers "
    "grandchildren girlfriends boyfriends lovers mourners worshippers worshipers pilgrims clerics imams combatants "
    "operatives commandos paratroopers snipers conscripts reservists servicemembers troopers constables sergeants "
    "generals forces colonels captains majors lieutenants commanders minors females males accusers defendants plaintiffs "
    "burglars vandals looters rioters hooligans hijackers hackers scouts campers teammates starters rookies freshmen "
    "sophomores signatories pro-democracy trainees interns apprentices specialists operators caucusgoers superdelegates".split()
)  # fmt: skip
THING_ERS = frozenset(
    "numbers papers newspapers orders quarters headquarters computers servers trailers containers helicopters tankers "
    "freighters bombers-aircraft cruisers destroyers carriers rollers flyers chapters letters posters meters centers "
    "centres theaters theatres shelters clusters filters matters quarters corners rivers towers powers trackers "
    "boosters launchers excavators loaders bunkers lasers scanners printers routers sensors reactors tractors doors "
    "floors errors factors sectors colors colours favors labors harbors mirrors motors generators indicators "
    "monitors processors characters disasters encounters offers answers layers homers users' counters barriers "
    "borders members' rockers buffers liters litres kilometers millimeters centimeters tigers panthers dinners "
    "drivers' winners' dollars cancers fevers stickers speakers burgers boilers coolers freezers hours tours contours "
    "detours sneakers thrillers bestsellers flowers showers feathers wonders ledgers flavors flavours rumors rumours "
    "humors tumors tumours armors neighbors' waivers covers markers lockers lighters buyers' tenders vendors' feeders "
    "amplifiers controllers adapters adaptors connectors detectors operators' clippers calculators elevators "
    "escalators simulators batters' cylinders folders fliers quakers' rubbers scooters semesters' semesters trimesters "
    "spiders lobsters oysters sisters' skyscrapers sliders slippers streamers sweaters tiers transformers transmitters "
    "typewriters vouchers walkers wrappers zippers starters' ventures' dossiers piers tiers frontiers rapiers".split()
)  # fmt: skip
PERSON_ENDS = ("ists", "ers", "ors", "men", "women", "ians", "eers", "ees", "ants")
THING_ENDS = frozenset(
    "restaurants plants warrants grants elephants variants pants constants quadrants covenants committees trees "
    "fees degrees knees bees attendees' frees coffees guarantees jubilees referees' careers piers beers "
    "civilizations".split()
)
IRREGULAR = {"people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth"}
IRREGULAR |= {"aircraft": "aircraft", "police": "police", "troops": "troop", "series": "series", "species": "species"}
IRREGULAR |= {"mice": "mouse", "wives": "wife", "lives": "life", "knives": "knife", "shelves": "shelf", "data": "data"}
IRREGULAR |= {"criteria": "criterion", "headquarters": "headquarters", "cattle": "cattle", "sheep": "sheep"}
IRREGULAR |= {"personnel": "personnel", "staff": "staff", "crew": "crew", "movies": "movie", "cookies": "cookie"}
IRREGULAR |= {"companies": "company", "caches": "cache", "crises": "crisis", "bases": "base", "cases": "case"}
IRREGULAR |= {"houses": "house", "causes": "cause", "sites": "site", "homers": "home run", "firms": "company"}
IRREGULAR |= {"businesses": "business", "buses": "bus", "campuses": "campus", "viruses": "virus", "bonuses": "bonus"}
IRREGULAR |= {"nations": "nation", "axes": "axis", "analyses": "analysis", "leaves": "leaf", "loaves": "loaf"}
IRREGULAR |= {"licenses": "license", "purchases": "purchase", "releases": "release", "offenses": "offense"}
IRREGULAR |= {"expenses": "expense", "phases": "phase", "races": "race", "victories": "win", "wins": "win"}
COMPOUNDS = frozenset(
    {
        ("life", "sentences"), ("home", "runs"), ("supply", "routes"), ("fighting", "positions"), ("playoff", "games"),
        ("town", "halls"), ("mortar", "systems"), ("artillery", "systems"), ("fire", "engines"), ("weapons", "caches"),
        ("contract", "extensions"), ("tunnel", "entrances"), ("mortar", "teams"), ("supply", "caches"),
        ("operation", "rooms"), ("operating", "rooms"), ("shop", "windows"), ("state", "parties"),
        ("special", "circumstances"), ("gold", "medals"), ("phone", "calls"), ("text", "messages"), ("press", "conferences"), ("oil", "wells"),
        ("police", "stations"), ("polling", "stations"), ("power", "plants"), ("trading", "days"), ("debt", "deals"),
    }
)  # fmt: skip
STOPS = frozenset(
    "of in on at to for from by with without as and or but nor than that which who whom whose when where while if "
    "because since after before during until till through into onto over under about against between among across "
    "is are was were be been being am has have had having do does did will would could should can may might must "
    "shall not n't the a an this these those his her its their our your my it he she they we you i them him us "
    "both also still yet already only just even ago later earlier away apart each every per plus so then there here "
    "said says say told per via amid despite inside outside near off up down out back ahead behind versus vs "
    "within around toward towards along like unlike except including went came took made got became remain remained "
    "died killed injured wounded dead missing hurt left arrested rescued displaced hospitalized hospitalised "
    "annually monthly weekly daily yearly had now once however nearly almost".split()
)
SINGULAR_S = frozenset(
    "this was is has does his its as us plus less yes always perhaps says status press class gas process congress "
    "mass success access boss loss business crisis virus campus bus series species news politics sports economics "
    "bonus focus serious various previous famous dangerous religious us-led afghans' texas kansas paris los las "
    "christmas virus thus across towards afterwards besides overseas".split()
)
LONGEST_PHRASE = 7


@dataclass(frozen=True, slots=True)
class Counted:
    """The phrase from token `start` up to `end`, its singular head, and the unit it stands for."""

    start: int
    end: int
    unit: str


def is_plural(word: str) -> bool:
    if word in IRREGULAR or word in PEOPLE:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")) and word not in SINGULAR_S


def counts_people(word: str) -> bool:
    """Does the plural noun stand for people? By list, then by ending ("-ists", "-ers" that are not things)."""
    if word in PEOPLE:
        return True
    if word in THING_ERS or word in THING_ENDS or len(word) < 6:
        return False
    return word.endswith(PERSON_ENDS)


def singular(word: str) -> str:
    """"companies" -> "company", "crashes" -> "crash", "tanks" -> "tank"."""
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
    unit = "people" if counts_people(token.low + "s") or token.low == "person" else singular(token.low)
    return Counted(i, i + 1, unit)


def unit_of(tokens: Tokens, head: int) -> str:
    """"people", or the head as a singular noun, with its neighbour where the two are one word in English."""
    word = at(tokens, head).low.removesuffix("'s").removesuffix("’s")
    if counts_people(word) or is_nationality(tokens, head) or counts_people(word + "s"):
        return "people"
    if (at(tokens, head - 1).low, word) in COMPOUNDS:
        return f"{at(tokens, head - 1).low} {singular(word)}"
    return singular(word)


def is_nationality(tokens: Tokens, i: int) -> bool:
    """"150 Indians", "two Pakistanis": a capitalised plural of a people's name."""
    text = at(tokens, i).text
    return text[:1].isupper() and text.lower().endswith(("ans", "ese", "is", "ites", "ns")) and len(text) > 5


def _run(tokens: Tokens, i: int) -> list[int]:
    """Positions of the words from `i` to the first word or mark that ends a noun phrase."""
    run: list[int] = []
    for j in range(i, i + LONGEST_PHRASE + 4):
        token = at(tokens, j)
        if token.kind == "word" and token.low not in STOPS:
            run.append(j)
        elif is_hyphen(token) and token.glued and at(tokens, j + 1).glued:
            continue
        elif token.kind == "num" and _names_a_model(tokens, i, j):
            continue
        elif token.low in ("and", "or") and run and run[-1] == j - 1 and _may_join(tokens, run, j):
            continue
        elif not (token.text in QUOTES and token.text and j == i):
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
    return not any(is_plural(at(tokens, k).low) for k in run) and after.kind == "word" and after.low not in STOPS


def _head(tokens: Tokens, run: list[int]) -> int | None:
    """The first plural of the run, or the last of plurals in a row ("weapons caches")."""
    for n, j in enumerate(run):
        low = at(tokens, j).low
        if not is_plural(low) or _inside_compound(tokens, j) or _is_name(tokens, run, n):
            continue
        while n + 1 < len(run) and run[n + 1] == j + 1 and is_plural(at(tokens, j + 1).low):
            n, j = n + 1, j + 1
        return j
    return None


def _is_name(tokens: Tokens, run: list[int], n: int) -> bool:
    """A capitalised word with a plural in small letters after it is a name: "two Forbes journalists"."""
    if not at(tokens, run[n]).text[:1].isupper() or n + 1 == len(run):
        return False
    return any(is_plural(at(tokens, j).low) and at(tokens, j).text.islower() for j in run[n + 1 :])


def _inside_compound(tokens: Tokens, j: int) -> bool:
    """Is the word followed by a glued hyphen ("sports-related")?"""
    return is_hyphen(at(tokens, j + 1)) and at(tokens, j + 1).glued and at(tokens, j + 2).glued


def _last(tokens: Tokens, run: list[int]) -> int:
    """The head of a singular phrase: the last word before a verb form, at most four words on."""
    for n, j in enumerate(run[:4]):
        if n and at(tokens, j).low.endswith(("ed", "ing")) and n + 1 == len(run[:4]):
            return run[n - 1]
    return run[min(len(run), 4) - 1]
