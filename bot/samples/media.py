"""Posts with pictures, for the samples: what is asked about them, their list, and the card."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace

from bot.pictures.still import still
from bot.samples.scene import Scene
from core import drafting
from core.model import File, MediaKind, Post, Role, State, new_id
from core.writers.senseless import Senseless
from handlers import asking, suggesting
from handlers.routes import draw
from handlers.view import View

Drawn = AsyncIterator[tuple[str, str, View]]


class Seeing(Senseless):
    """That there is a model; what it sees is in the samples."""

    able = True


async def media(scene: Scene) -> Drawn:
    """From the first picture to the last description."""
    turn, scope, anna = scene.turn(), scene.workspace.id, scene.anna.id
    alone = await drafting.start(scene.app, scope, anna, "", files=await _files(scene, 1))
    yield "media.ask", "", await draw(turn, "media.ask", id=alone.id)
    yield "post", "only a picture", await draw(turn, "post", id=alone.id, bare="1")
    post = await scene.post(State.DRAFT)
    yield "media", "none", await draw(turn, "media", id=post.id)
    yield "media.instead", "", await draw(turn, "media.instead", id=alone.id)
    await drafting.attach(scene.app, scope, anna, post.id, await _files(scene, 2))
    async for one in _described(scene, post):
        yield one
    waits = await scene.post(State.IN_REVIEW, approved=1)
    await drafting.attach(scene.app, scope, anna, waits.id, await _files(scene, 1))
    yield "post", "pictures changed after approval", await draw(scene.turn(scene.boris), "post", id=waits.id)


async def _described(scene: Scene, post: Post) -> Drawn:
    turn = scene.turn()
    yield "media", "not described", await draw(turn, "media", id=post.id)
    for state, whole in (("page", True), ("question", False)):
        reply = await asking.ask(replace(turn, whole_forms=whole), "alt", id=post.id)
        if reply.show is not None:
            yield "form alt", state, reply.show
    draft = await drafting.current(scene.app, scene.workspace.id, post.id)
    async for one in _suggested(scene, post, drafting.media_of(draft)[0].key):
        yield one
    alts = {one.key: scene.texts.say("demo-alt") for one in drafting.media_of(draft)[:1]}
    await drafting.describe(scene.app, scene.workspace.id, scene.anna.id, post.id, alts)
    kept = {"id": post.id, "file": next(iter(alts)), "words": scene.texts.say("demo-alt")}
    yield suggesting.SCREEN, "taken", await draw(turn, suggesting.SCREEN, **kept)
    yield "media", "described", await draw(turn, "media", id=post.id)
    yield "media", "its viewer's", await draw(replace(turn, role=Role.VIEWER), "media", id=post.id)
    yield "post", "with pictures", await draw(turn, "post", id=post.id)
    video = drafting.media_of(draft)[1].key
    await drafting.detach(scene.app, scene.workspace.id, scene.anna.id, post.id, video)
    yield "post", "as a picture", await draw(turn, "post", id=post.id, look="1")


async def _suggested(scene: Scene, post: Post, file: str) -> Drawn:
    """Where a model can see."""
    turn, words = replace(scene.turn(), app=replace(scene.app, senses=Seeing())), scene.texts.say("demo-alt")
    yield "media", "not described, with a model", await draw(turn, "media", id=post.id)
    yield "post", "with pictures, with a model", await draw(turn, "post", id=post.id)
    this = {"id": post.id, "file": file}
    yield suggesting.SCREEN, "offered", await draw(turn, suggesting.SCREEN, **this, words=words)
    for error in ("", "BudgetSpent", "WriterMisconfigured", "WriterBusy", "WriterBroken", "WriterRefused"):
        yield suggesting.SCREEN, error or "nothing seen", await draw(turn, suggesting.SCREEN, **this, why=error)
    gone = {"id": post.id, "file": "", "words": words}
    yield suggesting.SCREEN, "the picture is gone", await draw(turn, suggesting.SCREEN, **gone)


async def _files(scene: Scene, count: int) -> list[File]:
    files = [_file(scene, MediaKind.VIDEO if number else MediaKind.IMAGE) for number in range(count)]
    await scene.app.store.add(scene.workspace.id, *files)
    for file in files:
        if file.kind is MediaKind.IMAGE:
            await scene.app.files.put(file.id, still())
    return files


def _file(scene: Scene, kind: MediaKind) -> File:
    return File(
        id=new_id(),
        workspace_id=scene.workspace.id,
        kind=kind,
        mime="image/jpeg" if kind is MediaKind.IMAGE else "video/mp4",
        digest=hashlib.sha256(still()).hexdigest(),
        bytes=len(still()),
        by=scene.anna.id,
        created_at=scene.now,
        width=1200,
        height=900,
        seconds=0 if kind is MediaKind.IMAGE else 12,
    )
