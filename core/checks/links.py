"""Links, e-mail addresses, mentions and phone numbers in a text, in whatever spelling: what a writer may not invent."""

import html
import unicodedata
from urllib.parse import unquote

import regex

from core.checks.hidden import bare

MANY_TOPS = """
example test invalid local internal lan home corp onion
com net org info biz name pro edu gov int mil arpa aero coop museum jobs mobi travel cat tel asia post xxx  app dev
page shop store online site website web xyz club live life world today news blog art design studio agency  media
social link click top vip win bid loan men work works team group company business solutions services cloud  tech
digital software systems network space zone host hosting email chat games game bet casino poker fun party  wedding
events restaurant cafe bar pub pizza beer wine food recipes coffee kitchen house homes estate rent car cars  auto
taxi bike fit fitness yoga health clinic dental care beauty salon hair fashion shoes jewelry gold boutique  clothing
gift gifts toys kids baby family love dating date pet dog photo photos gallery pics video film movie music  radio
audio show theater tickets tours holiday hotel flights cruises city town place land garden green eco energy  school
academy university courses training education science finance money cash credit bank fund capital tax legal  law
market markets sale deals promo discount cheap best one icu cyou sbs cfd rest bond monster quest lol wtf ninja  guru
expert center support help guide tips wiki how new plus run rocks cool buzz zip mov foo bio ltd gmbh inc llc  berlin
london paris moscow москва рус рф онлайн сайт орг укр бел бг eus gal scot
"""
TOPS = frozenset(MANY_TOPS.split())
"""Endings that make a dotted word a host, besides those of countries."""
COUNTRY_TOPS = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd
cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge
gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki
km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my
mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se
sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz
va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
COUNTRIES = frozenset(COUNTRY_TOPS.split())
SPACED_TOPS = r"(?:com|net|org|biz|lv|lt|ee|ru|eu|io|xyz|рф)"
"""Endings that are no word of English, Latvian or Russian, so that they may stand apart from their dot."""
SHORT_WORDS = "it is in no to me so be at my us am as do by he es un ar uz ir pa to tu si ja gan"
WORDS_NOT_TOPS = frozenset(SHORT_WORDS.split())
"""Two-letter words that begin a sentence where its space was forgotten ("zupa.Un"): hosts only when spelt small."""
ABBREVIATIONS = ("t.sk",)
"""Latvian "tostarp, starp kuriem": looks like a Slovak host."""
LOOKALIKES = str.maketrans("аеорсухіјѕԁԛԝмткнвαεορτυικν", "aeopcyxijsdqwmtkhbaeoptuikv")
NOT_LETTER = r"(?<![\p{L}\p{N}_])"
SPELLINGS: tuple[tuple[regex.Pattern[str], str], ...] = tuple(
    (regex.compile(pattern, regex.IGNORECASE), by)
    for pattern, by in (
        (r"[。｡．․]", "."),
        (r"(?<=\w)[·•∙⋅‧・](?=\w)", "."),
        (r"[∕⁄⧸\\]", "/"),
        (r"\s{0,3}[\[({<]\s{0,3}(?:\.|dot|punkts|точка)\s{0,3}[\])}>]\s{0,3}", "."),
        (rf"(?<=[\p{{L}}\p{{N}}])(?:\s+|[-_]+)(?:dot|punkts|точка)(?:\s+|[-_]+)(?={SPACED_TOPS}\b)", "."),
        (rf"(?<=[\p{{L}}\p{{N}}])\s+\.\s*(?={SPACED_TOPS}\b)", "."),
        (r"\s{0,3}[\[({]\s{0,3}(?:@|at)\s{0,3}[\])}]\s{0,3}", "@"),
        (rf"{NOT_LETTER}h\s*(?:tt|xx)\s*p\s*(s?)\s*:\s*/", r"http\1:/"),
    )
)
TIGHT_TOP = regex.compile(rf"(?<=[\p{{L}}\p{{N}}]\.)\s+(?={SPACED_TOPS}(?:/|\b(?!\.\p{{L}})))")
LETTERS_APART = regex.compile(r"(?<!\S)(?:[\w:/.] ){4,}[\w:/.](?!\S)")
LABEL = r"[\p{L}\p{N}\p{M}_-]"
HOST = regex.compile(
    rf"(?<!{LABEL})(?P<host>{LABEL}++(?:\.{LABEL}++)++)(?::\d{{1,5}})?(?P<path>[/?#][^\s<>\"“”„«»)\]}}]*+)?",
    regex.IGNORECASE,
)
SCHEME = regex.compile(
    r"(?<![a-z])(?:https?|ftp|hxxps?|tg|viber|whatsapp)\s?:/{1,3}(?:[^\s/@]*@)?(?P<host>[^\s/?#:]+)(?::\d+)?(?P<path>[/?#][^\s<>\"“”„«»)\]}]*)?",
    regex.IGNORECASE,
)
NUMBERS = regex.compile(
    r"(?<![\d.])(?P<host>(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\d.]*\d)"
)
LOCAL = regex.compile(r"\blocalhost\b", regex.IGNORECASE)
EMAIL = regex.compile(
    r"(?<![\w@.+-])[\p{L}\p{N}_.+-]{1,64}+@(?:[\p{L}\p{N}-]++\.)++\p{L}{2,24}+(?![/\w])", regex.IGNORECASE
)
MENTION = regex.compile(
    r"(?<![\p{L}\p{N}_.@/])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\w.-]*\w)?|<!(?:channel|here|everyone)\b"
)

Link = tuple[str, str]
"""A host, and the path with the query behind it."""


def emails(text: str) -> set[str]:
    """The e-mail addresses in a text, folded."""
    return {found.group().casefold().strip(".") for found in EMAIL.finditer(spelt_out(text))}


def mentions(text: str) -> set[str]:
    """The @names in a text, folded; Slack's `<!channel>` and its like among them."""
    return {found.group().casefold() for found in MENTION.finditer(unicodedata.normalize("NFKC", bare(text)))}


def links(text: str, *, generous: bool = False) -> set[Link]:
    """Every host in a text with its path, to be clicked or to be read; `generous`: whatever its ending."""
    text = spelt_out(text)
    found = {_link(match.group("host"), match.group("path")) for match in SCHEME.finditer(text)}
    text = EMAIL.sub(" ", text)
    found |= {
        _link(match.group("host"), match.group("path")) for match in HOST.finditer(text) if generous or _is_host(match)
    }
    found |= {(match.group("host"), "") for match in NUMBERS.finditer(text)}
    return found | ({("localhost", "")} if LOCAL.search(text) else set())


def invented_links(text: str, sources: str) -> bool:
    """Whether the text leads somewhere that the sources do not name."""
    known = links(sources, generous=True)
    hosts = {host for host, _ in known}
    return any(link not in known and (link[0] not in hosts or link[1]) for link in links(text))


def spelt_out(text: str) -> str:
    """The text with the disguises of a dot, a slash, an @ and a scheme taken off."""
    text = unicodedata.normalize("NFKC", bare(html.unescape(text)))
    if "%" in text:
        text = bare(unquote(unquote(text)))
    text = LETTERS_APART.sub(lambda found: found.group().replace(" ", ""), text)
    for pattern, by in SPELLINGS:
        text = pattern.sub(by, text)
    return TIGHT_TOP.sub("", text)


def _link(host: str, path: str | None) -> Link:
    host = host.rpartition("@")[2].casefold().strip(".").removeprefix("www.")
    return host, (path or "").rstrip(".,;:!?…'’*_~/")


def _is_host(found: regex.Match[str]) -> bool:
    host = found.group("host")
    # "evil.com-akcija": the ending is what stands before a hyphen, unless it is an encoded one.
    top = host.rpartition(".")[2].strip("-_")
    small = top.casefold()
    if host.casefold() in ABBREVIATIONS:
        return False
    if host.casefold().startswith("www.") or small.startswith("xn--"):
        return True
    top = top.partition("-")[0]
    small = top.casefold()
    if regex.search(r"[a-z]", host, regex.IGNORECASE):
        small = small.translate(LOOKALIKES)
    if top[:1].isupper() and not top.isupper() and small in WORDS_NOT_TOPS:
        return False
    return small in TOPS or small in COUNTRIES
