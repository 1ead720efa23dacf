"""The job that lets a writer write: what there is so far is shown, it is paid once, it ends with something usable."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from core.app import App
from core.checks import clean, flags
from core.drafting.drafts import current
from core.drafting.orders import order_of, writer_of
from core.errors import Missing, Stale, StoreUnavailable, WriterBroken, WriterError
from core.model import Variant, WorkspaceId, Writing, WritingState
from core.ports import Order, Piece, Writer, Written
from core.telling import changed

logger = logging.getLogger(__name__)
FRAME = timedelta(seconds=0.5)
"""How often what there is of a text is shown: chats allow about one edit a second."""
PATIENCE = 5
"""How many times a change that others came before is tried again."""


@dataclass(slots=True)
class Sight:
    """What there is of the text so far."""

    text: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One writing being done; nothing in it holds a transaction open."""

    app: App
    writing: Writing
    order: Order
    sight: Sight


async def run_writing(app: App, writing_id: str, scope: WorkspaceId, *, frame: timedelta = FRAME) -> None:
    """Writes what was asked for. Run again after it was cut off, it pays once and the fallback writer ends it.

    Never called within a transaction. What ended already, or was erased meanwhile, needs nothing done.
    """
    with suppress(Missing):
        writing, fresh = await _begun(app, scope, writing_id)
        if writing.state is not WritingState.RUNNING:
            return
        order = await order_of(app, await current(app, scope, writing.post_id), writing)
        run = Run(app=app, writing=writing, order=order, sight=Sight())
        if fresh:
            await _run(run, frame)
        else:
            await _fall_back(run, WriterBroken("cut off half-way", cost=writing.reserved))


async def _begun(app: App, scope: WorkspaceId, writing_id: str) -> tuple[Writing, bool]:
    """The writing, and whether it was this call that began it."""
    async with app.together() as joined:
        writing = await joined.store.get(scope, Writing, writing_id)
        if writing.state is not WritingState.ASKED:
            return writing, False
        return await joined.store.change(scope, writing, replace(writing, state=WritingState.RUNNING)), True


async def _run(run: Run, frame: timedelta) -> None:
    writer = writer_of(run.app, run.writing)
    try:
        written = await _watched(run, writer, frame)
        if written is None:
            await _end(run, writer, state=WritingState.STOPPED, variants=_usable(run, [Variant(text=run.sight.text)]))
        else:
            await _end(run, writer, variants=_all_usable(run, written), settled=written.cost)
    except WriterError as error:
        await _fall_back(run, error)


async def _fall_back(run: Run, error: WriterError) -> None:
    """The writer that needs no key ends what the other could not; why stays on record."""
    writer = run.app.fallback
    why = type(error).__name__
    logger.warning("writer %s: %s: %s", run.writing.writer, why, error.detail)
    try:
        variants = _all_usable(run, await _read(writer.write(run.order), Sight()))
    except WriterError:
        await _end(run, writer, state=WritingState.FAILED, error=why, settled=error.cost)
    else:
        await _end(run, writer, error=why, variants=variants, settled=error.cost)


async def _watched(run: Run, writer: Writer, frame: timedelta) -> Written | None:
    """What the writer wrote; None where somebody stopped it: looked for at every frame, also while it is silent."""
    reading = asyncio.create_task(_read(writer.write(run.order), run.sight))
    try:
        while not (await asyncio.wait({reading}, timeout=frame.total_seconds()))[0]:
            if not await _goes_on(run):
                return None
        return await reading
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _read(pieces: AsyncIterator[Piece | Written], sight: Sight) -> Written:
    written: Written | None = None
    async for piece in pieces:
        if isinstance(piece, Written):
            written = piece
        else:
            sight.text = piece.text
    if written is None:
        raise WriterBroken("it ended without an end")
    return written


async def _goes_on(run: Run) -> bool:
    """Shows what is new, and looks whether the writing is still wanted."""
    partial = clean(run.sight.text)
    try:
        seen = await _update(run, lambda writing: replace(writing, partial=partial) if _wanted(writing) else writing)
    except StoreUnavailable:
        return True  # a frame is for the eye only: the next one may pass, and the text is not lost for it
    return _wanted(seen)


def _wanted(writing: Writing) -> bool:
    return writing.state is WritingState.RUNNING and not writing.stop


async def _update(run: Run, change: Callable[[Writing], Writing]) -> Writing:
    """Changes the row as it is by now, in a short transaction. Raises `Stale` where others are always quicker."""
    scope = run.writing.workspace_id
    for _ in range(PATIENCE):
        with suppress(Stale):
            async with run.app.together() as joined:
                old = await joined.store.get(scope, Writing, run.writing.id)
                if (new := change(old)) == old:
                    return old
                saved = await joined.store.change(scope, old, new)
                await changed(joined, scope, old.post_id)
                return saved
    raise Stale(f"writing {run.writing.id}")


async def _end(  # noqa: PLR0913 - all but two by name
    run: Run,
    writer: Writer,
    *,
    state: WritingState = WritingState.DONE,
    variants: tuple[Variant, ...] = (),
    settled: int | None = None,
    error: str | None = None,
) -> None:
    """Ends the writing and settles its money, unless that was done; what is not known costs what was reserved."""

    def ended(writing: Writing) -> Writing:
        if writing.state is not WritingState.RUNNING:
            return writing
        return replace(
            writing,
            state=state,
            variants=variants,
            writer=writer.name,
            partial="",
            settled=writing.reserved if settled is None else settled,
            error=error or writing.error,
            finished_at=run.app.clock.now(),
        )

    await _update(run, ended)


def _all_usable(run: Run, written: Written) -> tuple[Variant, ...]:
    if not (usable := _usable(run, written.variants)):
        raise WriterBroken("nothing usable", cost=written.cost)
    return usable


def _usable(run: Run, variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The texts without what nobody sees, each once, with all that a person should look at before using it."""
    cleaned = {clean(variant.text): variant.flags for variant in variants}
    return tuple(
        Variant(text=text, flags=tuple(dict.fromkeys((*given, *_flags(run, text)))))
        for text, given in cleaned.items()
        if text
    )


def _flags(run: Run, text: str) -> tuple[str, ...]:
    order = run.order
    brief = f"{order.brief}\n{order.instruction}"
    return flags(text, brief=brief, brand=order.brand, base=order.base, language=order.language)
