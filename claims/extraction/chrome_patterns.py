"""What page chrome looks like: lines, passages inside lines, picture credits. Used by chrome.py only.

Every pattern is bounded or matched against one line of at most a few hundred characters: linear time.
"""

from __future__ import annotations

import re


def whole(*alternatives: str) -> re.Pattern[str]:
    """A pattern for a whole line, whatever bullet or stop stands around it."""
    return re.compile(rf"\W{{0,80}}(?:{'|'.join(alternatives)})[\s.:!»›>…]*", re.IGNORECASE)


NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|e-?mail|instagram|telegram|messenger|flipboard|"
    r"tumblr|youtube|google\+?|print|copy link|link|sms|pocket|more|share|tweet|save)"
)
SECTION = (
    r"(?:home|news|world|politics|business|sports?|opinion|video|videos|photos|weather|culture|arts|science|"
    r"technology|tech|health|travel|menu|search|log ?in|sign ?(?:in|up|out)|register|subscribe|"
    r"contact(?: us)?|"
    r"about(?: us)?|my account|newsletters?|podcasts?|live|local|entertainment|lifestyle|money|markets|more|"
    r"help|"
    r"jobs|careers|advertise|terms(?: of (?:use|service))?|privacy(?: policy)?|"
    r"cookies?(?: policy| settings)?|"
    r"sitemap|rss|faqs?)"
)

# Whole lines, by the reason given for the cut.
LINES: dict[str, re.Pattern[str]] = {
    "skip link": whole(
        r"(?:skip|jump) (?:to|directly to|past) [\w ,'-]{2,40}",
        r"(?:back|return) to (?:top|home(?:page)?|the top)",
        r"toggle (?:navigation|menu)",
        r"(?:open|close|show|hide) (?:menu|navigation|search|comments)",
    ),
    "navigation": whole(
        rf"{SECTION}(?:\s*[|·•/>»,\t]+\s*{SECTION})+",
        r"(?:main )?(?:menu|navigation)",
        r"you are here\b.{0,80}",
        r"search|home|log ?in|sign (?:in|up|out)",
        r"(?:previous|next)(?: (?:article|story|post|page))?",
        r"page \d+ of \d+",
    ),
    "share buttons": whole(
        rf"(?:{NETWORK}[\s|·•,/]+)+{NETWORK}",
        r"(?:share|tweet|print|e-?mail|bookmark)(?: (?:this|on|via|with|by|to)\b.{0,60})?",
        r"share (?:this )?(?:article|story|page|post)?",
        r"(?:like|follow|find) us on .{2,80}",
        r"\d+ (?:shares|comments?|likes|retweets)",
        r"(?:add|leave|post|view|read|show) (?:a |all )?comments?",
        r"have an opinion on this story\b.{0,40}",
    ),
    "advertisement": whole(
        r"advertisement|advertising|sponsored(?: content)?|loading(?: \w+)?",
        r"story continues below(?: advertisement)?",
        r"continue reading(?: the main story)?",
        r"(?:article|story) continues\b.{0,60}",
        r"(?:click|tap) here\b.{0,80}",
    ),
    "related link": whole(
        r"(?:see|view|watch|click|read)(?: the| our)? (?:related|full|more|also)\b.{0,120}",
        r"(?:see also|see it now|also read|read also|read next|don.t miss|must read|up next)\s*:.{0,140}",
        r"(?:now playing|watch now|related)\s*:.{0,140}",
        r"related (?:stor(?:y|ies)|articles?|links?|content|topics?|coverage|news|video)\b.{0,20}",
        r"more (?:from|on|about) [^.:]{2,60}:.{2,140}",
        r"more (?:from|on this|like this)\b.{0,40}",
        r"most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you)?",
        r"you (?:may|might) also (?:like|be interested in)",
        r"editor.s (?:picks|choice)|top stories|latest news|in pictures|story timeline",
        r"(?:profile|timeline|explainer|analysis|gallery|quiz|full coverage|live updates)\s*: .{2,80}",
        r"see tweets?",
        r"read (?:our|the|his|her|their) [\w' -]{2,60} here",
        r"here.s a (?:slideshow|gallery|video)\b.{0,120}",
        r"watch the (?:latest )?video\b.{0,160}",
        r"\(?see (?:related|also|full) (?:story|stories|article|video)\b.{0,40}",
    ),
    "sign-up": whole(
        r"(?:sign up|subscribe|register)\b.{0,20}\b(?:for|to|now|here|today|via)\b.{0,120}",
        r"subscribe (?:for|from)\b.{0,60}",
        r"get (?:the|our|all the)\b.{0,80}\b(?:newsletter|inbox|alerts?|app)\b.{0,60}",
        r"(?:download|get) (?:the|our)\b.{0,40}\bapp\b.{0,60}",
        r"(?:listen to|catch up on|subscribe to)\b.{0,120}\bpodcast\b.{0,60}",
        r"(?:be sure to |please )?follow .{2,120}(?:\bon (?:twitter|facebook|instagram|x)\b|@\w+).{0,160}",
        r"thank you for (?:reading|signing up|subscribing).{0,80}",
        r"(?:enter|submit) your e-?mail.{0,80}",
    ),
    "copyright": whole(
        r"(?:copyright|©|\(c\) ?(?:19|20)\d\d)(?=.{0,60}(?:\d{4}|©|reserved)).{0,200}",
        r".{0,120}\ball rights reserved\b.{0,160}",
        r"this material may not be (?:published|reproduced)\b.{0,160}",
        r"©.{0,120}",
        r"terms (?:of use|and conditions)(?: apply)?",
    ),
    "cookie notice": whole(
        r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,240}",
        r"(?:accept|reject|manage)(?: all)? cookies",
        r"(?:with your [\w ]{3,30}, )?(?:we|[\w .]{2,40}) and (?:our|its) (?:[\d,. ]{1,9})?(?:trusted )?"
        r"partners\b.{0,120}\b(?:cookies|data|device|consent|identifiers)\b.{0,240}",
        r"by (?:continuing|using) .{0,60}\bcookies\b.{0,160}",
    ),
    "about this page": whole(
        r"this (?:article|story|post|report|page) (?:was|has been|is) (?:originally |first )?"
        r"(?:published|updated|adapted|republished|corrected|reprinted)\b.{0,200}",
        r"originally (?:published|posted|appeared) (?:on|in|at|by)\b.{0,80}",
        r"provided by [A-Z].{0,80}",
        r"the views (?:and opinions )?expressed\b.{0,240}",
        r"(?:disclosure|ftc)\s*:.{0,240}",
        r"for more information,? (?:please )?(?:visit|contact|call|see|go to|media)\b.{0,200}",
        r"more information(?: about .{2,80}? is available)?(?: at\b|\s*:).{0,300}",
        r"(?:main |featured? |lead )?(?:image|photo|picture)s? (?:credit|courtesy)s?\b.{0,100}",
        r"coordinates\s*: ?\d.{0,160}",
        r"categories\s*:.{0,300}",
        r"abstract|full text",
        r"wikinews provides\b.{0,160}",
        r"\(?published (?:\d|mon|tue|wed|thu|fri|sat|sun)[^)]{3,60}\)?",
        r"(?:conference|passcode) id\s*: ?\d.{0,40}|dial-in number\s*:.{0,60}",
    ),
    "web address": whole(
        r"(?:link to .{0,60})?(?:https?://|www\.)\S{3,300}",
        r"pic\.twitter\.com/\w+",
        r"(?:www\.)?[\w-]{1,63}\.(?:com|org|net|co\.uk)",
    ),
    "embedded post": whole(r"</?tweet\b[^>\n]{0,300}/?>"),
}

# Passages inside a line.
INSIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("embedded post", re.compile(r"</?tweet\b[^>\n]{0,300}>")),
    (
        "reference mark",
        re.compile(r"\[(?:citation needed|clarification needed|who\?|when\?|dubious)\]", re.IGNORECASE),
    ),
    ("related link", re.compile(r"\(see (?:related|full|also) (?:story|stories|article|video)\)")),
    ("related link", re.compile(r"\([A-Z]{1,5} Quote\b[^()\n]{0,60}\)")),
    ("related link", re.compile(r"\bRead (?:our|the) [\w' -]{2,60} here\.")),
    ("related link", re.compile(r"\bWatch the (?:latest |full )?video at <a\b[^\n]{0,160}?</a>\.?")),
)

AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP|AFP|EPA|PA|Associated Press|Shutterstock|iStock|Alamy|"
    r"Bloomberg|"
    r"Xinhua|ANSA|dpa|DPA|TASS|Anadolu|NurPhoto|Zuma|ZUMA|Flickr|Wikimedia(?: Commons)?|Unsplash|"
    r"Rex Features|"
    r"[Hh]andout)"
)
WORK = r"(?:Image|Photo|Photograph|Picture|Video|Audio|Illustration|Graphic|Map|Screenshot)"
CREDITED = r"[A-Z][\w.'’-]{1,40}"
CREDIT = re.compile(
    rf"(?:\(?\b{WORK}s?(?: (?:credit|courtesy))?(?: ?: ?| by | courtesy (?:of )?)[^.\n()]{{2,70}}\)?\.?"
    rf"|\(?(?:{AGENCY}|AP Photo|{CREDITED})/(?:{AGENCY}|{CREDITED})(?: {CREDITED}){{0,3}}"
    rf"(?:/[A-Z][\w. ]{{1,30}})?\)?\.?"
    rf"|(?: via| /) {AGENCY}\.?|\((?:{AGENCY}|file photo|handout)\)"
    rf"|(?:File|Handout|Courtesy) (?:photo|image)\.?)$"
)
BARE_CREDIT = re.compile(
    rf"(?:{CREDITED} ){{1,4}}?(?:(?:via|/) ?|/)?{AGENCY}(?: Images)?\.?"
    rf"|(?:{AGENCY})/[A-Z][\w.'’ -]{{2,40}}\.?"
)
SIGNED = re.compile(
    r"(?P<said>.{30,600}?[.!?…][\"”’]?)[ \n]*[-–—]? ?"
    rf"\(?{CREDITED}(?: {CREDITED}){{1,3}}(?:, [\w ,'’-]{{2,60}})?[.\"”]{{0,2}}",
    re.DOTALL,
)
GONE = whole(
    r"(?:error )?(?:404(?: error)?[ :–-]*)?page (?:not found|no longer available)",
    r"(?:error )?404(?: error| not found)?",
    r"access denied",
)
GONE_TEXT = re.compile(
    r"(?:page|content|article|address|link)\b.{0,60}\b"
    r"(?:not exist|not found|no longer|not available|moved|removed|expired)",
    re.IGNORECASE,
)
SOURCES = whole(
    r"sources|external links|references|further reading|related (?:stories|articles|news)",
)
SOURCE_ITEM = re.compile(
    r"\W*+.{5,300}[—–-] ?.{2,80}\b(?:19|20)\d\d\W{0,20}+|.{0,30}https?://\S++.{0,60}"
    r"|[^\w\"“]*+[\"“].{5,200}[\"”].{0,120}"
)
LINK_HEAD = whole(
    r"related (?:stor(?:y|ies)|articles?|links?|content|coverage|news)",
    r"more on this(?: story)?|read more|see also|story timeline|(?:read also|also read|read next|don.t miss)",
    r"(?:more|top|latest|other|popular)(?: related)? (?:stories|headlines|news|articles)|in other news",
    r"most (?:read|popular|viewed)|trending(?: now)?|recommended(?: for you)?|you (?:may|might) also like",
    r"profile\s*: .{2,80}",
)

SCENE = re.compile(
    r"(?:[A-Z][^.“”\"]{5,80} )?(?:stands?|poses?|waves?|speaks?|walks?|looks?|holds?|places?|hugs?|arrives?|"
    r"leaves?|"
    r"attends?|gestures?|smiles?|reacts?|listens?|greets?|shakes?|sits?|watch(?:es)?|carry|carries|rides?|pass(?:es)?)"
    r"\b[^“”\"]{5,300}",
)
