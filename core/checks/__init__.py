"""What must not reach an Approve button unseen: pure checks of a text against brief, brand and the text it came from.

Nothing here judges style. Each check answers one question: does the text state something checkable that nobody gave?
"""

import unicodedata
from collections.abc import Callable

from core.checks.dates import dates
from core.checks.figures import percents, prices
from core.checks.hidden import bare, clean
from core.checks.languages import language_of, wrong_language
from core.checks.links import emails, invented_links, mentions
from core.checks.phones import invented_phones
from core.checks.words import never_found
from core.model import Brand

__all__ = ["FLAGS", "clean", "flags", "language_of", "never_found", "wrong_language"]

Check = Callable[[str, str], bool]
"""Whether the text (first) has something of its kind that the sources (second) have not."""

INVENTED: dict[str, Check] = {
    "flag-link": invented_links,
    "flag-mention": lambda text, sources: not mentions(text) <= mentions(sources),
    "flag-phone": invented_phones,
    "flag-email": lambda text, sources: not emails(text) <= emails(sources),
    "flag-price": lambda text, sources: not prices(text) <= prices(sources),
    "flag-percent": lambda text, sources: not percents(text) <= percents(sources),
    "flag-date": lambda text, sources: not dates(text) <= dates(sources, generous=True),
}
FLAGS = (*INVENTED, "flag-never-word", "flag-language")
"""Every flag this module gives; each is the key of a sentence in `locales/*/writing.ftl`."""


def flags(text: str, *, brief: str, brand: Brand, base: str, language: str) -> tuple[str, ...]:
    """What a person should look at before using the text, in the order of `FLAGS`; an instruction counts as brief."""
    sources = f"{brief}\n{brand.name}\n{brand.about}\n{brand.audience}\n{base}"
    seen, known = (unicodedata.normalize("NFKC", bare(one)) for one in (text, sources))
    found = [flag for flag, invented in INVENTED.items() if invented(seen, known)]
    if never_found(text, brand.never, language):
        found.append("flag-never-word")
    if wrong_language(text, language):
        found.append("flag-language")
    return tuple(found)
