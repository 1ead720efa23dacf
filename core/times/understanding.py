"""What a person wrote becomes a moment only if every word of it is accounted for; otherwise they are asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.times.answers import Answer, Doubt, Refusal, Understood, Unreadable
from core.times.candidates import Candidates, candidates
from core.times.days import NoSuchDay
from core.times.languages import LANGUAGES
from core.times.moments import Moment
from core.times.sentences import Sentence, sentence

LONGEST = 200
"""A longer phrase is a text, not a time."""
CHOICES = 4
MANY = 8
"""More times than this in one phrase are not all looked at: it is asked about anyhow."""
FAR = timedelta(days=3 * 366)


def understand(phrase: str, *, language: str, now: datetime, zone: str) -> Answer:
    """When the phrase says, for a person in `zone` at `now` (aware). Never raises, whatever the phrase."""
    if len(phrase) > LONGEST:
        return Unreadable()
    best: tuple[int, Answer] = (LONGEST, Unreadable())
    for tried in sorted(LANGUAGES, key=lambda other: other != language):
        read = sentence(phrase, tried)
        answer = _answer(read, now, zone)
        if not read.unknown and not isinstance(answer, Unreadable):
            return answer
        if not isinstance(answer, Unreadable) and read.unknown < best[0]:
            best = (read.unknown, answer)
    return best[1]


def _answer(read: Sentence, now: datetime, zone: str) -> Answer:
    if read.empty or (read.unknown and read.weak):
        return Unreadable()
    if read.impossible:
        return _no_such(read)
    every = Candidates()
    try:
        for group in read.groups[:MANY]:
            found = candidates(group, now, zone, month_first=read.month_first)
            every.add(found.found)
            every.doubts += found.doubts
            every.offered += found.offered
            every.past = every.past or found.past
    except (NoSuchDay, OverflowError, ValueError):
        return _no_such(read)
    return _decided(read, every, now)


def _no_such(read: Sentence) -> Answer:
    """Refused only where nothing else was said that may have been meant."""
    return Doubt((), "leftover_words") if read.unknown else Refusal("impossible")


def _decided(read: Sentence, every: Candidates, now: datetime) -> Answer:
    found = _unique(every.found)
    ahead = [one for one in found if one.at >= now]
    doubts = [*read.doubts, *every.doubts, *_more_doubts(read, every, ahead, now)]
    if not doubts and not ahead:
        return Refusal("past")
    if len(ahead) == 1 and not doubts:
        return Understood(ahead[0])
    return Doubt(tuple((ahead or _shared_out(every.offered))[:CHOICES]), doubts[0])


def _more_doubts(read: Sentence, every: Candidates, ahead: list[Moment], now: datetime) -> list[str]:
    doubts = ["leftover_words"] if read.unknown else []
    if len(read.groups) > MANY:
        doubts.append("two_readings")
    if len(ahead) > 1 or (ahead and every.past):
        doubts.append("two_readings")
    if any(one.at - now > FAR for one in ahead):
        doubts.append("far_away")
    return doubts


def _shared_out(offered: list[list[Moment]]) -> list[Moment]:
    """Some hours of each day that may be meant, early and late ones."""
    days = list(dict.fromkeys(map(tuple, offered)))
    most = max(CHOICES // max(len(days), 1), 1)
    return _unique([one for hours in days for one in _spread(hours, most)])


def _spread(hours: tuple[Moment, ...], most: int) -> Sequence[Moment]:
    """So many of them, the first and the last among them."""
    if len(hours) <= most:
        return hours
    return [hours[step * (len(hours) - 1) // max(most - 1, 1)] for step in range(most)]


def _unique(moments: list[Moment]) -> list[Moment]:
    return list({one.at: one for one in moments}.values())
