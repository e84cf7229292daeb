"""Place names known everywhere: countries, regions, cities, and the peoples of countries. Small letters.

Written for this project; it only has to hold what a wire story does not introduce ("in X", "the city of X").
"""

from __future__ import annotations

COUNTRIES = frozenset(
    """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas
    bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei
    bulgaria burkina burundi cambodia cameroon canada chad chile china colombia comoros congo croatia cuba
    cyprus czechia denmark djibouti dominica ecuador egypt england eritrea estonia eswatini ethiopia fiji
    finland france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti
    honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan
    kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein
    lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
    moldova monaco mongolia montenegro morocco mozambique myanmar burma namibia nauru nepal netherlands
    nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda samoa scotland senegal serbia seychelles singapore slovakia
    slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand
    togo tonga tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan vanuatu vatican venezuela
    vietnam wales yemen zambia zimbabwe europe africa asia antarctica america us usa u.s uk u.k uae
    britain eu
    """.split()
) | frozenset(
    (
        "united states",
        "united kingdom",
        "saudi arabia",
        "south africa",
        "south korea",
        "north korea",
        "new zealand",
        "sri lanka",
        "costa rica",
        "el salvador",
        "ivory coast",
        "burkina faso",
        "sierra leone",
        "papua new guinea",
        "czech republic",
        "united arab emirates",
        "northern ireland",
        "south sudan",
        "dominican republic",
        "puerto rico",
        "hong kong",
        "trinidad and tobago",
        "middle east",
        "latin america",
        "north america",
        "south america",
        "central america",
        "southeast asia",
        "european union",
        "great britain",
        "gaza strip",
        "west bank",
        "east timor",
        "cape verde",
    )
)
REGIONS = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont
    virginia washington wisconsin wyoming ontario quebec alberta manitoba saskatchewan punjab kerala
    gujarat bavaria catalonia
    """.split()
) | frozenset(
    (
        "new hampshire",
        "new jersey",
        "new mexico",
        "new york",
        "north carolina",
        "north dakota",
        "south carolina",
        "south dakota",
        "west virginia",
        "rhode island",
        "british columbia",
        "new south wales",
        "nova scotia",
        "tamil nadu",
        "uttar pradesh",
    )
)
CITIES = frozenset(
    """
    london paris berlin madrid rome moscow kabul baghdad damascus aleppo mosul raqqa tehran cairo istanbul
    ankara jerusalem beijing shanghai tokyo delhi mumbai karachi islamabad dhaka jakarta manila sydney
    melbourne toronto ottawa montreal vancouver calgary edmonton winnipeg halifax boston chicago houston
    dallas philadelphia phoenix seattle denver atlanta miami detroit orlando baltimore cleveland
    pittsburgh minneapolis milwaukee sacramento oakland portland tucson tulsa omaha memphis nashville
    louisville charlotte cincinnati columbus austin indianapolis anchorage honolulu albany buffalo tampa
    newark spokane boise brussels vienna athens lisbon porto dublin belfast edinburgh glasgow cardiff
    manchester liverpool birmingham leeds bristol calais lyon marseille nice munich hamburg cologne
    frankfurt milan naples turin venice barcelona valencia seville stockholm oslo copenhagen helsinki
    reykjavik warsaw krakow prague budapest bucharest sofia belgrade zagreb sarajevo skopje tirana
    pristina kyiv kiev kharkiv odesa odessa mariupol lviv minsk riga vilnius tallinn geneva zurich bern
    amsterdam rotterdam luxembourg monaco nicosia valletta lagos abuja accra dakar bamako nairobi mombasa
    kampala kigali harare lusaka maputo luanda kinshasa johannesburg pretoria durban tripoli benghazi
    tunis algiers rabat casablanca khartoum juba mogadishu asmara djibouti beirut amman riyadh jeddah
    mecca medina doha dubai manama muscat sanaa aden hodeidah gaza ramallah hebron haifa homs idlib hama
    deraa palmyra kirkuk tikrit ramadi fallujah basra erbil najaf karbala samarra kandahar herat helmand
    kunduz jalalabad lahore peshawar quetta kolkata chennai bangalore hyderabad kathmandu colombo yangon
    naypyidaw bangkok hanoi saigon seoul pyongyang taipei wuhan chongqing guangzhou shenzhen urumqi
    xinjiang tibet osaka kyoto hiroshima nagasaki fukushima singapore brisbane perth adelaide darwin
    canberra hobart auckland wellington christchurch havana kingston nassau caracas bogota medellin quito
    lima santiago montevideo asuncion brasilia recife fortaleza managua tegucigalpa tijuana monterrey
    guadalajara cancun baku tbilisi yerevan tashkent almaty bishkek dushanbe ashgabat vladivostok
    novosibirsk volgograd irkutsk tomsk omsk sevastopol simferopol donetsk luhansk
    """.split()
) | frozenset(
    (
        "los angeles",
        "san francisco",
        "san diego",
        "san antonio",
        "san jose",
        "las vegas",
        "new orleans",
        "new delhi",
        "mexico city",
        "new york city",
        "washington d.c",
        "st. louis",
        "salt lake city",
        "san bernardino",
        "cape town",
        "tel aviv",
        "kansas city",
        "long island",
        "ho chi minh city",
        "kuala lumpur",
        "phnom penh",
        "sao paulo",
        "rio de janeiro",
        "buenos aires",
        "santo domingo",
        "addis ababa",
        "dar es salaam",
        "abu dhabi",
        "banda aceh",
        "port-au-prince",
        "santa fe",
        "fort worth",
        "quebec city",
        "nizhny novgorod",
        "st. petersburg",
        "st petersburg",
        "silicon valley",
        "wall street",
        "capitol hill",
    )
)

# A people and its country: "Greek police" are in Greece.
PEOPLES = {
    "afghan": "Afghanistan",
    "american": "United States",
    "argentine": "Argentina",
    "australian": "Australia",
    "austrian": "Austria",
    "belgian": "Belgium",
    "bolivian": "Bolivia",
    "brazilian": "Brazil",
    "british": "Britain",
    "canadian": "Canada",
    "chilean": "Chile",
    "chinese": "China",
    "colombian": "Colombia",
    "cuban": "Cuba",
    "czech": "Czech Republic",
    "danish": "Denmark",
    "dutch": "Netherlands",
    "egyptian": "Egypt",
    "english": "England",
    "ethiopian": "Ethiopia",
    "european": "Europe",
    "finnish": "Finland",
    "french": "France",
    "georgian": "Georgia",
    "german": "Germany",
    "greek": "Greece",
    "haitian": "Haiti",
    "hungarian": "Hungary",
    "indian": "India",
    "indonesian": "Indonesia",
    "iranian": "Iran",
    "iraqi": "Iraq",
    "irish": "Ireland",
    "israeli": "Israel",
    "italian": "Italy",
    "japanese": "Japan",
    "jordanian": "Jordan",
    "kenyan": "Kenya",
    "lebanese": "Lebanon",
    "libyan": "Libya",
    "malaysian": "Malaysia",
    "mexican": "Mexico",
    "moroccan": "Morocco",
    "nigerian": "Nigeria",
    "norwegian": "Norway",
    "pakistani": "Pakistan",
    "palestinian": "Gaza",
    "peruvian": "Peru",
    "polish": "Poland",
    "portuguese": "Portugal",
    "romanian": "Romania",
    "russian": "Russia",
    "saudi": "Saudi Arabia",
    "scottish": "Scotland",
    "serbian": "Serbia",
    "somali": "Somalia",
    "spanish": "Spain",
    "sudanese": "Sudan",
    "swedish": "Sweden",
    "swiss": "Switzerland",
    "syrian": "Syria",
    "thai": "Thailand",
    "tunisian": "Tunisia",
    "turkish": "Turkey",
    "ukrainian": "Ukraine",
    "venezuelan": "Venezuela",
    "vietnamese": "Vietnam",
    "welsh": "Wales",
    "yemeni": "Yemen",
    "zimbabwean": "Zimbabwe",
}
