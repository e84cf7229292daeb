"""Which plural nouns stand for people: by list, then by ending, things with such endings left out."""

from __future__ import annotations

PEOPLE = frozenset(
    "people person persons man men woman women child children kid kids boy boys girl girls baby babies "
    "infant infants police troops personnel crew staff folk folks youth youths teen teens adult adults "
    "police others civilians soldiers fighters marines guards recruits cadets rebels insurgents militants "
    "terrorists extremists jihadis jihadists hostages prisoners inmates detainees captives convicts "
    "suspects victims casualties fatalities deaths dead wounded injured injuries survivors patients "
    "doctors nurses medics students pupils teachers professors residents citizens nationals migrants "
    "refugees immigrants evacuees deportees asylees passengers pilots drivers sailors firefighters "
    "officers cops agents deputies detectives judges jurors lawyers attorneys witnesses lawmakers "
    "senators congressmen members mps legislators ministers governors mayors presidents candidates voters "
    "delegates diplomats ambassadors leaders officials politicians activists protesters protestors "
    "demonstrators marchers strikers supporters opponents followers fans spectators viewers readers "
    "listeners users customers clients shoppers consumers subscribers visitors tourists guests "
    "participants attendees athletes players coaches golfers riders runners swimmers employees workers "
    "coworkers colleagues staffers executives managers directors engineers scientists researchers "
    "analysts experts journalists reporters photographers bloggers investors shareholders donors "
    "taxpayers billionaires millionaires farmers fishermen miners priests nuns monks bishops muslims "
    "christians jews hindus christian parents mothers fathers sons daughters brothers sisters siblings "
    "relatives friends neighbors neighbours wives husbands couples widows orphans twins bodyguards gunmen "
    "policemen servicemen lawmen bombers attackers assailants shooters killers murderers robbers thieves "
    "smugglers traffickers dealers addicts criminals offenders gangsters pirates humans individuals "
    "beings souls lives bodies corpses applicants contestants nominees winners finalists volunteers "
    "veterans pensioners retirees seniors seekers trekkers hikers climbers sherpas villagers islanders "
    "settlers tribesmen elders peacekeepers observers monitors inspectors contractors consultants "
    "advisers advisors aides lobbyists fundraisers hostage communists fascists anarchists democrats "
    "republicans conservatives liberals blacks whites hispanics latinos teenagers toddlers graduates "
    "alumni astronauts actors actresses musicians singers dancers artists writers authors bakers chefs "
    "cooks waiters tellers cashiers clerks guards wardens rescuers responders paramedics technicians "
    "mechanics electricians carpenters owners tenants homeowners landlords strangers foreigners locals "
    "expatriates expats britons brits spaniards swedes danes finns poles turks greeks kurds arabs uzbeks "
    "tajiks czechs serbs croats sikhs uighurs uyghurs rohingya yazidis filipinos afghans fugitives "
    "escapees partners holdouts hopefuls opponents newcomers founders businessmen businesswomen "
    "entrepreneurs analysts newborns schoolchildren schoolgirls schoolboys gamers commuters motorists "
    "cyclists pedestrians bystanders onlookers grandchildren girlfriends boyfriends lovers mourners "
    "worshippers worshipers pilgrims clerics imams combatants operatives commandos paratroopers snipers "
    "conscripts reservists servicemembers troopers constables sergeants generals forces colonels captains "
    "majors lieutenants commanders minors females males accusers defendants plaintiffs burglars vandals "
    "looters rioters hooligans hijackers hackers scouts campers teammates starters rookies freshmen "
    "sophomores signatories trainees interns apprentices specialists operators "
    "caucusgoers superdelegates".split()
)
THING_ERS = frozenset(
    "numbers papers newspapers orders quarters headquarters computers servers trailers containers "
    "helicopters tankers freighters cruisers destroyers carriers rollers flyers chapters letters posters "
    "meters centers centres theaters theatres shelters clusters filters matters quarters corners rivers "
    "towers powers trackers boosters launchers excavators loaders bunkers lasers scanners printers "
    "routers sensors reactors tractors doors floors errors factors sectors colors colours favors labors "
    "harbors mirrors motors generators indicators monitors processors characters disasters encounters "
    "offers answers layers homers counters barriers borders rockers buffers liters litres kilometers "
    "millimeters centimeters tigers panthers dinners dollars cancers fevers stickers speakers burgers "
    "boilers coolers freezers hours tours contours detours sneakers thrillers bestsellers flowers showers "
    "feathers wonders ledgers flavors flavours rumors rumours humors tumors tumours armors waivers covers "
    "markers lockers lighters tenders feeders amplifiers controllers adapters adaptors connectors "
    "detectors clippers calculators elevators escalators simulators cylinders folders fliers rubbers "
    "scooters semesters trimesters spiders lobsters oysters skyscrapers sliders slippers streamers "
    "sweaters tiers transformers transmitters typewriters vouchers walkers wrappers zippers dossiers "
    "piers tiers frontiers rapiers".split()
)
PERSON_ENDS = ("ists", "ers", "ors", "men", "women", "ians", "eers", "ees", "ants")
THING_ENDS = frozenset(
    "restaurants plants warrants grants elephants variants pants constants quadrants covenants committees "
    "trees fees degrees knees bees frees coffees guarantees jubilees careers piers beers".split()
)


def counts(word: str) -> bool:
    """Does the plural noun stand for people? By list, then by ending: "-ists", "-ers"."""
    if word in PEOPLE:
        return True
    if word in THING_ERS or word in THING_ENDS or len(word) < 6:
        return False
    return word.endswith(PERSON_ENDS)
