"""Which of our languages a text is in, told by its script, its letters and its commonest words.

Why not `lingua`: for telling three languages apart in a text of a few lines this decides the same, without a 100 MB
dependency and its seconds at start. It answers only when it is sure: a false alarm teaches people to ignore alarms.
"""

import regex

COMMON = {
    "en": (
        "the and is are was you your we our us for with from that this have has will of to in on it at be not as by "
        "all can new more but what when who how an or if so they their its about up out now come just get see here "
        "there"
    ),
    "lv": (
        "un ir ar no uz par mēs jūs mūsu jūsu kas ka lai vai pie līdz jau tikai mums jums būs kā tā arī bet vēl visi "
        "šeit tad kad viss gan nav es tu ja var kur mūs jūsējais savu savas šo šī ko jaunu jauna vairāk šogad šodien "
        "rīt aicinām gaidām paldies nāc"
    ),
    "ru": (
        "и в на с что это мы вы не у к по за из для от до как но все уже вас нас наш наши ваш есть будет так или при "
        "только"
    ),
    "de": (
        "der die das und ist nicht wir sie ihr mit für auf von ein eine zu den im dem auch sich es unsere euch haben "
        "wird bei"
    ),
    "fr": (
        "le la les et est nous vous pour avec dans des une un du que qui sur pas notre votre ce cette aux plus sont "
        "chez"
    ),
    "es": (
        "el la los las y es en de que nosotros para con una un por nuestro nuestra su del al más está son como pero ven"
    ),
    "it": "il la lo gli e di che per con una un del della nostro nostra siamo sono più nel alla questo ma vi ti",
    "pl": "i w na z do jest nie się to że nasz nasza dla są od po jak ale już będzie was nas oraz przez",
    "lt": "ir yra su iš į mes jūs mūsų jūsų kad tai bet per nuo iki jau tik dar apie ar kas kaip visi savo",
    "et": "ja on ei see meie teie et kui ka oma või aga juba kõik mis selle meil teil uus tule koos",
    "fi": "ja on ei se me te että kun myös tai mutta jo kaikki mitä meidän teidän uusi tule kanssa",
    "sv": "och är det en ett att vi ni för med på av till inte som våra vår från också har",
    "nl": "de het een en is van wij jullie voor met op niet ook onze te zijn dat er bij aan",
    "pt": "o a os as e é de que nós você para com uma um por nosso nossa seu do da mais em não são",
}
SETS = {language: frozenset(words.split()) for language, words in COMMON.items()}
OWN_LETTERS = {"lv": "āēīūģķļņ", "lt": "ėįųąę", "et": "õ", "de": "ß", "pl": "łńśćżź", "es": "ñ¿¡", "fr": "çêîœ"}
UKRAINIAN_AND_OTHERS = "іїєґўђћџљњј"
NOT_PROSE = regex.compile(r"://|@|^#|\w\.\p{L}{2}")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
FEWEST_WORDS = 4
CLEAR = 0.7
"""The share of letters in one script that makes it the text's script."""
FEWEST_HITS = 2
CLEARLY_MORE = 1.5
MANY_WORDS = 8


def language_of(text: str) -> str | None:
    """`en`, `lv`, `ru`, `other` for any other one, or None where a text is too short or too mixed to say."""
    words = [word.casefold() for word in _words(text)]
    letters = "".join(words)
    if len(words) < FEWEST_WORDS:
        return None
    cyrillic, latin = (len(regex.findall(script, letters)) / len(letters) for script in (r"\p{Cyrillic}", r"\p{Latin}"))
    if max(cyrillic, latin) < CLEAR:
        return "other" if cyrillic + latin < 1 - CLEAR else None
    if cyrillic > latin:
        return "other" if sum(letters.count(letter) for letter in UKRAINIAN_AND_OTHERS) >= FEWEST_HITS else "ru"
    return _latin(words)


def wrong_language(text: str, language: str) -> bool:
    """Whether the text is surely in another language than this one (a tag such as `lv`)."""
    found = language_of(text)
    if language not in ("en", "lv", "ru"):
        return found in ("en", "lv", "ru")
    if found is None and language == "ru":
        return len(_words(text)) >= MANY_WORDS and not regex.search(r"\p{Cyrillic}", text)
    return found is not None and found != language


def _words(text: str) -> list[str]:
    """The words of the text without its links, addresses, mentions and hashtags, whose language says nothing."""
    return WORD.findall(" ".join(part for part in text.split() if not NOT_PROSE.search(part)))


def _latin(words: list[str]) -> str | None:
    scores = {language: sum(word in common for word in words) for language, common in SETS.items() if language != "ru"}
    for language, letters in OWN_LETTERS.items():
        scores[language] += sum(any(letter in word for letter in letters) for word in words)
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    if scores[best] < FEWEST_HITS or scores[best] < scores[second] * CLEARLY_MORE:
        return None
    return best if best in ("en", "lv") else "other"
