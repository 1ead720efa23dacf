"""What changed between two texts, word by word: what an approver reads before saying yes again."""

from difflib import SequenceMatcher

import regex

WORD = regex.compile(r"\S+\s*|\s+")
"""A word with the space behind it, so that the parts put together are the text again."""
Part = tuple[str, str]
"""`" "` kept, `"-"` taken out or `"+"` put in; and the words."""


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Both texts at once, in order; all but what was taken out is the new text to the letter."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    parts: list[Part] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append((" ", "".join(after[j:j_end])))
        else:
            parts += [("-", "".join(before[i:i_end])), ("+", "".join(after[j:j_end]))]
    return tuple(part for part in parts if part[1])
