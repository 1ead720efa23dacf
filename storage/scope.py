"""The wall between workspaces: a statement reaches the database only through `within`, which needs a scope."""

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Delete, FromClause, Join, Select, Table, Update

from core.errors import Missing
from core.ports import EVERYWHERE, Scope

Statement = TypeVar("Statement", Select[Any], Update, Delete)


def _tables(clause: FromClause) -> Iterator[Table]:
    if isinstance(clause, Join):
        yield from _tables(clause.left)
        yield from _tables(clause.right)
    elif isinstance(clause, Table):
        yield clause


def within(scope: Scope, statement: Statement) -> Statement:
    """The statement, every table it reads from or writes to that belongs to workspaces narrowed to this one."""
    if scope == EVERYWHERE:
        return statement
    clauses = statement.get_final_froms() if isinstance(statement, Select) else [statement.table]
    for clause in clauses:
        for table in _tables(clause):
            if "workspace_id" in table.c:
                statement = statement.where(table.c.workspace_id == scope)
    return statement


def checked(scope: Scope, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, none of which may be another workspace's. Raises `Missing`."""
    if scope != EVERYWHERE and any(row.get("workspace_id", scope) != scope for row in rows):
        raise Missing("of another workspace")
    return rows
