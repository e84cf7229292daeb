"""The words by which the rules of this room tell what is counted: turns of phrase, forces, arms, sizes."""

from __future__ import annotations

import re

_TO_SHELTER = (
    r"to (?:safety|higher ground|the mainland|(?:a |an |the )?(?:\w+ )?"
    r"(?:schools?|shelters?|church(?:es)?|halls?|gyms?|camps?|stadium|centres?))"
)
_HOMES = r"(?:\w+ )?(?:homes|houses|villages?|towns?|valley|areas?|district)"
_TAKEN = r"(?:moved|taken|took|brought|led|bused|airlifted|flown|escorted) (?:# )?(?:\w+ ){0,3}"
_SAVED = r"(?:pulled|brought|dug|carried|lifted|plucked|hauled|fetched)"
_MARCHED = (
    r"march(?:ed|ing)?|rall(?:ied|y|ying)|demonstrat(?:ed|ing|e)|protest(?:ed|ing)|gathered|assembled|"
    r"turned out|t(?:ook|aken|ake|aking) (?:part|to the streets)|attend(?:ed|ing)|joined (?:the|a|in)"
)
_CROWD = r"crowds?|turnout|attendance|marchers|demonstrators|protest[eo]rs|participants"
_LAID_OFF = r"la(?:y|ys|ying|id) off|sack(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|ma(?:de|king|ke) redundant"
_STRUCK = (
    r"on strike|walked (?:out|off)|downed tools|stopped work|laid down (?:their )?tools|"
    r"joined (?:the|a) (?:\w+ )?(?:strike|walkout|stoppage)"
)

# A measure by what may be said in the figure's clause, the figure standing as "#". The first that fits.
_PHRASES: dict[str, tuple[str, ...]] = {
    "killed": (
        r"lost (?:their lives|his life|her life)",
        r"\b(?:have|has|had) (?:\w+ )?buried #",
        r"\btoll\b",
        r"# (?:bodies|coffins|graves)",
        r"\bclaimed #",
        r"\bshot dead\b",
        r"\b(?:execution|murder|massacre) of\b",
        r"\bgunned down\b",
        r"\bfatally (?:shot|stabbed|wounded|injured)\b",
        r"\bfroze to death\b",
        r"\blost (?:\w+ly )?#",
    ),
    "wounded": (
        r"\btreated for\b",
        r"\bhospitali[sz]ed\b",
        r"(?<!died )(?<!dead )(?<!death )\b(?:in|to) (?:\w+ ){0,3}hospitals?\b",
        r"\bin (?:a )?(?:critical|serious|grave|stable) condition\b",
        r"\bwith (?:burns|cuts|fractures|broken)\b",
    ),
    "missing": (
        r"\bno trace of\b",
        r"\bnot been (?:found|seen|heard of|heard from|accounted for)\b",
        r"\bstill (?:being )?sought\b",
        r"\b(?:looking|searching|search|hunt) for #",
    ),
    "trapped": (
        r"\bcut off\b",
        r"\b(?:under|beneath|in) the (?:rubble|wreckage|debris|ruins)\b",
        r"\bburied (?:under|beneath|by|in)\b",
        r"\bbur(?:ying|ied|ies) #",
        r"\bunderground\b",
        r"\bstuck in\b",
    ),
    "evacuated": (
        rf"\b{_TAKEN}{_TO_SHELTER}\b",
        rf"\b{_TAKEN}(?:out of|from) {_HOMES}\b",
        r"\b(?:leav(?:e|ing)|left) (?:their |the )?(?:homes|houses)\b",
        r"\b(?:ordered|told|asked|forced) (?:out|to leave)\b",
        r"\bspen[dt] the night in\b.*\b(?:shelters?|schools?|halls?)\b",
    ),
    "rescued": (
        rf"\b{_SAVED} (?:# )?(?:\w+ ){{0,3}}(?:alive|ashore|to the surface)\b",
        rf"\b{_SAVED} (?:# )?(?:\w+ ){{0,2}}(?:out|up)?\s?(?:of|from)\b",
        rf"\b{_SAVED} (?:up|out|ashore) #",
        r"\bwinched\b",
    ),
    "freed": (
        r"\b(?:freed|released|let go|freeing|releasing) (?:(?:the|all|other|another|last|remaining) )*#",
        r"# (?:\w+ ){0,5}(?:freed|released|let go)\b",
    ),
    "displaced": (
        r"\bdriven from their\b",
        r"\bforced from\b",
        r"\bforced to flee\b",
        r"\bon the move\b",
    ),
    "homeless": (
        r"\bwithout (?:a |any )?(?:roof|shelter|home)s?\b",
        r"\blost their (?:homes|houses)\b",
        r"\broofless\b",
    ),
    "arrested": (
        r"\b(?:in|into) custody\b",
        r"\brounded up\b",
        r"\bbehind bars\b",
        r"# (?:\w+ ){0,3}(?:were|was|been) captured\b",
        r"\b(?:captured|capturing) #",
    ),
    "crowd": (
        rf"# (?:\w+ ){{0,4}}(?:{_MARCHED})\b",
        rf"\b(?:{_CROWD}) (?:of|at|was|were|to|as|had been) (?:\w+ ){{0,2}}#",
        rf"\bnumber of (?:{_CROWD})\b[^,;#]{{0,60}}#",
        r"\b(?:drew|attracted|(?:attended|joined) by|(?:rally|march|protest) by) (?:\w+ ){0,2}#",
        r"\bbrought (?:\w+ )?# (?:\w+ ){0,3}(?:to|onto|into|out)\b",
    ),
    "strikers": (
        rf"# (?:[\w’'-]+ ){{0,8}}(?:{_STRUCK})\b",
        r"\b(?:strikers|strike|walkout|stoppage) (?:of|at|by|was|were|to) (?:\w+ ){0,2}#",
    ),
    "jobs": (
        rf"\b(?:{_LAID_OFF}) (?:\w+ ){{0,2}}#",
        r"# (?:\w+ ){0,5}(?:laid off|made redundant|sacked|dismissed|los(?:e|t) their jobs)\b",
    ),
    "returned": (r"# (?:\w+ ){0,3}(?:returned|gone (?:back|home)|come (?:back|home)|been repatriated)\b",),
    "hostages": (
        r"\bheld captive\b",
        r"\bbeing held by\b",
        r"\b(?:holding|holds?|held) #",
        r"\btaken captive\b",
        r"\bin captivity\b",
    ),
    "cases": (
        r"\bf[ea]ll(?:en)? ill\b",
        r"\btested positive\b",
        r"\bsickened\b",
        r"\bcontracted\b",
        r"# (?:\w+ ){0,4}caught (?!up|fire|in|on|by|at|between|out|off)\w+",
    ),
}
PHRASES = {name: re.compile("|".join(phrases)) for name, phrases in _PHRASES.items()}

CROSSED = re.compile(
    r"# (?:\w+ ){0,3}(?:crossed|left|arrived|entered|poured|streamed|"
    r"sought (?:refuge|shelter)|taken refuge)\b"
)  # those who do are displaced, where it is they who are told of
# Verbs before a figure that only say that there is one.
REPORTED = frozenset(
    "reported counted estimated recorded confirmed including totaling totalling numbering exceeding "
    "involving reached listed registered reaching remaining added totaled".split()
)
# Before a figure: it tells who was there, not what became of them.
CARRYING = frozenset("with carrying bearing employs employing aboard seating".split())
# Words of a family that name those who are counted and leave open what became of them.
NAMES = frozenset(
    "hostage hostages captive captives refugees evacuees detainees survivors prisoners patients".split()
)
# Words of a family that mean it only right before a figure: "rescue officials", "a seized ship".
WEAK = frozenset("rescue rescues life body seized surviving custody captive fleeing burned".split())

FORCES = {
    "soldier": "soldiers soldier troops troop servicemen servicewomen servicemembers marines conscripts "
    "paratroopers infantrymen infantry legionnaires commandos forces sailors airmen "
    "guardsmen regulars military",
    "reserve": "reservists reservist recruits recruit draftees",  # who are not with the army yet
    "police": "police policemen officers officer gendarmes constables troopers",
    "peacekeeper": "peacekeepers observers monitors",
    "fighter": "fighters fighter militants militiamen rebels insurgents guerrillas gunmen combatants "
    "mercenaries jihadists partisans",
}
FORCE = {word: force for force, words in FORCES.items() for word in words.split()}
SIDES = FORCES | {
    "soldier": FORCES["soldier"].replace("sailors airmen ", ""),  # who drown on any ship
    "guard": "guards wardens jailers",
    "inmate": "inmates prisoners convicts",
    "protester": "protesters protestors demonstrators marchers rioters strikers",
    "attacker": "attackers assailants bombers hijackers kidnappers robbers",
    "civilian": "civilians bystanders",
}  # whose losses are told apart
SIDE = {word: side for side, words in SIDES.items() for word in words.split()}
ARMS = frozenset(
    "tank vehicle aircraft plane jet fighter bomber helicopter missile rocket drone gun howitzer "
    "rifle mortar "
    "launcher warship ship frigate submarine boat warhead bomb shell mine grenade weapon cannon battery "
    "carrier".split()
)
POSTS = frozenset("job post position".split())  # counted where they are cut
CUT = re.compile(
    r"\b(?:cut(?:s|ting)?|shed(?:s|ding)?|axe[sd]?|axing|slash(?:es|ed|ing)?|eliminat\w+|scrap(?:s|ped|ping)?|"
    r"abolish\w*|los[es]\w*|lost|cost(?:s|ing)?|going|go)\b"
)
SIZES = frozenset(
    "year month week day hour minute second kilometer meter mile centimeter foot inch degree time rank "
    "magnitude percent % pp tonne ton kilogram gram liter hectare acre age point share".split()
)  # never tolls, whatever they measure
GENERIC = frozenset(
    "people person persons others other them men women man woman whom those victims all crowns lives "
    "more".split()
)
MANNED = frozenset("men women ones others them more".split())  # soldiers, where troops are told of
AUXILIARIES = frozenset(
    "have has had were was are is been be being will would still also already now then of the a an in at on "
    "by who that which were not more others".split()
)
