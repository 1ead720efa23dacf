"""What is ordered from a writer, how far it is, what it offers and what it costs; what hearing and seeing costs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.ids import ActionId, ConnectionId, PersonId, PostId, WorkspaceId


class WritingState(StrEnum):
    """How far a writer is."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of the texts a writer offers; `flags` are keys of sentences that a person should read before using it."""

    text: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One order to a writer, its progress, its result and its money (micro-euro): reserved before, settled after."""

    id: str
    workspace_id: WorkspaceId
    post_id: PostId
    person_id: PersonId
    action_id: ActionId
    task: str
    """variants | shorter | longer | tone | instruction"""
    created_at: datetime
    instruction: str = ""
    base: str = ""
    """The text to change, for every task but `variants`."""
    connection_id: ConnectionId | None = None
    """The connection whose text is changed; None: the common text."""
    writer: str = ""
    state: WritingState = WritingState.ASKED
    partial: str = ""
    variants: tuple[Variant, ...] = ()
    chosen: int | None = None
    stop: bool = False
    error: str | None = None
    reserved: int = 0
    settled: int | None = None
    finished_at: datetime | None = None
    revision: int = 1


class Sense(StrEnum):
    """What a model is asked to do with what was sent."""

    HEAR = "hear"
    SEE = "see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensing:
    """That a model heard or saw something for a person, and its money (micro-euro), kept as that of a writing is.

    Neither what was sent nor what it gave is in it: these are where they are used.
    """

    id: str
    workspace_id: WorkspaceId
    person_id: PersonId
    sense: Sense
    created_at: datetime
    reserved: int = 0
    settled: int | None = None
    error: str | None = None
    """The name of the error (a class of `core.errors`) that it ended in."""
    finished_at: datetime | None = None
    revision: int = 1
