"""What a platform delivered, as a row of the inbox; and several rows that are one thing, such as an album."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from core.app import App
from core.checks import passwords
from core.model import Delivery, DeliveryState, Said, new_id
from core.ports import EVERYWHERE

ALBUM = timedelta(seconds=1.5)
"""How long after its last picture an album is complete: they are delivered one by one."""
ALBUM_MOST = timedelta(seconds=10)
MOST = 32_000
"""Longer than any text we take: what goes beyond it is not kept. One character does, so that it is still refused."""


def delivery(said: Said, key: str, now: datetime) -> Delivery:
    """The inbox row of something that a platform delivered under its own unique key."""
    lane = f"{said.platform}:{said.team}:{said.chat}:{said.user}"
    return Delivery(id=new_id(), platform=said.platform, key=key, lane=lane, said=said, received_at=now)


PASSWORD = "password"  # noqa: S105 - the kind of thing that was said
"""What was said looked like a password (`Said.other`): nothing else of it is kept."""


def taken(said: Said) -> Said:
    """What of it is kept: no more than a text of ours can be, and no password."""
    if any(map(passwords.told, (said.text, *said.answers.values()))):
        return replace(said, text="", answers={}, token="", files=(), album="", other=PASSWORD)
    answers = {name: answer[: MOST + 1] for name, answer in said.answers.items()}
    return replace(said, text=said.text[: MOST + 1], answers=answers)


async def whole(app: App, one: Delivery) -> tuple[Delivery, list[Delivery]]:
    """The delivery with all that belongs to its album, and the other deliveries that this was."""
    if not one.said.album:
        return one, []
    while True:
        waiting = await app.store.find(EVERYWHERE, Delivery, lane=one.lane, state=DeliveryState.NEW)
        same = [other for other in waiting if other.said.album == one.said.album]
        complete = min(max(each.received_at for each in [one, *same]) + ALBUM, one.received_at + ALBUM_MOST)
        if (left := (complete - app.clock.now()).total_seconds()) <= 0:
            break
        await asyncio.sleep(min(left, ALBUM.total_seconds()))
    files = tuple(file for each in same for file in each.said.files)
    words = next((each.said.text for each in same if each.said.text), "")
    joined = replace(one, said=replace(one.said, files=files, text=words))
    return joined, [other for other in same if other.id != one.id]
