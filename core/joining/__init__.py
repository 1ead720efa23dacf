"""Arriving, inviting, joining and switching: how a person gets into a workspace and what they are in it."""

from core.joining.arriving import LOCAL, arrive, is_known, open_workspace, zone_told
from core.joining.inviting import (
    INVITE_LASTS,
    fingerprint,
    give_role,
    invite,
    invite_subject,
    is_invite,
    join,
    let_go,
    open_invites,
    revoke,
)
from core.joining.places import membership_of, team_of, workspaces_of
from core.joining.settling import KEPT, kept_about, record, set_person, set_workspace

__all__ = [
    "INVITE_LASTS",
    "KEPT",
    "LOCAL",
    "arrive",
    "fingerprint",
    "give_role",
    "invite",
    "invite_subject",
    "is_invite",
    "is_known",
    "join",
    "kept_about",
    "let_go",
    "membership_of",
    "open_invites",
    "open_workspace",
    "record",
    "revoke",
    "set_person",
    "set_workspace",
    "team_of",
    "workspaces_of",
    "zone_told",
]
