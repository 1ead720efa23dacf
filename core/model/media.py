"""Pictures and videos: what we keep, and what a post shows of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.ids import PersonId, WorkspaceId


class MediaKind(StrEnum):
    """What is shown: a picture or a video."""

    IMAGE = "image"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Bytes that we keep for a workspace: checked, and written anew without what told of their author.

    They lie in the port `Files` under `id`, and never change.
    """

    id: str
    workspace_id: WorkspaceId
    kind: MediaKind
    mime: str
    digest: str
    """SHA-256 of the bytes, in hex."""
    bytes: int
    by: PersonId
    created_at: datetime
    width: int = 0
    height: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or a video of a version: the file `key`; `digest` is the SHA-256 of the bytes that will be sent."""

    key: str
    kind: MediaKind
    mime: str
    digest: str
    bytes: int
    width: int = 0
    height: int = 0
    seconds: int = 0
    alt: str = ""
    """What it shows, in words, for who cannot see it."""
