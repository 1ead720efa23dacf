"""Days and hours in a text, in three languages: whoever reads "Friday at six" comes on Friday at six.

What a writer wrote is read strictly, what it was given is read generously: a doubtful number in the brief vouches for
the same in the text, and never accuses it.
"""

import regex

MONTHS = (
    r"jan(?:uary|\.)?|janvār\p{L}*|январ\p{L}|янв\.?",
    r"feb(?:ruary|\.)?|februār\p{L}*|феврал\p{L}|февр?\.?",
    r"mar(?:ch|\.)?|mart[sa]\p{L}{0,2}|martā|марта?",
    r"apr(?:il|\.)?|aprīl\p{L}*|апрел\p{L}|апр\.?",
    r"may|maij\p{L}*|ма[йяе]",
    r"june?\.?|jūnij\p{L}*|июн\p{L}",
    r"july?\.?|jūlij\p{L}*|июл\p{L}",
    r"aug(?:ust|\.)?|august\p{L}{1,3}|август\p{L}?|авг\.?",
    r"sept?(?:ember|\.)?|septembr\p{L}*|сентябр\p{L}|сент?\.?",
    r"oct(?:ober|\.)?|oktobr\p{L}*|октябр\p{L}|окт\.?",
    r"nov(?:ember|\.)?|novembr\p{L}*|ноябр\p{L}|нояб?\.?",
    r"dec(?:ember|\.)?|decembr\p{L}*|декабр\p{L}|дек\.?",
)
MONTH = "|".join(f"(?P<m{number}>{pattern})" for number, pattern in enumerate(MONTHS, 1))
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
DAY_MONTH = regex.compile(
    rf"(?<![\d.,:]){DAY}(?:st|nd|rd|th|-?го|-?е|\.)?\s*(?:of\s+)?(?:{MONTH})(?!\p{{L}})", regex.IGNORECASE
)
MONTH_DAY = regex.compile(
    rf"(?<!\p{{L}})(?:{MONTH})\s+(?:the\s+)?{DAY}(?:st|nd|rd|th)?(?![\d:.,]\d|\d|\s?[%€$£]|\p{{L}})", regex.IGNORECASE
)
# A month alone; May, March and Marta are words and names too, so these need a day beside them.
LONE_MONTH = regex.compile(
    r"(?<!\p{L})(?:(?P<m1>january|janvār\p{L}*|январ\p{L})|(?P<m2>february|februār\p{L}*|феврал\p{L})|(?P<m4>april|aprīl\p{L}*|апрел\p{L})"
    r"|(?P<m6>jūnij\p{L}*|июн\p{L})|(?P<m7>july|jūlij\p{L}*|июл\p{L})|(?P<m8>august(?:ā|am|os)?|август\p{L}?)|(?P<m9>september|septembr\p{L}*|сентябр\p{L})"
    r"|(?P<m10>october|oktobr\p{L}*|октябр\p{L})|(?P<m11>november|novembr\p{L}*|ноябр\p{L})|(?P<m12>december|decembr\p{L}*|декабр\p{L}))(?!\p{L})",
    regex.IGNORECASE,
)
WEEKDAYS = (
    r"mondays?|pirmdien\p{L}*|понедельник\p{L}*",
    r"tuesdays?|otrdien\p{L}*|вторник\p{L}*",
    r"wednesdays?|trešdien\p{L}*|сред[аыу]|средам",
    r"thursdays?|ceturtdien\p{L}*|четверг\p{L}*",
    r"fridays?|piektdien\p{L}*|пятниц\p{L}*",
    r"saturdays?|sestdien\p{L}*|суббот\p{L}*",
    r"sundays?|svētdien\p{L}*|воскресень\p{L}*",
)
SHORT_WEEKDAYS = (
    r"mon|p(?:irmd)?\.|pr?\.|пн",
    r"tues?|o\.|ot\.|вт",
    r"wed|t\.|tr\.|ср",
    r"thu(?:rs?)?|c\.|ce\.|чт",
    r"fri|pk\.?|пт",
    r"sat|s\.|se\.|сб",
    r"sun|sv\.?|вс",
)
WEEKDAY = [regex.compile(rf"(?<!\p{{L}})(?:{pattern})(?!\p{{L}})", regex.IGNORECASE) for pattern in WEEKDAYS]
SHORT_WEEKDAY = [
    regex.compile(rf"(?<!\p{{L}})(?:{pattern})(?!\p{{L}})", regex.IGNORECASE) for pattern in SHORT_WEEKDAYS
]
RELATIVE = {
    "+1": regex.compile(r"(?<!day after )(?<!\p{L})(?:tomorrow|rīt|rītdien\p{L}*|завтра)(?!\p{L})", regex.IGNORECASE),
    "+2": regex.compile(
        r"(?<!\p{L})(?:day after tomorrow|parīt|parītdien\p{L}*|послезавтра)(?!\p{L})", regex.IGNORECASE
    ),
    "weekend": regex.compile(
        r"(?<!\p{L})(?:weekends?|nedēļas nogal\p{L}*|выходны[емх]\p{L}{0,2})(?!\p{L})", regex.IGNORECASE
    ),
    "next week": regex.compile(
        r"(?<!\p{L})(?:next week|nākamnedēļ\p{L}*|nākam\p{L}+ nedēļ\p{L}*|следующ\p{L}+ недел\p{L})(?!\p{L})",
        regex.IGNORECASE,
    ),
}
HOUR_WORDS = (
    r"at one|vienos|в час(?= дня| ночи)",
    r"at two|divos|в два",
    r"at three|trijos|в три",
    r"at four|četros|в четыре",
    r"at five|piecos|в пять",
    r"at six|sešos|в шесть",
    r"at seven|septiņos|в семь",
    r"at eight|astoņos|в восемь",
    r"at nine|deviņos|в девять",
    r"at ten|desmitos|в десять",
    r"at eleven|vienpadsmitos|в одиннадцать",
    r"at twelve|at noon|divpadsmitos|в двенадцать|в полдень",
)
# "at five places" and «в два раза» are no hours: what follows has to belong to a clock, or end the clause.
CLOCKED = (
    r"(?=\s*(?:[.!?,;)]|$|o['’]?clock|in the (?:morning|evening|afternoon)"
    r"|no rīta|vakarā|rītā|час|утра|вечера|дня|ночи))"
)
SPELT_HOURS = [regex.compile(rf"(?<!\p{{L}})(?:{pattern}){CLOCKED}", regex.IGNORECASE) for pattern in HOUR_WORDS]
YEAR = regex.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%€$£]|[.,]\d)")
DOTTED = regex.compile(
    r"(?<![\d.,:+-])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])(?:\.(?:(?:19|20)\d\d)?|(?![.\d]))"
)
ISO = regex.compile(r"(?<!\d)(?:19|20)\d\d-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
SLASHED = regex.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?:19|20)?\d\d)(?![\d/])")
CLOCK = r"(?P<hour>[01]?\d|2[0-4])"
TIMES = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        rf"(?<![\d:.,]){CLOCK}:(?P<minute>[0-5]\d)(?![\d:])",
        rf"(?<![\d:.,]){CLOCK}(?:[.:](?P<minute>[0-5]\d))?\s?(?:[ap]\.?m\b\.?|o['’]?clock)",
        rf"(?<!\p{{L}})(?:plkst\.?|pulksten|plks\.?)\s?{CLOCK}(?:[.:](?P<minute>[0-5]\d))?(?!\d)",
        rf"(?<![\d:.,]){CLOCK}[.:](?P<minute>[0-5]\d)(?=\s?[-–—]\s?(?:[01]?\d|2[0-4])[.:][0-5]\d)",
        rf"(?<=\d[.:][0-5]\d\s?[-–—]\s?){CLOCK}[.:](?P<minute>[0-5]\d)(?!\d)",
        rf"(?<!\p{{L}})(?:в|с|до|к|после)\s{CLOCK}(?:[.:](?P<minute>[0-5]\d)|\s(?:час\p{{L}}*|утра|вечера|дня|ночи)|(?=\s*(?:[.!?,]|$)))",
        rf"(?<!\p{{L}})(?:at|by|until|till|from)\s{CLOCK}(?:[.:](?P<minute>[0-5]\d))?(?=\s*(?:[.!?,](?!\d)|$))",
    )
)
GENEROUS_TIME = regex.compile(
    rf"(?:(?<=(?<!\p{{L}})(?:at|by|from|to|until|till|plkst\.?|no|līdz|pl\.|в|с|до|к|после|[-–—])\s?)|(?=\d{{1,2}}\s?[-–—])|(?=\d{{1,2}}[.:h]\d\d))"
    rf"(?<!\d){CLOCK}(?:[.:h](?P<minute>[0-5]\d))?(?!\d)",
    regex.IGNORECASE,
)


def dates(text: str, *, generous: bool = False) -> set[str]:
    """Days (`05-12`), months, weekdays, years and hours named in the text; `generous`: also what may be one."""
    days = _days(text)
    found = {f"day {day}" for day in days} | _weekdays(text, generous=generous) | _hours(text, generous=generous)
    found |= {f"month {_month(match)}" for match in LONE_MONTH.finditer(text)}
    found |= {f"month {int(day[:2])}" for day in days} if generous else set()
    found |= {f"relative {name}" for name, pattern in RELATIVE.items() if pattern.search(text)}
    return found | {f"year {match.group()}" for match in YEAR.finditer(text)}


def blanked(text: str) -> str:
    """The text without its dates and hours, so that their digits are not taken for a telephone number."""
    for pattern in (ISO, SLASHED, DOTTED, *TIMES[:5]):
        text = pattern.sub(" ¤ ", text)
    return text


def _month(found: regex.Match[str]) -> int:
    return next(int(name[1:]) for name, value in found.groupdict().items() if value and name.startswith("m"))


def _days(text: str) -> set[str]:
    found = {
        f"{_month(match):02}-{int(match.group('day')):02}"
        for pattern in (DAY_MONTH, MONTH_DAY)
        for match in pattern.finditer(text)
    }
    found |= {
        f"{int(match.group('month')):02}-{int(match.group('day')):02}"
        for pattern in (DOTTED, ISO)
        for match in pattern.finditer(text)
    }
    for match in SLASHED.finditer(text):
        first, second = sorted((int(match.group("first")), int(match.group("second"))))
        found.add(f"{first:02}-{second:02}")
    return found


def _weekdays(text: str, *, generous: bool) -> set[str]:
    found = {f"weekday {number}" for number, pattern in enumerate(WEEKDAY) if pattern.search(text)}
    return found | (
        {f"weekday {number}" for number, pattern in enumerate(SHORT_WEEKDAY) if pattern.search(text)}
        if generous
        else set()
    )


def _hours(text: str, *, generous: bool) -> set[str]:
    patterns = (*TIMES, GENEROUS_TIME) if generous else TIMES
    found = {f"hour {at % 12:02}:00" for at, pattern in enumerate(SPELT_HOURS, 1) if pattern.search(text)}
    for pattern in patterns:
        for match in pattern.finditer(text):
            # Half a day is the same hour on a wall clock: "6 pm" vouches for 18:00.
            found.add(f"hour {(int(match.group('hour')) % 12):02}:{match.group('minute') or '00'}")
    return found
