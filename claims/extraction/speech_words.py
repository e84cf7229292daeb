"""The words of reported speech: what asserts, who can assert, and where a source's noun phrase ends.

In small letters. sources.py looks for noun phrases with them, cues.py for assertions.
"""

from __future__ import annotations

MARKS = frozenset("\"“”'‘’«»„`")
PRONOUNS = frozenset("he she they it we i".split())
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today yesterday tonight night morning afternoon evening
    week month year late early last this
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of for at from in with on to by about against near under over inside outside during
    """.split()
)
# What is read rather than heard: the source is who made it.
DATA = frozenset(
    """
    data figures records document documents filings filing statistics report reports study studies survey poll
    polls analysis analyses statement review estimates numbers findings research tally count census
    release paper papers form forms disclosure article story list ranking average index database website
    page account accounts letter memo email e-mail tracker interview book estimate figure finding filing
    ranking audit test tests trials draft
    """.split()
)
BOUNDS = frozenset(
    """
    that but while when as because after before since if though although whereas where which who whom so
    than or whose what how why until unless not did does do was were is are be been would could will can
    may might should had has have than
    """.split()
)
SKIPPED = frozenset(
    """
    has have had also later then once just further still already never again even now initially has hasn't
    however earlier recently both all himself herself themselves is are was were have had did do
    """.split()
)
DETERMINERS = frozenset("the a an some several many most other its his her their our these those".split())
LEADS_IN = frozenset(
    """
    but and or so yet in on at by for to from with also meanwhile then as if of since after because
    """.split()
)
SPEAKING = frozenset(
    """
    said says say told tells announced reported reports claimed claims stated added noted explained warned
    insisted argued confirmed wrote found showed shows
    """.split()
)
STOPS_RIGHT = frozenset(
    """
    during to with by there over nearly about around almost more some up about
    """.split()
)
COUNTS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands
    """.split()
)
# Nouns that can assert something; with the endings below, and DATA.
ASSERTING = frozenset(
    """
    police authorities officials government ministry department office agency company firm group team
    party campaign court council committee commission union bank university institute church army military
    navy force forces taliban police sources source analysts experts witnesses prosecutors researchers
    scientists people residents relatives family families parents friends neighbors neighbours spokesman
    spokeswoman spokesperson president chairman minister secretary mother father wife husband son daughter
    brother sister man woman men women critics supporters opponents activists rebels militants staff
    hospital hospitals media press newspaper paper network website outlet outlets station complaint
    indictment lawsuit suit affidavit petition charges warrant notice chief head boss judge jurors victim
    victims patient patients colleagues administration executives executive firefighters survivors locals
    others pacs pac authority body regulators utility giant maker retailer carrier airline operator owner
    publisher police troops americans some many most model models guidelines organization organisation
    charity watchdog campaigners student students attorney attorneys deputy deputies rankings defense
    defence prosecution news embassy mission coalition alliance candidate candidates nominee senator
    governor mayor leader founder coach teacher driver pilot opposition regime junta cabinet leadership
    radio television broadcaster presidency palace treasury judiciary militia faction bloc club parliament
    congress senate kremlin pentagon monarchy crew doctor nurse captain colonel professor
    """.split()
)
# Bodies that "it" may mean, by the noun that ends their description.
BODIES = frozenset(
    """
    company firm agency group ministry department office bureau commission committee council court government
    university institute center centre party campaign bank newspaper network organization organisation
    foundation association utility retailer automaker carrier airline union charity school church hospital
    team service board chamber brigade authority police army navy administration cabinet parliament senate
    operator watchdog regulator publisher maker fund alliance coalition league federation society trust panel
    tribunal mission embassy opposition militia coastguard guard
    """.split()
)
# Verb forms that end a subject and have no "-ed".
PAST = frozenset(
    """
    went came took got left won lost fell rose began struck hit ran made gave saw said held met set fought
    stood kept led found paid sent put spent spoke told wrote called thought knew meant felt built bought
    """.split()
)
PLURALS = ("ers", "ors", "ials", "ists", "ives", "ents", "ants", "ians")
ENDINGS = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ials",
    "men",
    "women",
    "ants",
    "yers",
    "ees",
    "ist",
    "ian",
    "cial",
    "tor",
    "yer",
    "cher",
    "ager",
    "der",
    "cer",
    "nts",
    "ives",
    "ant",
    "tive",
    "tives",
)
SAID = frozenset("said says say told tells tell".split())
# Verbs that carry an assertion whatever follows them.
STRONG = SAID | frozenset(
    """
    announced announces announce reported reports claimed claims stated noted notes explained explains
    warned warns insisted insists acknowledged acknowledges confirmed confirms argued argues alleged
    alleges estimated estimates predicted predicts projected projects revealed reveals disclosed discloses
    testified testifies wrote writes tweeted recalled recalls concluded concludes declared declares
    asserted asserts contended contends emphasized emphasised stressed cautioned conceded boasted
    complained forecast forecasts remarked clarified reiterated notified informed hinted proposed proposes
    promised promises cited cites blamed blames described describes speculates speculated estimate argue
    warn insist allege announce predict confirm accused accuses recounted expects pegged pegs determined
    calculated documented mentioned expect cite blame describe assert contend acknowledge reveal disclose
    declare conclude testify recall promise
    """.split()
)
# Verbs that do so only before a clause or beside a quotation ("found that", "added: ").
WEAK = frozenset(
    """
    added adds found finds shows showed show suggested suggests suggest believes believe thinks think
    indicated indicates maintained maintains posted observed observes admitted admits state states claim
    report note denies denied vowed pledged asked asks continued continues began begins laughed answered
    answers read reads goes joked quipped pointed points called calls countered responded replied learned
    heard agreed agrees feared fears hopes feels felt put puts values valued indicate related relates
    counts counted count spoke speaks spoken gave gives given
    """.split()
)
# Verbs that assert a number: "the rebels claim 3,000", "the army counts 1,150 dead".
COUNTING = frozenset("claim claims counts counted count spoke speaks spoken".split())
# Verbs that put a number at or give it as something, and by which word.
PUTTING = dict.fromkeys("put puts values valued".split(), "at") | dict.fromkeys(
    "gave gives given".split(), "as"
)
HEDGES = frozenset("at least about some around nearly almost more than over up to only as many".split())
PARTICIPLES = frozenset(
    """
    saying adding claiming noting warning arguing announcing reporting estimating predicting stating
    explaining insisting alleging revealing telling confirming
    """.split()
)
INVERTING = frozenset(
    """
    said says say reports reported wrote writes explained explains added adds noted notes recalled recalls
    warned tweeted testified announced claims claimed insisted asked asks replied continued
    """.split()
)
STUDIES = frozenset(
    """
    study survey poll report review analysis research researchers scientists investigation audit inquiry
    investigators data records documents figures model findings studies polls surveys reports tests filings
    """.split()
)
CLAUSE = frozenset(
    """
    that how it he she they there we its his her their no both some more nearly about at
    """.split()
)
PEOPLE = frozenset("he she they there".split())
NOUNS = frozenset(
    """
    reports report claims claim estimates estimate states state notes note forecasts forecast projects
    shows show posts points calls fears hopes answers reads read
    """.split()
)
NO_VERB_AFTER = frozenset(
    """
    the a an to of by for in no any these those be been is was were are being this 's from with its his
    her their our such two three several many some
    """.split()
)
AFTER_NAME = (
    PREPOSITIONS
    | DAYS
    | frozenset(
        """
    who that which when while as before after via through speaking adding noting citing referring
    following ahead then
    """.split()
    )
)
ASIDE = frozenset("who which whose a an the in of".split())
STUDY_VERBS = frozenset("found finds show shows showed identified identifies put puts".split())
PASSIVE = frozenset("said reported estimated quoted claimed told".split())
TRIGGERS = STRONG | WEAK | PARTICIPLES | {"according", "citing", "quoting", "quoted", "by", "words"}
BEING = frozenset("is are was were been being be".split())
LIGHT_ADVERBS = frozenset("also first not widely already".split())
AFTER_NOUNS = frozenset("of from by on and in to about for".split())
FOUND_THINGS = frozenset("her him his it them itself guilty".split())
OBJECT_VERBS = frozenset("found finds called calls read reads put puts denied".split())
OPINION_VERBS = frozenset("believes believe think thinks added adds".split())
STOPS = frozenset((",", ".", "", ";", "-", "—", "–"))
LEADS = frozenset(",?!—–-)")
ENVOYS = frozenset("ambassador envoy adviser advisor secretary".split())
