"""Prices and percentages in a text: a number that nobody gave is the costliest thing a writer can invent."""

from decimal import Decimal

import regex

WORDS: dict[str, int] = {}
for _value, _spellings in {
    1: "one viens vienu vienam один одну одна",
    2: "two divi divus diviem divas два две двух",
    3: "three trīs trim три трёх трех",
    4: "four četri četrus četriem четыре",
    5: "five pieci piecus pieciem пять пяти",
    6: "six seši sešus sešiem шесть",
    7: "seven septiņi septiņus septiņiem семь",
    8: "eight astoņi astoņus astoņiem восемь",
    9: "nine deviņi deviņus deviņiem девять",
    10: "ten desmit desmitiem десять десяти",
    12: "twelve divpadsmit двенадцать",
    15: "fifteen piecpadsmit пятнадцать пятнадцати",
    20: "twenty divdesmit двадцать двадцати",
    25: "twenty-five divdesmitpieci divdesmitpiecus",
    30: "thirty trīsdesmit тридцать тридцати",
    40: "forty četrdesmit сорок",
    50: "fifty piecdesmit пятьдесят пятидесяти",
    60: "sixty sešdesmit шестьдесят",
    70: "seventy septiņdesmit семьдесят",
    80: "eighty astoņdesmit восемьдесят",
    90: "ninety deviņdesmit девяносто",
    100: "hundred simts simtu сто",
    1000: "thousand tūkstotis tūkstoti тысяча тысячу",
}.items():
    WORDS |= dict.fromkeys(_spellings.split(), _value)

DIGITS = r"(?:\d{1,3}(?:[ \u00A0\u202F.,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?!\d)"
SPELT = "|".join(sorted(WORDS, key=len, reverse=True))
AMOUNT = rf"(?<![\d.,\p{{L}}])(?:{DIGITS}|(?:{SPELT})(?!\p{{L}}))"
CURRENCIES: dict[str, str] = {
    "EUR": r"€|eur(?!\p{L})|euros?(?!\p{L})|eiro(?!\p{L})|евро(?!\p{L})",
    "USD": r"\$|usd(?!\p{L})|dollars?(?!\p{L})|dolār\p{L}*|доллар\p{L}*",
    "GBP": r"£|gbp(?!\p{L})|pounds sterling",
    "RUB": r"₽|rub(?!\p{L})|руб(?:л\p{L}*|\.|(?!\p{L}))|р\.|rubļ\p{L}*",
    "UAH": r"₴|uah(?!\p{L})|гр(?:ивен|ивн\p{L}|н)(?!\p{L})",
    "PLN": r"zł|pln(?!\p{L})",
    "SEK": r"sek(?!\p{L})",
    "CHF": r"chf(?!\p{L})",
    "JPY": r"¥|jpy(?!\p{L})",
    "cent": r"¢|(?:eiro)?cent(?:s|i|u|us|iem)?(?!\p{L})|(?:евро)?цент(?:ов|а|ы)?(?!\p{L})",
}
BEHIND = "|".join(f"(?P<{name}>{pattern})" for name, pattern in CURRENCIES.items())
BEFORE = r"(?P<sign>[€$£₽¥₴]|(?<!\p{L})(?:EUR|USD|GBP|RUB|CHF|SEK|PLN)(?!\p{L}))"
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₽": "RUB", "¥": "JPY", "₴": "UAH"}
# "for 5-7 €": the first of a range has the currency of the second.
TO = rf"(?:\s?[-–—]\s?{DIGITS})?"
THOUSANDS = r"(?:\s?(?:тыс\.?|тысяч\p{L}*|млн|k|tūkst\.?|tūksto[tš]\p{L}*|thousand|million)(?!\p{L}))?"
PRICE_BEHIND = regex.compile(rf"(?P<amount>{AMOUNT})(?P<range>{TO}){THOUSANDS}[\s-]?(?:{BEHIND})", regex.IGNORECASE)
PRICE_BEFORE = regex.compile(rf"{BEFORE}\s?(?P<amount>{DIGITS})", regex.IGNORECASE)
FREE = regex.compile(
    r"\b(?:for free|free of charge|at no (?:extra )?(?:cost|charge)|(?:half|double) price|half off|"
    r"free (?:delivery|shipping|entry|entrance|admission|gifts?|trial|samples?|consultation|parking|coffee|tickets?))\b"
    r"|\b(?:bezmaksas|par velti|par brīvu|puscen\p{L}*|uz pusi lētāk\p{L}*)\b"
    r"|\b(?:бесплатн\p{L}*|за полцены|даром|в два раза дешевле|вдвое дешевле)(?!\p{L})",
    regex.IGNORECASE,
)
PERCENT = regex.compile(
    rf"(?P<amount>{AMOUNT})(?P<range>{TO})[\s-]?(?:%|٪|per ?cent|procent\p{{L}}*|процент\p{{L}}*)"
    rf"|%\s?(?P<behind>{DIGITS})",
    regex.IGNORECASE,
)
GROUPED = regex.compile(r"\d{1,3}(?:[ \u00A0\u202F.,']\d{3})+(?P<rest>[.,]\d{1,2})?")


def number(spelt: str) -> Decimal:
    """The value of digits as people write them (`1 250,50`, `1,250.50`) or of a number word."""
    spelt = spelt.casefold().strip()
    if spelt in WORDS:
        return Decimal(WORDS[spelt])
    grouped = GROUPED.fullmatch(spelt)
    rest = (grouped.group("rest") or "") if grouped else ""
    if grouped:
        whole = "".join(mark for mark in spelt.removesuffix(rest) if mark.isdecimal())
        return Decimal(whole + rest.replace(",", ".")).normalize()
    return Decimal(spelt.replace(",", ".")).normalize()


def prices(text: str) -> set[tuple[Decimal, str]]:
    """Every amount of money in the text with its currency; free of charge is a price of nothing."""
    found: set[tuple[Decimal, str]] = set()
    for match in PRICE_BEHIND.finditer(text):
        currency = next(name for name in CURRENCIES if match.group(name))
        spelt = [match.group("amount"), *_second(match.group("range"))]
        found |= {(number(one) / 100, "EUR") if currency == "cent" else (number(one), currency) for one in spelt}
    for match in PRICE_BEFORE.finditer(text):
        sign = match.group("sign").upper()
        found.add((number(match.group("amount")), SIGNS.get(sign, sign)))
    return found | ({(Decimal(0), "")} if FREE.search(text) else set())


def percents(text: str) -> set[Decimal]:
    """Every percentage in the text."""
    found: set[Decimal] = set()
    for match in PERCENT.finditer(text):
        spelt = [match.group("amount") or match.group("behind"), *_second(match.group("range") or "")]
        found |= {number(one) for one in spelt}
    return found


def without_money(text: str) -> str:
    """The text with its prices and percentages blanked, so that they are not taken for other numbers."""
    return PERCENT.sub(" ¤ ", PRICE_BEFORE.sub(" ¤ ", PRICE_BEHIND.sub(" ¤ ", text)))


def _second(spelt: str) -> list[str]:
    spelt = spelt.strip(" -–—")
    return [spelt] if spelt else []
