"""What names are made of: titles, given names, words of bodies, words that only open a sentence.

General knowledge written down for this project, in small letters; how the story uses a name counts for more.
"""

from __future__ import annotations

MALE = frozenset(
    """
    mr sir lord king prince father fr brother congressman sheikh imam pope duke chairman spokesman
    """.split()
)
FEMALE = frozenset(
    """
    mrs ms miss mme madam lady queen princess sister mother congresswoman duchess chairwoman spokeswoman
    baroness
    """.split()
)
TITLES = (
    MALE
    | FEMALE
    | frozenset(
        """
    dr prof professor rev hon judge justice president vice prime minister chancellor premier senator sen
    sens rep reps representative secretary governor gov mayor general gen lieutenant lt colonel col major
    maj captain capt commander cmdr admiral adm rear brig brigadier sergeant sgt staff corporal cpl
    private pvt officer detective det inspector insp sheriff deputy dep chief constable const
    superintendent supt marshal ambassador amb director spokesperson attorney atty dist district
    prosecutor coach chairperson chair ceo cto cfo cio founder co-founder executive commissioner
    councillor councilman councilwoman councilmember minister-president foreign defence defense interior
    finance health home police fire army navy air force republican democrat democratic gop sen-elect
    president-elect archbishop bishop cardinal rabbi pastor dame count countess first second former then
    acting u.s us uk american british french german russian israeli iraqi afghan iranian turkish assistant
    senior undersecretary spec special agent trooper speaker leader analyst economist professor-emeritus
    lawyer mp mps mep meps msp mla
    """.split()
    )
)
BODY_WORDS = frozenset(
    """
    university college school institute institution department ministry office agency administration
    bureau commission committee council court congress senate parliament house government association
    society foundation federation union league organization organisation group network company corp
    corporation inc ltd llc plc bank party campaign center centre hospital church police army navy force
    forces command service services times post journal tribune herald guardian news press reuters magazine
    television tv radio media street avenue road city county state states nations kingdom republic board
    authority club team coalition fund trust museum library airlines airways air energy motors records
    division laboratory labs society research report review day week airport station week initiative
    project organization's league championship cup games olympics war act treaty accord agreement plan
    deal street valley lake river mountain island islands north south east west taliban daesh isis isil
    nato un eu mission embassy survey geological alliance compact pact brigade tribunal chamber exchange
    """.split()
)
MALE_NAMES = frozenset(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason
    jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
    gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas
    zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin
    arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne
    roy ralph randy eugene vincent russell louis philip bobby johnny bradley mohammed mohammad muhammad
    ahmed ahmad ali hassan hussein abdullah ibrahim omar yusuf mustafa khalid vladimir dmitry sergei ivan
    boris igor jim bill bob tom tim mike steve dave dan greg jeff chris matt tony rick rob ron ted ben sam
    nick ed fred bernie barack mitt mitch chuck hank luis carlos miguel jorge pedro pierre jean jacques
    francois emmanuel hans klaus jens lars nigel graham ian neil simon stuart colin tobias rand
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
    margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon
    laura cynthia dorothy amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine
    christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria
    ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha
    madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia
    grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany fatima aisha
    mariam leila hillary nikki kate anne claire sue jane ellen angelina ursula angela theresa priti nicola
    suella martine debbie wendy tina monica marie sheila elena olga natalia svetlana ingrid helga
    """.split()
)
INNER = frozenset("of the for and on &".split())
OFFICES = frozenset(
    """
    university college school institute ministry department office academy bureau bank council court house
    center centre association federation board chamber organization organisation society fund league union
    commission committee secretary director
    """.split()
)
BEFORE_SURNAMES = frozenset(
    """
    mr mrs ms miss mx dr prof sir lord lady dame gen sen rep gov lt sgt capt col maj rev
    """.split()
)
RANKS = TITLES - frozenset(
    """
    us uk u.s american british french german russian israeli iraqi afghan iranian turkish army navy air
    force police fire home health finance interior foreign first second then
    """.split()
)
PARTICLES = frozenset("de del della da di du la le van von der den bin ibn al el abu ter ten".split())
SHORT = frozenset(
    """
    mr mrs ms dr prof rev hon sen sens rep reps gov gen lt col maj capt cmdr adm brig sgt cpl pvt det insp
    supt const amb dist atty dep st jr sr co corp inc ltd pres spc pfc ssgt brig cdr
    """.split()
)
NOT_NAMES = frozenset(
    """
    the a an this that these those it he she they we i you there his her its their our my your in on at
    for from by with as and but or so if when while after before since although though because however
    once until both some many most several all no not one two three four five six seven eight nine ten
    another other what who how why where which monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december earlier later
    last meanwhile according under over during among despite also then now yes near outside inside across
    around throughout between behind beyond above below within without toward towards about off amid
    against upon into onto along prior of to image photo video more officials authorities question answer
    today yesterday tonight million billion trillion thousand hundred dollar dollars euro euros percent
    january's year years soon unlike like even still whether did does do is are was were have has had will
    would could should may might be been well just much such those any every each per via half various
    others none nobody everyone someone anyone further overall again instead perhaps maybe indeed editor
    moreover here thus hence additionally shortly finally recently previously initially originally
    eventually ultimately reportedly allegedly apparently currently ahead thanks following based amid
    """.split()
)
