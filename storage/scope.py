"""The wall between workspaces: a statement reaches the database only through `within`, which needs a scope."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Delete, FromClause, Join, Select, Table, Update

from core.errors import Missing
from core.ports import EVERYWHERE, N, Scope

Statement = TypeVar("Statement", Select[Any], Update, Delete)


def own(scope: Scope, table: Table) -> ColumnElement[bool] | None:
    """What a row of this table must meet to be the workspace's; None where there is nothing to meet."""
    column = table.c.id if table.name == "workspaces" else table.c.get("workspace_id")
    return None if column is None or scope == EVERYWHERE else column == scope


def _tables(clause: FromClause) -> Iterator[Table]:
    if isinstance(clause, Join):
        yield from _tables(clause.left)
        yield from _tables(clause.right)
    elif isinstance(clause, Table):
        yield clause
    else:  # an alias or a subquery could hide a table: narrow what is inside before, and do not come here with it
        raise TypeError(f"{type(clause).__name__} cannot be narrowed to a workspace")


def _read(statement: Select[Any]) -> Iterable[FromClause]:
    """What a select reads, by its columns, its conditions and its joins.

    SQLAlchemy's own `get_final_froms` compiles the statement for that, which takes 0.8 ms: only for explicit joins.
    """
    if statement._setup_joins:  # noqa: SLF001 - nothing public tells
        return statement.get_final_froms()
    return dict.fromkeys(statement._iterate_from_elements())  # noqa: SLF001 - as above


def within(scope: Scope, statement: Statement) -> Statement:
    """The statement, every table it reads from or writes to that belongs to workspaces narrowed to this one.

    It carries its scope along, so that a listener of the engine can prove the wall (tests/storage/wall.py).
    """
    if scope == EVERYWHERE:
        # One that is kept is left as it is: a copy would have to be looked up anew in SQLAlchemy's cache, each time.
        said = statement.get_execution_options().get("scope") == str(scope)
        return statement if said else statement.execution_options(scope=str(scope))
    statement = statement.execution_options(scope=str(scope))
    for clause in _read(statement) if isinstance(statement, Select) else [statement.table]:
        for table in _tables(clause):
            if (condition := own(scope, table)) is not None:
                statement = statement.where(condition)
    return statement


def checked(scope: Scope, nouns: Sequence[N]) -> Sequence[N]:
    """What is to be written, none of which may be another workspace's. Raises `Missing`."""
    if scope != EVERYWHERE and any((getattr(noun, "workspace_id", None) or scope) != scope for noun in nouns):
        raise Missing("of another workspace")
    return nouns
