"""Proves the wall where no code can pass by it: at the cursor, every statement of a workspace's scope is looked at."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Alias, Column, Delete, Join, Select, Table, Update, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList, ClauseElement

from core.ports import EVERYWHERE


def openings(statement: ClauseElement) -> list[str]:
    """The tables of workspaces that this statement, or one inside it, reads or writes without naming the workspace.

    A select inside seems to read the tables around it, too, that it only refers to: hence once narrowed is enough.
    """
    parts = [part for part in visitors.iterate(statement) if isinstance(part, Select | Update | Delete)]
    touched = {table: False for part in parts for table in _touched(part)}
    for part in parts:
        touched |= {table: True for table in _touched(part) if _narrowed(part, table)}
    return [str(table.name) for table, narrowed in touched.items() if not narrowed]


def _touched(part: Any) -> Iterator[Table | Alias]:
    """Its tables; a subquery among them is a part of its own."""
    clauses = list(part.get_final_froms()) if isinstance(part, Select) else [part.table]
    while clauses:
        match clauses.pop():
            case Join(left=left, right=right):
                clauses += [left, right]
            case Table() as table:
                yield table
            case Alias(element=Table()) as alias:
                yield alias


def _narrowed(part: Any, table: Table | Alias) -> bool:
    """Whether it belongs to no workspace, is compared with one, or (an alias) hangs on a row that is."""
    own = table.c.get("id" if table.name == "workspaces" else "workspace_id")
    if own is None:
        return True
    compared = list(_compared(part.whereclause))
    hangs = any(left in set(table.c) and isinstance(right, Column) for left, right in compared)
    return any(left is own for left, _ in compared) or (isinstance(table, Alias) and hangs)


def _compared(condition: Any) -> Iterator[tuple[Any, Any]]:
    """What must be equal to what for a row to be touched."""
    if isinstance(condition, BooleanClauseList) and condition.operator.__name__ == "and_":
        for each in condition.clauses:
            yield from _compared(each)
    elif isinstance(condition, BinaryExpression) and condition.operator.__name__ == "eq":
        yield condition.left, condition.right


KNOWN: dict[str, list[str]] = {}
"""The openings of each statement that was looked at, by its text: each test has an engine of its own, which says the
same again.
"""


class Wall:
    """Listens to an engine; counts what it looked at, and raises where a workspace's statement has an opening."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.looked_at = 0
        event.listen(engine.sync_engine, "before_cursor_execute", self._look, named=True)

    def _look(self, *, statement: str, context: Any, **_: object) -> None:
        if context is None or context.execution_options.get("scope", EVERYWHERE) == EVERYWHERE:
            return
        self.looked_at += 1
        if statement not in KNOWN:
            KNOWN[statement] = openings(context.compiled.statement)
        found = KNOWN[statement]
        assert not found, f"reads or writes {found} of all workspaces: {statement}"
