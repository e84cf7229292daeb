"""What a happening struck: words that one agency may use for what another calls otherwise, in classes.

A bomb in the market and a bomb at the bus station of one city are two; a coach in one story and a bus
station in another may be one, so that a word can be of two classes.
"""

from __future__ import annotations

import re

_CLASSES = {
    "market": "market bazaar fair mall shop stall supermarket arcade trader",
    "station": "station terminal airport stop platform",
    "road": "coach bus minibus car lorry lorries truck van road motorway highway bend taxi convoy",
    "rail": "train railway rail rails carriage locomotive express derailment tram metro",
    "ship": (
        "ferry ship vessel boat trawler freighter tanker barge liner yacht sea harbour port dinghy launch"
    ),
    "air": "plane aircraft airliner jet helicopter flight",
    "mine": "mine pit shaft gallery colliery quarry miner",
    "works": (
        "factory factories plant mill works refinery depot warehouse silo store foundry workshop "
        "laboratory storehouse grain"
    ),
    "school": "school college university kindergarten nursery pupil student classroom",
    "clinic": "hospital clinic ward maternity",
    "worship": "church mosque temple cathedral synagogue shrine chapel",
    "bridge": "bridge viaduct flyover",
    "dam": "dam reservoir dyke levee spillway",
    "home": "flat flats house apartment tower block home cottage dwelling tenement residential",
    "hostel": "hotel hostel guesthouse resort",
    "leisure": "nightclub club bar restaurant cafe café theatre theater cinema stadium concert festival",
    "army": "barracks base garrison camp checkpoint outpost",
    "prison": "prison jail cell",
    "office": "office embassy parliament ministry headquarters courthouse",
    "forest": "forest wood woods scrub vineyard field",
}
_BY_WORD: dict[str, set[str]] = {}
for _site, _words in _CLASSES.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, set()).add(_site)
_WORD = re.compile(r"[^\W\d_]+")


def sites_in(text: str) -> tuple[str, ...]:
    """The classes of what a text names, sorted."""
    found: set[str] = set()
    for hit in _WORD.finditer(text.lower()):
        word = hit[0]
        found |= _BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s"), set())
    return tuple(sorted(found))
