"""A made-up workspace with two people, and posts of theirs in any state: what samples are drawn from."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from core.app import App
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Brand,
    Connection,
    ConnectionId,
    Conversation,
    ConversationId,
    Identity,
    Membership,
    Origin,
    Person,
    PersonId,
    Post,
    PostId,
    Publication,
    PublicationId,
    Role,
    Rule,
    Said,
    State,
    Target,
    Variant,
    Version,
    Workspace,
    WorkspaceId,
    Writing,
    WritingState,
    new_id,
)
from core.ports import EVERYWHERE
from core.posts import content, content_hash
from core.texts import Texts
from handlers.routes import Turn

ZONE = "Europe/Riga"
UNDECIDED = frozenset({State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.HELD})


class Scene:
    """One language's workspace with its two people, and posts in every state."""

    def __init__(self, app: App, language: str, now: datetime) -> None:
        self.app, self.now = app, now
        self.texts = Texts(language, ZONE)
        self.anna, self.boris = (self._person(self.texts.say(f"demo-{who}")) for who in ("anna", "boris"))
        brand = Brand(
            name=self.texts.say("demo-brand-name"),
            about=self.texts.say("demo-brand-about"),
            audience=self.texts.say("demo-brand-audience"),
            tone="friendly",
            never=tuple(self.texts.say("demo-brand-never").split(", ")),
        )
        self.workspace = Workspace(
            id=WorkspaceId(new_id()),
            name=brand.name,
            language=language,
            zone=ZONE,
            created_at=now,
            brand=brand,
            rule=Rule.ANY_APPROVER,
        )
        self.accounts = (self.account(brand.name), self.account(f"{brand.name} 2"))

    def _person(self, name: str) -> Person:
        language = self.texts.language
        return Person(id=PersonId(new_id()), name=name, language=language, zone=ZONE, created_at=self.now)

    def account(self, title: str) -> Connection:
        id = ConnectionId(new_id())
        return Connection(
            id=id,
            workspace_id=self.workspace.id if hasattr(self, "workspace") else WorkspaceId(""),
            network="sandbox",
            account=id[-12:],
            title=title,
            url="",
            by=self.anna.id,
            created_at=self.now,
        )

    async def build(self) -> None:
        """Keeps the people, the workspace and its accounts."""
        scope = self.workspace.id
        roles = ((self.anna, Role.OWNER), (self.boris, Role.APPROVER))
        await self.app.store.add(EVERYWHERE, self.anna, self.boris, self.workspace)
        for person, role in roles:
            place = Membership(id=new_id(), workspace_id=scope, person_id=person.id, role=role, created_at=self.now)
            identity = Identity(
                id=new_id(), person_id=person.id, platform="browser", team="", user=person.id, created_at=self.now
            )
            await self.app.store.add(EVERYWHERE, place, identity)
        await self.app.store.add(scope, *self.accounts)

    def turn(self, person: Person | None = None, **args: str) -> Turn:
        """A turn in which this person reads."""
        reader = person or self.anna
        return Turn(
            app=self.app,
            now=self.now,
            person=reader,
            workspace=self.workspace,
            role=Role.OWNER if reader is self.anna else Role.APPROVER,
            said=Said(platform="browser", chat=reader.name, user=reader.id),
            texts=self.texts,
            conversation=self._place(reader),
            args=args,
        )

    def _place(self, person: Person) -> Conversation:
        return Conversation(
            id=ConversationId(new_id()),
            platform="browser",
            team="",
            chat=person.name,
            user=person.id,
            person_id=person.id,
            workspace_id=self.workspace.id,
            created_at=self.now,
            updated_at=self.now,
        )

    async def post(
        self, state: State, *, accounts: int = 1, long: bool = False, approved: int = 2, **facts: Any
    ) -> Post:
        """A post whose publications are in this state; `approved` is the version that was, where one was."""
        brief = self.texts.say("demo-brief")
        post = replace(self._blank(), version=2)
        versions = [self._version(post, 1, brief), self._version(post, 2, brief * 8 if long else self._edited())]
        await self.app.store.add(self.workspace.id, post, *versions)
        for account in self.accounts[:accounts]:
            await self._publish(
                post, account, versions[approved - 1], replace(self._draft(post, account), state=state, **facts)
            )
        return post

    def _blank(self) -> Post:
        return Post(
            id=PostId(new_id()),
            workspace_id=self.workspace.id,
            author_id=self.anna.id,
            brief=self.texts.say("demo-brief"),
            language=self.texts.language,
            created_at=self.now,
            updated_at=self.now,
        )

    def _draft(self, post: Post, account: Connection) -> Publication:
        return Publication(
            id=PublicationId(new_id()),
            workspace_id=post.workspace_id,
            post_id=post.id,
            connection_id=account.id,
            network=account.network,
            created_at=self.now,
            updated_at=self.now,
            version=post.version,
        )

    def _edited(self) -> str:
        return self.texts.say("demo-edit").removeprefix("=").strip()

    def _version(self, post: Post, number: int, text: str) -> Version:
        return Version(
            id=new_id(),
            workspace_id=post.workspace_id,
            post_id=post.id,
            number=number,
            text=text,
            by=self.anna.id,
            origin=Origin.OUTLINE if number == 1 else Origin.HUMAN,
            created_at=self.now,
            targets={self.accounts[1].id: Target()},
        )

    async def _publish(self, post: Post, account: Connection, version: Version, publication: Publication) -> None:
        if publication.state in UNDECIDED and version.number == post.version:
            await self.app.store.add(post.workspace_id, publication)
            return
        approval = Action(
            id=ActionId(new_id()),
            workspace_id=post.workspace_id,
            person_id=self.boris.id,
            kind=ActionKind.APPROVED,
            at=self.now - timedelta(hours=1),
            post_id=post.id,
            publication_id=publication.id,
            connection_id=account.id,
            version=version.number,
            hash=content_hash(content(version, account)),
        )
        held = None if publication.state in UNDECIDED else approval.hash
        kept = replace(publication, approved_hash=held, approval_id=approval.id)
        await self.app.store.add(post.workspace_id, approval, kept)

    async def note(self, post: Post, kind: ActionKind, note: str = "") -> None:
        """That Boris did this."""
        action = Action(
            id=ActionId(new_id()),
            workspace_id=post.workspace_id,
            person_id=self.boris.id,
            kind=kind,
            at=self.now,
            post_id=post.id,
            note=note,
        )
        await self.app.store.add(post.workspace_id, action)

    async def writing(self, state: WritingState, **facts: Any) -> Post:
        """A post that is being written, or whose variants are there."""
        post = self._blank()
        await self.app.store.add(post.workspace_id, post, self._draft(post, self.accounts[0]))
        action = Action(
            id=ActionId(new_id()),
            workspace_id=post.workspace_id,
            person_id=self.anna.id,
            kind=ActionKind.WRITING_ASKED,
            at=self.now,
            post_id=post.id,
        )
        texts = (self.texts.say("demo-brief"), self._edited(), self.texts.say("demo-brief"))
        done = state not in {WritingState.ASKED, WritingState.RUNNING}
        writing = Writing(
            id=new_id(),
            workspace_id=post.workspace_id,
            post_id=post.id,
            person_id=self.anna.id,
            action_id=action.id,
            task="variants",
            created_at=self.now,
            writer="outline",
            state=state,
            partial="" if done else texts[0][:40],
            variants=tuple(Variant(text=text) for text in texts) if done else (),
        )
        await self.app.store.add(post.workspace_id, action, replace(writing, **facts))
        return post
