"""Who may do what in a workspace."""

from enum import StrEnum

from core.errors import Denied
from core.model import Role


class Right(StrEnum):
    """What a role can allow."""

    READ = "read"
    WRITE = "write"
    APPROVE = "approve"
    MANAGE = "manage"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.APPROVER: frozenset({Right.READ, Right.WRITE, Right.APPROVE}),
    Role.AUTHOR: frozenset({Right.READ, Right.WRITE}),
    Role.VIEWER: frozenset({Right.READ}),
}


def may(role: Role, right: Right) -> bool:
    """Whether the role holds the right."""
    return right in RIGHTS[role]


def require(role: Role, right: Right) -> None:
    """Raises `Denied` where the role does not hold the right."""
    if not may(role, right):
        raise Denied(right)
