"""The writer that needs no key: it composes from the brief and the brand only, and never makes anything up.

It is not a language model and says so (`writing-outline-note`). Why it exists: a person without a key, without money
or with a broken endpoint still gets a draft that can be posted; see docs/design/writers.md.
"""

from collections.abc import AsyncIterator

from core.checks import flags as checked
from core.checks import wrong_language
from core.limits import count, shorten
from core.model import Variant
from core.ports import Order, Piece, Task, Written
from core.texts import LANGUAGES, Texts, closest
from core.writers.outline.compose import Draft, Material, drafts, same
from core.writers.outline.editing import apply
from core.writers.outline.facts import Unit, ended, facts, joined, plain, units, without_never
from core.writers.outline.instructions import Step, Verb, parse
from core.writers.outline.phrases import Tone, Topic, tone_of, topic_of
from core.writers.outline.requests import asked

__all__ = ["OutlineWriter", "Tone"]

WORDS_A_PIECE = 4
MOST_PIECES = 40


class OutlineWriter:
    """Three drafts of different kinds for a brief, or one changed text; at once, and at no cost."""

    name = title = "outline"

    def estimate(self, order: Order) -> int:  # noqa: ARG002 - the port's
        """Nothing, always."""
        return 0

    async def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        """Pieces of the first text, then exactly one `Written`; never raises."""
        variants = composed(order) if order.task is Task.VARIANTS else edited(order)
        for piece in _pieces(variants[0].text):
            yield piece
        yield Written(variants=variants, cost=0)


def composed(order: Order) -> tuple[Variant, ...]:
    """Texts made from the brief: others than those to avoid, as far as there are any."""
    language = closest(order.language)
    material, notes = _material(order, language)
    if not material.parts:
        empty = shorten(Texts(language).say("outline-empty-text"), order.limit, order.count)
        return (_variant(order, Draft(empty), language, [*notes, "outline-empty"]),)
    fresh, again = _fresh(material, order)
    if len(fresh) < max(1, order.variants) and order.avoid:
        notes.append("outline-no-more")
    return tuple(_variant(order, draft, language, notes) for draft in fresh or again)


def _fresh(material: Material, order: Order) -> tuple[list[Draft], list[Draft]]:
    """As many drafts as were ordered that are not among those to avoid, and some that may be."""
    avoided = {same(text) for text in order.avoid}
    fresh: list[Draft] = []
    again: list[Draft] = []
    for draft in drafts(material):
        (again if same(draft.text) in avoided else fresh).append(draft)
        if len(fresh) >= max(1, order.variants):
            break
    return fresh, again[: max(1, order.variants)]


def edited(order: Order) -> tuple[Variant, ...]:
    """The one text that the task makes of the base; without a base, of the first draft."""
    language = closest(order.language)
    base = plain(order.base) or composed(order)[0].text
    allowed = joined(without_never(units(base), order.brand.never, language)) if order.brand.never else base
    notes = ["outline-never-word"] if allowed != base and same(allowed) != same(base) else []
    text = allowed or base
    steps = _steps(order, text)
    for step in steps:
        result = apply(step, text, order, language)
        text = result.text
        notes += [result.flag] if result.flag else []
    notes += [] if steps else ["outline-cannot"]
    over = count(text, order.count) > order.limit
    fitting = shorten(text, order.limit, order.count) if over else text
    return (_variant(order, Draft(fitting, cut=over), language, notes),)


def _steps(order: Order, base: str) -> tuple[Step, ...]:
    if order.task is Task.INSTRUCTION:
        return parse(order.instruction, base)
    if order.task is Task.TONE:
        return (Step(Verb.TONE, order.instruction),)
    return (Step(Verb.LONGER if order.task is Task.LONGER else Verb.SHORTER),)


def _material(order: Order, language: str) -> tuple[Material, list[str]]:
    notes = [] if order.language.replace("_", "-").split("-")[0].lower() in LANGUAGES else ["outline-language"]
    given = facts(order.brief)
    parts = without_never(given, order.brand.never, language)
    notes += ["outline-never-word"] if joined(parts) != joined(given) else []
    said = joined(parts)
    notes += ["outline-other-language"] if wrong_language(said, language) else []
    bare_link = len(parts) == 1 and "://" in said and len(said.split()) == 1
    about = " ".join(order.brand.about.split())
    if said and about and not bare_link and not any(mark.isalpha() for mark in said):
        # Nothing but emoji or figures: what the business says of itself is the only other honest thing to say.
        parts += without_never((Unit(ended(about), "\n\n"),), order.brand.never, language)
    material = Material(
        parts=parts,
        topic=Topic.LINK if bare_link else topic_of(said, language),
        tone=asked(plain(order.brief)).tone or tone_of(order.brand.tone) or Tone.PLAIN,
        language=language,
        brand=" ".join(order.brand.name.split()),
        never=order.brand.never,
        limit=order.limit,
        count=order.count,
    )
    return material, notes


def _variant(order: Order, draft: Draft, language: str, notes: list[str]) -> Variant:
    brief = f"{order.brief}\n{order.instruction}"
    found = checked(draft.text, brief=brief, brand=order.brand, base=order.base, language=language)
    return Variant(
        text=draft.text, flags=tuple(dict.fromkeys([*notes, *(["outline-cut"] if draft.cut else []), *found]))
    )


def _pieces(text: str) -> list[Piece]:
    """The text growing by a few words at a time."""
    ends = [at for at, mark in enumerate(text) if mark.isspace() and at and not text[at - 1].isspace()]
    step = max(WORDS_A_PIECE, len(ends) // MOST_PIECES + 1)
    return [Piece(text=text[:end]) for end in ends[step - 1 :: step]] + [Piece(text=text)]
