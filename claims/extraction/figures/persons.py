"""Which plural nouns stand for people: by list, then by ending, things with such endings left out."""

from __future__ import annotations

from claims.extraction.figures.things import THINGS

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
    "caucusgoers superdelegates foes enemies allies rivals heroes layoffs redundancies".split()
)
PERSON_ENDS = ("ists", "ers", "ors", "men", "women", "ians", "eers", "ees", "ants")


def counts(word: str) -> bool:
    """Does the plural noun stand for people? By list, then by ending: "-ists", "-ers"."""
    if word in PEOPLE:
        return True
    if word in THINGS or len(word) < 6:
        return False
    return word.endswith(PERSON_ENDS)
