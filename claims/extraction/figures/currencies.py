"""Money: symbols, codes and words to ISO 4217, and the dollar, pound or rupee of the story's country."""

from __future__ import annotations

import re
from collections import Counter

from claims.extraction.figures.sums import Told
from claims.extraction.figures.tokens import Tokens, at, is_hyphen

SYMBOLS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW", "₦": "NGN", "₽": "RUB"}
SYMBOLS |= {"₺": "TRY", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₴": "UAH", "₵": "GHS", "₸": "KZT"}
DOLLARS = {
    "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "cdn": "CAD",
    "can": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "r": "BRL", "nt": "TWD", "j": "JMD",
    "fj": "FJD", "tt": "TTD", "usd": "USD", "mx": "MXN", "cad": "CAD", "aud": "AUD", "nzd": "NZD", "n": "NAD",
}  # fmt: skip
CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR PKR BDT LKR NPR AUD CAD NZD HKD SGD CHF SEK NOK DKK ISK PLN CZK HUF RON "
    "BGN RSD RUB UAH TRY ILS EGP ZAR NGN KES GHS TZS UGX ETB MAD SAR AED QAR KWD IQD IRR AFN THB IDR MYR "
    "PHP VND KRW TWD BRL MXN ARS CLP COP PEN".split()
)
PREFIXES = {
    "sh": "KES", "shs": "KES", "kshs": "KES", "ush": "UGX", "tsh": "TZS",
    "rs": "INR", "tk": "BDT", "rm": "MYR", "rp": "IDR", "ksh": "KES", "ksh.": "KES", "sfr": "CHF",
    "euro": "EUR", "dkr": "DKK", "skr": "SEK", "nkr": "NOK", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    "zł": "PLN",
}  # fmt: skip
WORDS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "quid": "GBP",
    "crown": "", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "won": "KRW", "ruble": "RUB",
    "rouble": "RUB", "lira": "TRY", "franc": "CHF", "krona": "SEK", "kronor": "SEK", "krone": "NOK",
    "kroner": "NOK", "zloty": "PLN", "forint": "HUF", "koruna": "CZK", "hryvnia": "UAH", "shekel": "ILS",
    "peso": "MXN", "real": "BRL", "reais": "BRL", "rand": "ZAR", "naira": "NGN", "cedi": "GHS",
    "shilling": "KES", "birr": "ETB", "dirham": "AED", "riyal": "SAR", "rial": "IRR", "dinar": "IQD",
    "afghani": "AFN", "baht": "THB", "rupiah": "IDR", "ringgit": "MYR", "dong": "VND", "taka": "BDT",
    "tenge": "KZT", "lari": "GEL", "kwacha": "ZMW",
}  # fmt: skip
PARTS = {"cent": ("USD", 0.01), "penny": ("USD", 0.01), "pennies": ("USD", 0.01), "pence": ("GBP", 0.01)}
PARTS |= {"p": ("GBP", 0.01), "paise": ("INR", 0.01), "kopeck": ("RUB", 0.01), "eurocent": ("EUR", 0.01)}
NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "aussie": "AUD", "canadian": "CAD",
    "zealand": "NZD", "kong": "HKD", "singapore": "SGD", "singaporean": "SGD", "taiwan": "TWD",
    "jamaican": "JMD", "zimbabwe": "ZWL", "liberian": "LRD", "british": "GBP", "egyptian": "EGP",
    "syrian": "SYP", "lebanese": "LBP", "sudanese": "SDG", "indian": "INR", "pakistani": "PKR",
    "pakistan": "PKR", "lankan": "LKR", "nepalese": "NPR", "swiss": "CHF", "cfa": "XOF", "rwandan": "RWF",
    "congolese": "CDF", "burundian": "BIF", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK",
    "icelandic": "ISK", "czech": "CZK", "mexican": "MXN", "philippine": "PHP", "argentine": "ARS",
    "chilean": "CLP", "colombian": "COP", "cuban": "CUP", "uruguayan": "UYU", "dominican": "DOP",
    "kenyan": "KES", "tanzanian": "TZS", "ugandan": "UGX", "somali": "SOS", "emirati": "AED",
    "moroccan": "MAD", "saudi": "SAR", "qatari": "QAR", "omani": "OMR", "yemeni": "YER", "iranian": "IRR",
    "iraqi": "IQD", "kuwaiti": "KWD", "jordanian": "JOD", "algerian": "DZD", "tunisian": "TND",
    "libyan": "LYD", "serbian": "RSD", "bahraini": "BHD", "turkish": "TRY", "chinese": "CNY",
    "japanese": "JPY", "korean": "KRW", "russian": "RUB", "belarusian": "BYN", "south": "ZAR",
    "african": "ZAR", "nigerian": "NGN", "ghanaian": "GHS", "thai": "THB",
}  # fmt: skip
LOCAL = {
    "dollar": {"australia": "AUD", "canada": "CAD", "zealand": "NZD", "singapore": "SGD", "jamaica": "JMD"},
    "pound": {"egypt": "EGP", "lebanon": "LBP", "syria": "SYP", "sudan": "SDG"},
    "rupee": {"pakistan": "PKR", "lanka": "LKR", "nepal": "NPR", "mauritius": "MUR"},
    "krone": {"denmark": "DKK"}, "riyal": {"qatar": "QAR"},
}  # fmt: skip
NOWHERE = {  # shared by so many that without one of these countries the word is a plain noun
    "peso": {"philippines": "PHP", "argentina": "ARS", "chile": "CLP", "colombia": "COP", "cuba": "CUP",
             "mexico": "MXN"},
    "franc": {"congo": "CDF", "rwanda": "RWF", "senegal": "XOF", "mali": "XOF", "switzerland": "CHF"},
    "shilling": {"uganda": "UGX", "tanzania": "TZS", "somalia": "SOS", "kenya": "KES"},
    "dinar": {"kuwait": "KWD", "jordan": "JOD", "libya": "LYD", "tunisia": "TND", "algeria": "DZD",
              "serbia": "RSD", "iraq": "IQD"},
    "rial": {"yemen": "YER", "oman": "OMR", "iran": "IRR"}, "dirham": {"morocco": "MAD", "emirates": "AED"},
    "crown": {"sweden": "SEK", "norway": "NOK", "denmark": "DKK", "czechia": "CZK"},
    "real": {"brazil": "BRL"}, "reais": {"brazil": "BRL"},
}  # fmt: skip
COUNTRIES = {
    "australia": "australia|australian|sydney|melbourne|canberra|brisbane|queensland|perth|adelaide",
    "canada": "canada|canadian|ottawa|toronto|montreal|vancouver|alberta|ontario|quebec",
    "zealand": "zealand|auckland|wellington|christchurch",
    "usa": r"america|american|americans|washington|u\.s|us|states|california|texas|york|trump|obama",
    "singapore": "singapore|singaporean", "jamaica": "jamaica|jamaican", "egypt": "egypt|egyptian|cairo",
    "lebanon": "lebanon|lebanese|beirut", "syria": "syria|syrian|damascus",
    "sudan": "sudan|sudanese|khartoum", "pakistan": "pakistan|pakistani|islamabad|karachi|lahore",
    "lanka": "lanka|lankan|colombo", "nepal": "nepal|nepalese|kathmandu", "mauritius": "mauritius",
    "philippines": "philippines|philippine|manila", "argentina": "argentina|argentine|aires",
    "chile": "chile|chilean|santiago", "cuba": "cuba|cuban|havana", "colombia": "colombia|colombian|bogota",
    "denmark": "denmark|danish|copenhagen", "congo": "congo|congolese", "rwanda": "rwanda|rwandan|kigali",
    "senegal": "senegal|dakar", "mali": "mali|bamako", "uganda": "uganda|kampala",
    "tanzania": "tanzania|dodoma", "somalia": "somalia|somali|mogadishu", "qatar": "qatar|doha",
    "kuwait": "kuwait|kuwaiti", "jordan": "jordan|amman|jordanian", "libya": "libya|libyan|tripoli",
    "kenya": "kenya|kenyan|nairobi", "mexico": "mexico|mexican", "switzerland": "switzerland|swiss|zurich",
    "iraq": "iraq|iraqi|baghdad", "iran": "iran|iranian|tehran", "emirates": "emirates|dubai|emirati",
    "sweden": "sweden|swedish|stockholm", "norway": "norway|norwegian|oslo", "brazil": "brazil|brazilian",
    "czechia": "czech|czechia|prague",
    "tunisia": "tunisia|tunis", "algeria": "algeria|algiers", "serbia": "serbia|belgrade",
    "yemen": "yemen|sanaa", "oman": "oman|muscat", "morocco": "morocco|rabat",
    "britain": "britain|british|london|uk|england", "india": "india|indian|delhi|mumbai",
    "korea": "korea|korean|seoul", "africa": "johannesburg|pretoria|zuma|ramaphosa",
}  # fmt: skip
DOUBLE = {"won": {"korea"}, "pound": {"britain", *LOCAL["pound"]}, "rand": {"africa"}}
MANY = frozenset("million billion trillion thousand m mn bn b tn".split())
LETTERS = {"N": "NGN", "R": "ZAR"}  # before a sum of millions
COUNTRY = re.compile(
    r"\b(?=\w\w|u\.)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in COUNTRIES.items()) + r")\b",
    re.IGNORECASE,
)


SIGN = re.compile(
    r"[$£€¥₹]|\b(?:dollars?|euros?|pounds|yen|yuan|rupees|rubles|roubles)\b"
    r"|(?<=[\dn] )(?:crowns|pesos|francs|shillings|dinars|rials|dirhams|reais)\b",  # after "3", "million"
    re.IGNORECASE,
)
EURO = re.compile(r"\beuro|€", re.IGNORECASE)
LONGEST_PENCE = 3  # digits
LOST = frozenset("?\ufffd")


class Purse:
    """Which currency a bare "$", "pound" or "rupee" means in one story, and a sum without any."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.told = Told()
        self._counts: dict[str, int] | None = None
        self._main: str | None = None
        self._euro: bool | None = None

    @property
    def country(self) -> str:
        """The country that a story names most, "" where none or America too."""
        counts = self.countries
        first = max(counts, key=lambda name: counts[name], default="")
        return first if counts.get(first, 0) > 4 * counts.get("usa", 0) else ""

    @property
    def countries(self) -> dict[str, int]:
        """How often the story names each country that shares a word for its money with others."""
        if self._counts is None:
            names = Counter(match.lastgroup or "" for match in COUNTRY.finditer(self.text))
            self._counts = dict(names)
        return self._counts

    @property
    def main(self) -> str:
        """The currency that the story speaks of most, its own dollar where it names none."""
        if self._main is None:
            signs = Counter(sign.lower() for sign in SIGN.findall(self.text))
            sign = max(signs, key=lambda sign: signs[sign], default="$")
            word = _singular(sign)
            self._main = "" if sign == "$" else SYMBOLS.get(sign, "")
            word = "pound" if sign == "$" and self.country == "britain" else "dollar" if sign == "$" else word
            self._main = self._main or self._of_word(word)
        return self._main

    def _of_word(self, word: str) -> str:
        """The code of a currency's name, or the name itself where it is nobody's that the story names."""
        return (self._shared(word) or word) if word in NOWHERE else self.local(word, WORDS.get(word, "USD"))

    @property
    def lately(self) -> str | None:
        """The currency of the sum told last, else the story's if it tells any; None in one without money."""
        last = self.told.lately
        return last.unit if last else self.main if SIGN.search(self.text) else None

    @property
    def uses_euro(self) -> bool:
        """Does the story speak of euros? Then a lost sign before a sum ("? 110bn") was one."""
        if self._euro is None:
            self._euro = bool(EURO.search(self.text))
        return self._euro

    def local(self, word: str, code: str) -> str:
        """The story's own dollar where other countries share its name, else `code`."""
        shared = LOCAL.get(word)
        return shared.get(self.country, code) if shared else code

    def before(self, tokens: Tokens, i: int) -> tuple[str, int] | None:
        """The currency written from token `i` on, before its number: the code and the token after it."""
        token, after = at(tokens, i), at(tokens, i + 1)
        if token.low in DOLLARS and after.text == "$" and (after.glued or _is_country_code(token.text)):
            return DOLLARS[token.low], i + 2
        if token.text in LOST and self.uses_euro and after.kind == "num":
            return "EUR", i + 1
        if token.text in SYMBOLS:
            code = self.local("dollar", "USD") if token.text == "$" else SYMBOLS[token.text]
            nation = DOLLARS.get(after.low) if token.text == "$" and after.glued else None
            return (nation, i + 2) if nation else (code, i + 1)
        if token.text in LETTERS and after.glued and at(tokens, i + 2).low in MANY:
            return LETTERS[token.text], i + 1
        if token.text in CODES or (token.low in PREFIXES and not token.text.isupper()):
            dot = after.text == "." and after.glued
            code = PREFIXES.get(token.low, token.text)
            return (self.local("rupee", code) if token.low == "rs" else _iso(code)), i + 1 + dot
        return None

    def after(self, tokens: Tokens, i: int) -> tuple[str, float, int] | None:
        """The currency that follows a number: code, factor (0.01 for cents) and the token after it."""
        i += is_hyphen(at(tokens, i))
        if at(tokens, i).text in SYMBOLS and not _number_follows(tokens, i):
            return SYMBOLS[at(tokens, i).text], 1.0, i + 1
        if at(tokens, i).text in CODES:
            return _iso(at(tokens, i).text), 1.0, i + 1
        nation = None
        for j in range(i, i + 3):
            word = _singular(at(tokens, j).low)
            if word in PARTS and (word != "p" or self._is_pence(tokens, j)):
                return nation or PARTS[word][0], PARTS[word][1], j + 1
            if word in WORDS:
                return self._named(tokens, word, nation, j)
            nation = NATIONS.get(word, nation)
            if word not in NATIONS and word not in ("new", "hong", "sri"):
                return None
        return None

    def _is_pence(self, tokens: Tokens, j: int) -> bool:
        """As in "3p" in a British story; "1080p" are lines."""
        return at(tokens, j).glued and len(at(tokens, j - 1).text) < LONGEST_PENCE and self.main == "GBP"

    def _named(self, tokens: Tokens, word: str, nation: str | None, j: int) -> tuple[str, float, int] | None:
        if word == "pound" and at(tokens, j + 1).low == "sterling":
            return "GBP", 1.0, j + 2
        if nation:
            return nation, 1.0, j + 1
        if word in NOWHERE:
            code = self._shared(word) or (word if _is_plain_money(tokens, j) else None)
            return (code, 1.0, j + 1) if code else None
        if word in DOUBLE and self.country not in DOUBLE[word] and not self._is_sum(tokens, j):
            return None
        return self.local(word, WORDS[word]), 1.0, j + 1

    def _shared(self, word: str) -> str | None:
        """The code of a name that many countries use, by the one of them that the story names most."""
        named = {place: self.countries[place] for place in NOWHERE[word] if place in self.countries}
        return NOWHERE[word][max(named, key=lambda place: named[place])] if named else None

    @staticmethod
    def _is_sum(tokens: Tokens, j: int) -> bool:
        """As in "400 million rand"; "3 million pounds of beef" are weighed."""
        return at(tokens, j - 1).low in MANY and at(tokens, j + 1).low != "of"


def is_code(unit: str) -> bool:
    """Is the unit an ISO 4217 code?"""
    return len(unit) == 3 and unit.isupper() and unit.isascii()


def is_money(unit: str) -> bool:
    """Is the unit a code, or the name of money that no country named in the story has ("crown")?"""
    return is_code(unit) or unit in NOWHERE


def _is_plain_money(tokens: Tokens, j: int) -> bool:
    """Crowns or pesos of no country that is named: several, or millions; not "two crown lawyers"."""
    word = at(tokens, j).low
    return not word.startswith("rea") and (word.endswith("s") or at(tokens, j - 1).low in MANY)


def _is_country_code(text: str) -> bool:
    """As in "NZ $ 26 million" has a country before its sign; "A $160 billion merger" has an article."""
    return len(text) > 1 and text.isupper()


def _iso(code: str) -> str:
    return "CNY" if code == "RMB" else code


def _number_follows(tokens: Tokens, i: int) -> bool:
    return at(tokens, i + 1).kind == "num" and at(tokens, i + 1).glued


def _singular(word: str) -> str:
    return (
        word[:-1] if word.endswith("s") and word not in ("us", "reais") and not word.endswith("ss") else word
    )
