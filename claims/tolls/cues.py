"""The words that say what a figure is to its toll: a part, more of the same, told before, to come."""

from __future__ import annotations

import re

HAPPENINGS = (
    r"(?:attacks?|assaults?|raids?|strikes?|bombings?|bombs?|blasts?|explosions?|shootings?|clashes|"
    r"incidents?|"
    r"accidents?|crash(?:es)?|collisions?|disasters?|quakes?|earthquakes?|floods?|storms?|fires?|avalanches?|"
    r"landslides?|outbreaks?|epidemics?|sinkings?|collapses?|(?:ship)?wrecks?|derailments?|massacres?|stampedes?)"
)
EVENTS = rf"(?!outbreak|epidemic){HAPPENINGS}"  # that are over in a day or two
A_YEAR = r"(?:so far this|this) (?:year|season)\b"
FIGURES = (
    r"(?:reports?|versions?|tolls?|figures?|counts?|estimates?|numbers?|stor(?:y|ies)|statements?|"
    r"tall(?:y|ies)|word)"
)
WHOLES = (
    r"(?:dead|victims|killed|wounded|injured|missing|survivors|casualties|fatalities|evacuees|"
    r"hostages|detainees|"
    r"arrested|displaced|homeless|trapped|rescued|infected|patients|deaths|injuries|bodies)"
)
TELLS = (
    r"(?:said|put|reported|spoken|given|told|counted|listed|estimated|announced|claimed|named|quoted|"
    r"believed)"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


HAPPENED = re.compile(rf"\b{EVENTS}\b", re.IGNORECASE)
THIS_YEAR = re.compile(rf"\b{A_YEAR}", re.IGNORECASE)
PAST_ONE = re.compile(
    r"\b(?:a|an|another|the last|last|previous|earlier)\s+(?:\w+\s+)?(?:outbreak|epidemic)\b", re.IGNORECASE
)  # of a year that is over, and not the one that goes on
# Each is searched in the clause of the figure, which stands in it as "#". Words that belong together stand at
# most 150 characters apart: a look without an end would make a long clause dear.
RECALLED = _any(
    rf"\b(?:had|’d|'d)\s+(?:(?:\w+ly|first|also|earlier|before|still|even)\s+)*{TELLS}\b",
    rf"\b(?:earlier|previous|initial|first|preliminary|original|old)\s+(?:\w+\s+)?{FIGURES}\b",
    r"\b(?:initially|previously|originally|at first)\b",
    r"\b(?:having|after)\s+(?:first\s+|earlier\s+)?(?:said|put|reported|told)\b",
    r"\b(?:instead of|rather than|compared (?:with|to)|as against)\s+(?:the\s+)?#",
    r"\b(?:not|no longer)\s+(?:the\s+)?#",
    r"\b(?:up|down|revised|corrected|lowered|raised|cut|changed|r[io]se(?:n|s)?|fell|fallen|falls?|"
    r"climbed|jumped|grew|"
    r"grown|increased|reduced|dropped|brought)\b[^,;#]{0,150}\bfrom\s+(?:the\s+)?#",
    r"^\s*+(?:and\s++)?(?:(?:up|down)\s*+)?from\s+#",
    r"\bfirst (?:promised|planned|announced|thought|estimated|put|told)\b",
    r"\b(?:twice|double|half|times) (?:of )?(?:the )?#",
    r"\bcorrect(?:ing|ed|s)\b[^,;#]{0,150}#",
)
SAID_COUNTED = re.compile(
    r"(\b(?:said|says|say|told|added)\b[^;]{0,150}|^\W*(?:\w+\s+){1,3})\bhad\s+"
    r"(?:already\s+|now\s+|so far\s+)?counted\b"
    r"(?![^;]{0,150}\b(?:\w+day|earlier|before|at first|at noon|(?:in|by) the morning)\b)",
    re.IGNORECASE,
)  # what an office had counted, as it says, is told now, unless another day is named
NONE_OF = re.compile(
    r"\b(?:none|no one|not one|nobody) of (?:the |its |their |his |her |all )*#", re.IGNORECASE
)
FROM_NOW = re.compile(
    r"\b(?:will|would|(?:is|are|was|were|plans?|wants?) to)\b[^,;#]{0,150}\bfrom\s+"
    r"(?:the\s+|its\s+)?(?:\w+\s+)?#"
    r"|\bfrom\s+#\s*(?:now|today|at present)\b",
    re.IGNORECASE,
)  # "will shrink from 48,000 to 40,000": they are still 48,000
DIFFERENCE = re.compile(r"#\s+(?:more|less|fewer|higher|lower|above|below)\s+than\b|#\s+(?:above|below)\b")
STILL = re.compile(r"\bstill\b|\bleav(?:ing|es)\b|\bleft #|\bremain(?:s|ed|ing)?\b|\bunderground\b")
OWN = re.compile(
    r"\b(?:his|its|our|their|her)\s+(?:own\b|men\b|side\b|troops\b|soldiers\b|fighters\b|losses\b|dead\b|wounded\b)"
    r"|\bof (?:his|our|their|its)\b"
    r"|\b(?:it|we|they)\s+(?:had\s+|have\s+|has\s+)?lost\b",
    re.IGNORECASE,
)
THE_SUM = re.compile(
    r"\b(?:figure|sum|total|number|bill|amount)\s+(?:was|is|stood at|stands at|came to|comes to|reached)\b"
    r"[^,;#]{0,150}#",
    re.IGNORECASE,
)
THE_NUMBER = re.compile(
    r"\b(?:number|figure|total|count|tally|it)\b[^,;#]{0,150}#|\bsp(?:eaks?|oken?)\s+of\s+#", re.IGNORECASE
)
HAS = re.compile(r"\b(?:we|it|country)\s+(?:has|have|had|keeps?|kept|fields?)\b", re.IGNORECASE)
DENIED = _any(
    rf"\b(?:{FIGURES}|claims?)\s+of\s+#[^;#]{{0,150}}\b(?:withdrawn|retracted|taken back|dropped)\b",
    rf"\b(?:withdr[ae]w|withdrawing|retract(?:s|ed|ing)|took back)\b"
    rf"[^,;#]{{0,150}}\b{FIGURES}\b[^,;#]{{0,150}}#",
    r"\b(?:den(?:y|ied|ies)|false|untrue|wrong(?:ly)?|mistaken(?:ly)?|counted (?:twice|double)|"
    r"double-counted|rumou?rs?|rumou?red|hoax)\b",
)
FEARED = _any(
    r"\bfear(?:ed|s|ing)?\b",
    r"\b(?-i:may|might|could)\s+(?:well\s+)?(?:also\s+)?(?:have|be|reach|rise|climb|kill|die|cost|"
    r"exceed|top)\b",
    r"#[^,;#]{0,150}\b(?-i:may|might|could)\b",
    r"\bwould have\b|\bif\b[^,;#]{0,150}#",
)
PLANNED = _any(
    r"\b(?:will|would|shall|won’t|’ll)\b",
    r"\b(?:plans?|planned|planning|intends?|hopes?|wants?|aims?|promised|promises|pledged|pledges|"
    r"offered|agreed|voted|"
    r"decided|vowed|ordered|due|expected|scheduled|set|ready|prepared|about|likely|has|have|had|is|"
    r"are|was|were)\s+"
    r"(?:\w+ly\s+)?to\s+(?:be\s+|get\s+)?\w+",
    r"\bto be\s+(?:\w+\s+)?(?:sent|paid|built|freed|released|evacuated|moved|withdrawn|deployed|spent|"
    r"raised|recruited)\b",
    r"\bby the end of\b|\bby next\b|\bnext (?:year|month|week|summer|winter|spring|autumn)\b",
)
GOVERNED = re.compile(
    r"^.*\b(?:who|which|whose)\b(?=.{0,300}#)|(?<=#)((?:\s?[^\s,;]+){0,5}).*"
)  # all but a verb's reach
FULFILLED = _any(
    r"\b(?:said|known|reported|thought|believed|found|understood|feared)\s+to\s+(?:have|be)\b", r"\bhad to\b"
)
TO_COME = _any(
    r"\b(?:will|won’t|’ll)\b",
    r"\b(?:is|are|plans?|set|expected|due|going|wants?|intends?) to\b",
)
OF_OTHERS = re.compile(
    rf"#\s*(?:\w+\s+)?of\s+(?:them|whom|which|those|these|the\b(?! (?:\w+ )?{WHOLES}))\b"
    r"|\bof (?:them|whom|those)$",
    re.IGNORECASE,
)
PART = _any(
    r"#[^,;#]{0,30}?\balone\b|\balone\b[^,;#]{0,150}#",
    rf"#\s*(?:\w+\s+)?(?:of|among)\s+(?:them|whom|which|those|these|the\s+(?:\w+\s+)?{WHOLES})\b",
    r"^\s*(?:and\s+)?(?:of|among)\s+(?:which|whom|these|those|them)\b",
    r"^\s*the (?:other|rest|remaining|last)\b",
    r"\b(?:critical|serious|grave|stable) condition\b",
    rf"\bthe (?:\w+\s+)?{WHOLES} (?:were|are|included|include|comprised?|comprise)\b",
    r"\bmost of (?:them|whom|which)\b",
    r"\bwrongly included\b",
)
WITHIN = re.compile(  # a smaller place or hour than the story's toll
    r"\b(?:in|at|from|out of|near|of)\s+(?:the\s+|a\s+|one\s+)?(?:\w+\s+)?(?:village|town|hamlet|"
    r"district|suburb|"
    r"neighbou?rhood|street|school|hospital|house|building|camp|north|south|east|west|centre|center)\b"
    r"|\b(?:at|on) the (?:scene|spot|way)\b|\bin hospital\b|\b(?:at|on board) the first\b",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|overnight|today)\b", re.IGNORECASE
)
INCLUDING = re.compile(
    rf"\b(?:includ(?:ing|ed?s?)|among (?:them|whom|those|the (?:\w+ )?{WHOLES})|of whom|of them|"
    rf"counting|notably)\b",
    re.IGNORECASE,
)
MORE = re.compile(r"\b(?:more|further|additional|another|new|extra)\b", re.IGNORECASE)
MORE_THAN = re.compile(r"\bmore than\b|\bno more\b|\bonce more\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:others?|another)\b", re.IGNORECASE)
ALL = re.compile(
    r"\bin all\b|\baltogether\b|\bin total\b|\boverall\b|\ba total of\b|\bto(?:tal|ll)\b", re.IGNORECASE
)
AND_ONE = re.compile(
    r"\s+and (?:a|an|one|their|his|her) \w+"
    r"(?:[,.]|$|\s(?:at|in|on|near|when|were|died|who|of|outside|inside|during)\b)"
)  # "six pupils and a teacher at a school"
BROUGHT = re.compile(
    r"\b(?:br(?:ing(?:s|ing)?|ought)|tak(?:es?|ing)|took|rais(?:es?|ing|ed)|push(?:es|ing|ed)|lift(?:s|ing|ed))\b"
    r"[^,;#]{0,80}\b(?:number|toll|count|total|tally|dead|deaths?)\b[^,;#]{0,80}\bto\s+(?:\w+\s+){0,2}#",
    re.IGNORECASE,
)  # "bringing the number of dead to 14"
SUM = _any(
    rf"\b(?:the|both|all)\s+(?:of the\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|"
    rf"\d{{1,2}})\s+)?(?:\w+\s+)?"
    rf"{HAPPENINGS}\s+(?:together|combined|taken together)\b",
    rf"\b(?:the|both|in|these)\s+(?:the\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|"
    rf"\d{{1,2}})\s+(?:\w+\s+)?"
    rf"(?:{HAPPENINGS}|cities|towns|places|countries|provinces|villages)\b",
    rf"\bboth\s+(?:\w+\s+)?(?:{HAPPENINGS}|cities|towns|places|countries)\b",
    rf"\b{EVENTS}\b[^;]{{0,150}}\b{A_YEAR}|\b{A_YEAR}[^;]{{0,150}}\b{EVENTS}\b",
    rf"\b(?:such|similar)\s+{HAPPENINGS}\b",
)
NEXT_DOOR = r"(?:neighbou?ring|nearby|adjoining)\s+"
COUNTS = r"(?:(?:counted|counts|reported|reports|confirmed|recorded|registered|listed|lost|mourned)\s+)"
OWN_PLACE = re.compile(
    rf"^\s*(?:\w+\s+){{0,2}}(?:in|at|near|off)\s+(?:the\s+)?(?:{NEXT_DOOR})?([A-Z]\w+)"
)  # behind the figure
COUNTING_PLACE = re.compile(rf"^\W*([A-Z]\w+)\s+{COUNTS}$|,?\s(?:and|while)\s+([A-Z]\w+)\s+{COUNTS}?$")
ACROSS = re.compile(
    rf"\b(?:across|over|on the other side of|beyond) the (?:border|frontier|river|strait)\b|"
    rf"\bin {NEXT_DOOR}(?-i:[A-Z])",
    re.IGNORECASE,
)  # what is counted there is no part of what is counted here
FIRST_PLACE = re.compile(r"^\W*(?:In|At|Near|Off)\s+(?:the\s+)?([A-Z]\w+)")
PUT = re.compile(
    r"\b(?:put|puts|putting)\b[^,;#]{0,150}\bat\s+(?:\w+\s+){0,2}#|\bsp(?:eaks?|oke|oken)\s+of\s+(?:\w+\s+){0,2}#"
)
SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|several|both|separate)\s+(?:\w+\s+)?"
    rf"(?:{HAPPENINGS}|cities|towns|places|countries|provinces|villages|districts)\b",
    re.IGNORECASE,
)
OLDER = _any(
    r"\b(?:years?|months?|weeks?|decades?|centur(?:y|ies)|generations?|summers?|winters?|springs?|autumns?|"
    r"seasons?) (?:ago|earlier|before)\b",
    r"\blast (?:year|month|summer|winter|spring|autumn|fall|week|century|decade)\b",
    rf"\b(?:earlier|previous|similar|past)\s+(?:\w+\s+)?{HAPPENINGS}\b",
    rf"\bthe last (?:such\s+)?(?:\w+\s+)?{HAPPENINGS}\b",
    r"\banniversary\b|\bin the past\b(?! (?:\w+ )?(?:hours?|days?|weeks?|months?|years?))|\bin the 1\d{3}s\b",
)
SINCE_LONG = re.compile(r"^since (?!\w+day)")
EACH = _any(
    r"\b(?:each|every|per|apiece|a head)\b[^,;#]{0,150}#",
    r"#[^,;#]{0,20}\b(?:each|every|apiece|a head)\b|#\s+per\b",
)
THRESHOLD = re.compile(r"\b(?:above|over|below|under|exceeding|worth (?:more|less) than)\s+#", re.IGNORECASE)
ANY = re.compile(
    r"\b(?:every|each|any|all|contracts?|projects?|those|incomes?|orders?|anything)\b", re.IGNORECASE
)
SHARE = _any(
    r"\b(?:takes?|took|swallows?|swallowed|makes? up|made up|accounts? for|accounted for|eats? "
    r"up)\s+(?:\w+\s+)?#",
    r"\bof (?:which|that|this|it)\b|#[^,;#]{0,150}\bof (?:the|that|this) (?:\w+\s+)?(?:sum|total|amount|"
    r"budget|cost|money|bill)\b",
    r"\balone\b",
    r"\b(?:went|goes|going|go) to\b",
    r"\b(?:largest|biggest|single) (?:item|case|part)\b",
)
SHARE_TOLD = re.compile(
    r"^\W*of (?:this|that|these|the (?:sum|total|amount)),\s*$|"
    r"\b(?:percent|per cent|half|third|quarter)s? of [^,;#]{1,40}, or\s*$",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\ban? average of\b|\bon average\b|\baverag(?:es|ed|ing)\b", re.IGNORECASE)
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
MONTH = re.compile(
    r"\bin (january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b(?!\s+\d)",
    re.IGNORECASE,
)
