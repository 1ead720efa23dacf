"""How often a process looks for garbage that holds on to itself: Python's own pace is for small programs."""

import gc

MADE = 10_000
"""How many more objects are made than dropped between two looks. With Python's 700 a batch of posts is looked through
while it is in hand: 600 looks for 5,000 posts, a fifth of all that they cost; with this, 6."""


def look_seldom() -> None:
    """From now on, in this process. What is dropped by its last user goes at once, as ever."""
    gc.set_threshold(MADE, 10, 10)
