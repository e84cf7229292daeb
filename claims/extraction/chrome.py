"""Page chrome in plain text: what a reader of the page would not call the story, with a reason per cut.

Rules look at one line and its neighbours. A false cut loses a claim, a missed one costs a glance, so a rule
that is not sure keeps the line. Headlines, bylines and dates stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.extraction.types import Cut, Span

_LONGEST_CAPTION = 600  # characters
_MOST_SOURCES = 100  # lines of one list
_TAIL = 400  # characters an error page's text may still have after its heading
_I = re.IGNORECASE


def _whole(*alternatives: str) -> re.Pattern[str]:
    """A pattern for a whole line, whatever bullet or stop stands around it."""
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})[\s.:!»›>…]*", _I)


_NETWORK = r"(?:facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|e-?mail|instagram|telegram|messenger|flipboard|tumblr|youtube|google\+?|print|copy link|link|sms|pocket|more|share|tweet|save)"
_SECTION = r"(?:home|news|world|politics|business|sports?|opinion|video|videos|photos|weather|culture|arts|science|technology|tech|health|travel|menu|search|log ?in|sign ?(?:in|up|out)|register|subscribe|contact(?: us)?|about(?: us)?|my account|newsletters?|podcasts?|live|local|entertainment|lifestyle|money|markets|more|help|jobs|careers|advertise|terms(?: of (?:use|service))?|privacy(?: policy)?|cookies?(?: policy| settings)?|sitemap|rss|faqs?)"

# Whole lines, the reason first.
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skip link", _whole(r"(?:skip|jump) (?:to|directly to|past) [\w ,'-]{2,40}", r"(?:back|return) to (?:top|home(?:page)?|the top)", r"toggle (?:navigation|menu)", r"(?:open|close|show|hide) (?:menu|navigation|search|comments)")),
    ("navigation", _whole(rf"{_SECTION}(?:\s*[|·•/>»,\t]+\s*{_SECTION})+", r"(?:main )?(?:menu|navigation)", r"you are here\b.{0,80}", r"search", r"log ?in", r"sign (?:in|up|out)", r"(?:previous|next)(?: (?:article|story|post|page))?", r"page \d+ of \d+", r"home")),
    ("share buttons", _whole(rf"(?:{_NETWORK}[\s|·•,/]+)+{_NETWORK}", r"(?:share|tweet|print|e-?mail|bookmark)(?: (?:this|on|via|with|by|to)\b.{0,60})?", r"share (?:this )?(?:article|story|page|post)?", r"(?:like|follow|find) us on .{2,80}", r"\d+ (?:shares|comments?|likes|retweets)", r"(?:add|leave|post|view|read|show) (?:a |all )?comments?", r"have an opinion on this story\b.{0,40}")),
    ("advertisement", _whole(r"(?:advertisement|advertising|sponsored(?: content)?|story continues below(?: advertisement)?|continue reading(?: the main story)?|article continues (?:below|after).{0,40}|(?:click|tap) here\b.{0,80}|loading(?: \w+)?)")),
    ("related link", _whole(r"(?:see|view|watch|click|read)(?: the| our)? (?:related|full|more|also)\b.{0,120}", r"read more\b.{0,120}", r"(?:see also|see it now|also read|read also|read next|don.t miss|must read|up next|now playing|watch now|related)\s*:.{0,140}", r"related (?:stor(?:y|ies)|articles?|links?|content|topics?|coverage|news|video)\b.{0,20}", r"more (?:from|on|about) [^.:]{2,60}:.{2,140}", r"more (?:from|on this|like this)\b.{0,40}", r"(?:most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you)?|you (?:may|might) also (?:like|be interested in)|editor.s (?:picks|choice)|top stories|latest news|in pictures|story timeline)", r"(?:profile|timeline|explainer|analysis|gallery|quiz|full coverage|live updates)\s*: .{2,80}", r"see tweets?", r"read (?:our|the|his|her|their) [\w' -]{2,60} here", r"here.s a (?:slideshow|gallery|video)\b.{0,120}", r"watch the (?:latest )?video\b.{0,160}", r"\(?see (?:related|also|full) (?:story|stories|article|video)\b.{0,40}")),
    ("sign-up", _whole(r"(?:sign up|subscribe|register)\b.{0,20}\b(?:for|to|now|here|today|via)\b.{0,120}", r"get (?:the|our|all the)\b.{0,80}\b(?:newsletter|inbox|alerts?|app)\b.{0,60}", r"(?:download|get) (?:the|our)\b.{0,40}\bapp\b.{0,60}", r"(?:listen to|catch up on|subscribe to)\b.{0,120}\bpodcast\b.{0,60}", r"(?:be sure to |please )?follow .{2,120}(?:\bon (?:twitter|facebook|instagram|x)\b|@\w+).{0,160}", r"thank you for (?:reading|signing up|subscribing).{0,80}", r"(?:enter|submit) your e-?mail.{0,80}")),
    ("copyright", _whole(r"(?:copyright|©|\(c\) ?(?:19|20)\d\d)(?=.{0,60}(?:\d{4}|©|reserved)).{0,200}", r".{0,120}\ball rights reserved\b.{0,160}", r"this material may not be (?:published|reproduced)\b.{0,160}", r"©.{0,120}", r"terms (?:of use|and conditions)(?: apply)?")),
    ("cookie notice", _whole(r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,240}", r"(?:accept|reject|manage)(?: all)? cookies", r"by (?:continuing|using) .{0,60}\bcookies\b.{0,160}")),
    ("about this page", _whole(r"(?:this (?:article|story|post|report|page) (?:was|has been|is) (?:originally )?(?:published|updated|adapted|republished|corrected|first published|reprinted)\b.{0,200})", r"originally (?:published|posted|appeared) (?:on|in|at|by)\b.{0,80}", r"provided by [A-Z].{0,80}", r"the views (?:and opinions )?expressed\b.{0,240}", r"disclosure\s*:.{0,240}", r"ftc\s*:.{0,200}", r"for more information,? (?:please )?(?:visit|contact|call|see|go to|media)\b.{0,200}", r"more information(?: about .{2,80}? is available)?(?: at\b|\s*:).{0,300}", r"(?:main |featured? |lead )?(?:image|photo|picture)s? (?:credit|courtesy)s?\b.{0,100}", r"coordinates\s*: ?\d.{0,160}", r"categories\s*:.{0,300}", r"abstract", r"full text", r"wikinews provides\b.{0,160}", r"\(?published (?:\d|mon|tue|wed|thu|fri|sat|sun)[^)]{3,60}\)?", r"(?:conference|passcode) id\s*: ?\d.{0,40}", r"dial-in number\s*:.{0,60}", r"(?:story|article) continues\b.{0,60}")),
    ("web address", _whole(r"(?:link to .{0,60})?(?:https?://|www\.)\S{3,300}", r"pic\.twitter\.com/\w+", r"(?:www\.)?[\w-]+\.(?:com|org|net|co\.uk)")),
    ("embedded post", _whole(r"</?tweet\b[^>\n]{0,300}/?>")),
)  # fmt: skip

# Passages inside a line.
_INSIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("embedded post", re.compile(r"</?tweet\b[^>\n]{0,300}>")),
    ("reference mark", re.compile(r"\[(?:citation needed|clarification needed|who\?|when\?|dubious)\]", _I)),
    ("related link", re.compile(r"\((?:see (?:related|full|also) (?:story|stories|article|video)|[A-Z]{1,5} Quote\b[^()\n]{0,60})\)|\bRead (?:our|the) [\w' -]{2,60} here\.|\bWatch the (?:latest |full )?video at <a\b[^\n]{0,160}?</a>\.?")),
)  # fmt: skip

_AGENCY = r"(?:Getty(?: Images)?|Reuters|REUTERS|AP|AFP|EPA|PA|Associated Press|Shutterstock|iStock|Alamy|Bloomberg|Xinhua|ANSA|dpa|DPA|TASS|Anadolu|NurPhoto|Zuma|ZUMA|Flickr|Wikimedia(?: Commons)?|Unsplash|Rex Features|handout|Handout)"
_CREDIT = re.compile(
    rf"(?:\(?\b(?:Image|Photo|Photograph|Picture|Video|Audio|Illustration|Graphic|Map|Screenshot)s?(?: (?:credit|courtesy))?"
    rf"(?: ?: ?| by | courtesy (?:of )?)[^.\n()]{{2,70}}\)?\.?"
    rf"|\(?(?:{_AGENCY}|AP Photo|[A-Z][\w.'’-]+)/(?:{_AGENCY}|[A-Z][\w.'’-]+)(?: [A-Z][\w.'’-]+){{0,3}}(?:/[A-Z][\w. ]{{1,30}})?\)?\.?"
    rf"|(?: via| /) {_AGENCY}\.?|\((?:{_AGENCY}|file photo|handout)\)|(?:File|Handout|Courtesy) (?:photo|image)\.?)$"
)  # fmt: skip
_BARE_CREDIT = re.compile(
    rf"(?:[A-Z][\w.'’-]+ ){{1,4}}?(?:(?:via|/) ?|/)?{_AGENCY}(?: Images)?\.?|(?:{_AGENCY})/[A-Z][\w.'’ -]{{2,40}}\.?"
)
_SIGNED = re.compile(
    r"(?P<said>.{30,600}?[.!?…][\"”’]?)[ \n]*[-–—]? ?\(?(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:, [\w ,'’-]{2,60})?)[.\"”]{0,2}",
    re.DOTALL,
)
_GONE = _whole(
    r"(?:error )?(?:404(?: error)?[ :–-]*)?page (?:not found|no longer available)",
    r"(?:error )?404(?: error| not found)?",
    r"access denied",
)
_GONE_TEXT = re.compile(
    r"(?:page|content|article|address|link)\b.{0,60}\b(?:not exist|not found|no longer|not available|moved|removed|expired)",
    _I,
)
_SOURCES = _whole(r"(?:sources|external links|references|further reading|related (?:stories|articles|news))")
_SOURCE_ITEM = re.compile(
    r"\W*.{5,300}[—–-] ?.{2,80}\b(?:19|20)\d\d\W*|.{0,30}https?://\S+.{0,60}|\W*[\"“].{5,200}[\"”].{0,120}"
)
_LINK_HEAD = _whole(
    r"(?:related (?:stor(?:y|ies)|articles?|links?|content|coverage|news)|more on this(?: story)?|read more|see also|most (?:read|popular|viewed)|trending(?: now)?|recommended(?: for you)?|you (?:may|might) also like|story timeline|profile\s*: .{2,80})"
)
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LETTERS = re.compile(r"[^\W_]+")


def cuts(text: str) -> tuple[Cut, ...]:
    """The passages of `text` that are chrome, in order, none overlapping; each says why."""
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [line for line in lines if line.end > line.start]
    found: list[Cut] = []
    for rule in (_by_line, _captions, _tails, _sources, _links, _pull_quotes, _inside):
        found.extend(rule(text, lines))
    return _disjoint(found)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _disjoint(found: Sequence[Cut]) -> tuple[Cut, ...]:
    """The first-come, longest cuts; what overlaps one already kept goes."""
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda cut: (cut.span.start, -cut.span.end)):
        if not kept or cut.span.start >= kept[-1].span.end:
            kept.append(cut)
    return tuple(kept)


def _by_line(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    for line in lines:
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        words = line.of(text)
        for reason, pattern in _LINES:
            if pattern.fullmatch(words):
                yield Cut(line, reason)
                break


def _captions(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """Lines that end in a picture credit, a line before that says the same, and credits on their own."""
    for i, line in enumerate(lines):
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        words = line.of(text)
        if not (_CREDIT.search(words, max(0, len(words) - 160)) or _BARE_CREDIT.fullmatch(words)):
            continue
        before = lines[i - 1] if i else line
        if i and len(before.of(text)) > 12 and words.startswith(before.of(text).rstrip(".")):
            yield Cut(Span(before.start, line.end), "caption, given twice")
        else:
            yield Cut(line, "caption with a picture credit")
        after = lines[i + 1] if i + 1 < len(lines) else line
        if _BARE_CREDIT.fullmatch(words) and _is_scene(after.of(text)):
            yield Cut(after, "caption under its picture credit")


_SCENE = re.compile(
    r"(?:[A-Z][^.“”\"]{5,80} )?(?:stands?|poses?|waves?|speaks?|walks?|looks?|holds?|places?|hugs?|arrives?|leaves?|attends?|"
    r"gestures?|smiles?|reacts?|listens?|greets?|shakes?|sits?|watch(?:es)?|carry|carries|ride|rides|pass|passes)\b[^“”\"]{5,300}",
)


def _is_scene(words: str) -> bool:
    """One sentence in the present tense, as captions tell what the picture shows."""
    return len(words) <= 300 and words.count(". ") <= 1 and bool(_SCENE.match(words))


def _tails(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """An error page's words under the story: its heading, and the little text that follows."""
    for i, line in enumerate(lines):
        if not _GONE.fullmatch(line.of(text)[:120]):
            continue
        yield Cut(line, "error page")
        if lines[-1].end - line.end > _TAIL:
            continue
        rest = lines[i + 1 :]
        if any(_GONE_TEXT.search(after.of(text)) for after in rest[:4]):
            yield from (Cut(after, "error page") for after in rest)


def _sources(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """A list of sources under the story, as wikis keep them."""
    for i, line in enumerate(lines):
        if i < len(lines) // 2 or not _SOURCES.fullmatch(line.of(text)[:60]):
            continue
        last = line
        for item in lines[i + 1 : i + 1 + _MOST_SOURCES]:
            if not _SOURCE_ITEM.fullmatch(item.of(text)[:_LONGEST_CAPTION]):
                break
            last = item
        if last is not line:
            yield Cut(Span(line.start, last.end), "list of sources")


def _links(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """The headlines under "Related stories" and the like: the lines of its block, or what has no full stop."""
    for i, line in enumerate(lines):
        if not _LINK_HEAD.fullmatch(line.of(text)[:120]):
            continue
        last = line
        for item in lines[i + 1 : i + 9]:
            words = item.of(text)
            gap = text.count("\n", last.end, item.start) > 1
            if len(words) > 140 or words.endswith((".", "”", '"', ":")) or (gap and last is not line):
                break
            if gap and "story timeline" not in line.of(text).lower() and not _is_list_under(text, lines, i):
                break
            last = item
        if last is not line:
            yield Cut(Span(line.start, last.end), "related link")


def _is_list_under(text: str, lines: Sequence[Span], i: int) -> bool:
    """Whether at least two of the next lines are headlines: no stop, and no sentence under the heading."""
    after = [line.of(text)[-2:] for line in lines[i + 1 : i + 3]]
    return len(after) == 2 and not any(end.endswith((".", "”", '"')) for end in after)


def _pull_quotes(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    """A paragraph signed with a name that repeats words the story quotes elsewhere."""
    known: dict[str, int] = {}
    keys = []
    for line in lines:
        for key in set(_openings(line.of(text))):
            known[key] = known.get(key, 0) + 1
    for line in lines:
        if line.end - line.start > _LONGEST_CAPTION:
            continue
        signed = _SIGNED.fullmatch(line.of(text))
        if signed and (keys := _openings(signed["said"])) and all(known.get(key, 0) > 1 for key in keys[:1]):
            yield Cut(line, "pull quote, said again in the story")


def _openings(words: str) -> list[str]:
    """The first eight words of each sentence of a line, folded: what a repeat is known by."""
    heads = re.split(r"[.!?…][\"”’]?\s+|[\"“”]", words[:2_000])
    folded = (" ".join(_LETTERS.findall(head.lower())[:8]) for head in heads)
    return [head for head in folded if head.count(" ") >= 5]


def _inside(text: str, lines: Sequence[Span]) -> Iterator[Cut]:
    for reason, pattern in _INSIDE:
        for hit in pattern.finditer(text):
            yield Cut(Span(hit.start(), hit.end()), reason)
