"""The pieces of a phrase become groups, one for each time that was said, and a list of what makes it doubtful."""

from dataclasses import dataclass, field

from core.times.parsing import parsed
from core.times.pieces import Clock, Day, DayPart, Item, Lapse, Mark, Place, Token
from core.times.words import lexicon

LINKS = frozenset({"or", "and", "between", "till", "from", "limit", "dash"})
SILENT = LINKS | {
    "comma", "filler", "in", "prep", "approx", "at", "article", "by", "time_word", "to", "clock_mark", "better",
    "ours", "but", "shift", "this", "loose", "place", "dropped", "correction",
}  # fmt: skip
"""What says nothing more once the rest is understood."""
DOUBTS = {
    "every": "recurring", "vague": "vague", "month": "vague", "doubtful": "unclear",
    "limit": "limit", "before": "limit", "after": "limit", "after_in": "limit",
}  # fmt: skip


@dataclass(slots=True)
class Group:
    """What belongs to one time."""

    days: tuple[Day, ...] = ()
    clock: Clock | None = None
    part: DayPart | None = None
    place: Place | None = None
    lapse: Lapse | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing of a time was said."""
        return not (self.days or self.clock or self.part or self.lapse)


@dataclass(slots=True)
class Sentence:
    """A phrase, understood as far as it goes in one language."""

    month_first: bool
    groups: list[Group] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unknown: int = 0
    """How many words nothing explains."""
    weak: bool = True
    """All there is may as well be no time at all."""
    impossible: bool = False

    @property
    def empty(self) -> bool:
        """Nothing in it is about time."""
        said = self.groups or (self.impossible and not self.weak)
        return not (said or "vague" in self.doubts or "unclear" in self.doubts)


def sentence(phrase: str, language: str) -> Sentence:
    """Reads the phrase in one language."""
    words = lexicon(language)
    items = parsed(phrase, words)
    if [item.kind for item in items[:2]] == ["no", "comma"]:
        del items[0]  # "No, tomorrow at 9" answers what was offered
    found = Sentence(words.style.get("month_first", False))
    kinds = {item.kind for item in items}
    for item in items:
        if isinstance(item, Clock | Day | DayPart | Lapse):
            found.weak = found.weak and item.weak
            found.doubts += ["two_readings"] if isinstance(item, Clock) and item.doubtful else []
        else:
            _note(found, item, kinds)
    found.groups = _completed(_groups(items))
    if kinds >= {"shift", "lapse"}:
        found.doubts.append("unclear")  # "postpone it by an hour" is reckoned from another time than now
    ranged = "between" in kinds or ("from" in kinds and kinds & {"to", "till", "by"})
    if ranged or ("or" in kinds and len(found.groups) > 1):
        found.doubts.append("two_readings")
    return found


def _note(found: Sentence, item: Item, kinds: set[str]) -> None:
    """Takes down what a word that is no time means for what may be concluded."""
    if item.kind == "impossible":
        found.impossible = True
        found.weak = found.weak and isinstance(item, Mark) and item.weak
    elif item.kind == "till" and "from" not in kinds:
        found.doubts.append("limit")
    elif item.kind == "loose" and "clock" not in kinds:
        found.doubts.append("vague")
    elif item.kind in DOUBTS:
        found.doubts.append(DOUBTS[item.kind])
    elif item.kind not in SILENT:
        found.unknown += 1


def _groups(items: list[Item]) -> list[Group]:
    groups = [Group()]
    linked = gap = corrected = False
    for item in items:
        if isinstance(item, Token | Mark):
            linked = linked or item.kind in LINKS
            gap = gap or item.kind == "unknown"
            corrected = corrected or item.kind == "correction"
            continue
        again = linked and not isinstance(item, Place)
        if (again or _taken(groups[-1], item, gap=gap)) and not corrected and not groups[-1].empty:
            groups.append(Group())
        _put(groups[-1], item, corrected=corrected)
        linked = gap = corrected = False
    return [group for group in groups if not group.empty]


def _taken(group: Group, item: Item, *, gap: bool) -> bool:
    """Whether the item begins another time; two days beside each other explain one another."""
    if isinstance(item, Day):
        return gap and bool(group.days)
    if isinstance(item, Clock):
        return group.clock is not None
    if isinstance(item, DayPart):
        return group.part is not None and group.part != item
    return isinstance(item, Lapse) and group.lapse is not None


def _put(group: Group, item: Item, *, corrected: bool) -> None:
    if isinstance(item, Day):
        group.days = (item,) if corrected else (*group.days, item)
    elif isinstance(item, Clock):
        group.clock = item
    elif isinstance(item, DayPart):
        group.part = item
    elif isinstance(item, Lapse):
        group.lapse = item
    elif isinstance(item, Place):
        group.place = Place((*group.place.zones, *item.zones)) if group.place and not corrected else item


def _completed(groups: list[Group]) -> list[Group]:
    """In "Thursday or Friday at 10", "9am or 10am tomorrow", what one leaves out is said in the other."""
    timed = [group for group in groups if not group.lapse]
    own_days = [bool(group.days) for group in timed]
    for at, group in enumerate(timed):
        near = [*timed[at + 1 :], *reversed(timed[:at])]
        if not group.clock:
            group.clock = next((other.clock for other in near if other.clock), None)
        if not group.place:
            group.place = next((other.place for other in near if other.place), None)
        if not group.part:
            parts = (other.part for other, own in zip(timed, own_days, strict=True) if other.part and not own)
            group.part = next(parts, None)
    for at, group in enumerate(timed):
        if not group.days:
            near = [*reversed(timed[:at]), *timed[at + 1 :]]
            group.days = next((other.days for other in near if other.days), ())
    return groups
