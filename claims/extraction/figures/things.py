"""Plural nouns that end like those of people ("-ers", "-ors", "-ants") and name things."""

from __future__ import annotations

ERS = frozenset(
    "adapters adders amplifiers anchors answers antlers badgers banners barometers barriers batters "
    "beakers beavers beepers bestsellers binders blenders blisters blockers bloomers blunders boilers "
    "boosters borders buffers bulldozers bumpers bunkers burgers burners busters cancers canisters "
    "carriers centers centimeters centres chambers chapters characters chargers charters choppers cinders "
    "ciphers clippers clusters coasters coffers colours computers containers contours controllers "
    "converters cookers coolers copters corners counters covers craters cruisers cucumbers cutters "
    "cylinders daggers defers deodorizers destroyers detours diapers dimmers dinners disasters dispensers "
    "dollars dossiers drawers dredgers dressers drifters dryers dumpers embers encounters epicenters "
    "erasers excavators extinguishers fasteners feathers feeders fenders fertilisers fertilizers fevers "
    "fibers fillers filters fingers flavours fliers flippers flowers flyers folders footers freezers "
    "freighters frontiers gaiters glaciers gliders graders grinders guilders gutters halters hammers "
    "hangers harvesters headers headquarters heaters helicopters holders homers hoppers hours howitzers "
    "humidifiers hydrometers identifiers inhalers integers jammers jumpers kilometers kilometres ladders "
    "lasers launchers layers ledgers letters levers lighters liners liters litres livers loaders loafers "
    "lobsters lockers loudspeakers lumbers manners markers matters mergers meters metres millimeters "
    "millimetres minesweepers mixers modifiers mowers mufflers multipliers newsletters newspapers numbers "
    "offers orbiters orders otters outliers oysters pacers pagers panthers papers parameters peppers "
    "perimeters piers planters plasters platters pliers plungers pointers poppers posters powers prayers "
    "primers printers propellers pullovers quarters quivers rafters rapiers reapers receivers recliners "
    "recorders reefers refrigerators refuellers registers reminders repeaters retainers retrievers "
    "revolvers risers rivers rockers rollers rosters routers rovers rubbers rudders rulers rumours "
    "sanders saucers scanners scooters screwdrivers scrubbers seaters semesters servers shavers shelters "
    "shivers shoulders showers shredders shutters sidewinders silencers sinkers skewers skimmers "
    "skyscrapers sliders slippers slivers sneakers spacers spanners speakers spiders spinners splinters "
    "spoilers sprayers sprinklers stabilisers stabilizers staplers steamers stickers stoppers streamers "
    "stretchers suppers sweaters sweepers takeovers talers tankers tapers teasers tenders terriers "
    "tethers thalers theaters theatres thermometers thrillers thrusters thunders tickers tiers tigers "
    "tillers timbers timers toasters toners toppers tours towers trackers trailers transfers transformers "
    "transmitters trawlers triggers trimesters trimmers trousers tubers tumblers tumours turbochargers "
    "twisters typewriters ulcers vipers vouchers wafers waivers walkers washers waters whiskers whispers "
    "winders winters wipers wonders wrappers zippers".split()
)
ORS = frozenset(
    "accelerators actuators adaptors aerators alternators armors behaviors behaviours calculators capacitors "
    "carburetors carburettors colors compactors compressors conductors connectors contactors conveyors "
    "corridors decors defibrillators denominators detectors detonators doors elevators emulators endeavors "
    "endeavours errors escalators estimators evaporators exteriors extractors factors favors favours flavors "
    "floors generators harbors harbours honors honours horrors humors humours incinerators incubators "
    "indicators injectors insulators interceptors interiors isolators labors labours metaphors meteors "
    "mirrors monitors motors numerators oscillators parlors parlours processors projectors protectors "
    "radiators razors reactors receptors reflectors regulators resistors respirators rotors rumors scissors "
    "sectors semiconductors sensors separators servomotors simulators stators stressors tenors tensors "
    "terrors tractors transistors tremors tumors turbogenerators vapors vapours vectors ventilators "
    "vibrators".split()
)
OTHERS = frozenset(
    "abdomens antidepressants antioxidants beers bees careers checklists coffees colorants committees "
    "consonants constants contaminants coolants covenants croissants currants degrees deodorants "
    "determinants disinfectants elephants fees fists frees grants guarantees heists hitlists hydrants "
    "implants irritants jubilees knees levees lists lubricants marquees mists omens oxidants pants "
    "pendants plants playlists pollutants propellants quadrants refrigerants regimens remnants "
    "restaurants sealants setlists settees shortlists specimens sprees stimulants toffees transplants "
    "trees twists variants waitlists warrants watchlists wrists".split()
)
THINGS = ERS | ORS | OTHERS
