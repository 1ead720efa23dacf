"""Alembic's entry: told by `storage.migrate` which connection, with its transaction, to work on."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.tables import METADATA
from storage.types import Id, Instant, Json, Span, Utf8, Wall, Word

FROZEN: dict[type, str] = {
    Id: 'sa.String(32).with_variant(sa.Uuid(), "postgresql")',
    Instant: "sa.DateTime(timezone=True)",
    Json: "sa.Text()",
    Span: "sa.BigInteger()",
    Utf8: "sa.Text()",
    Wall: "sa.DateTime()",
    Word: "sa.String(32)",
}
"""What our column types lie in. A revision names these: it must mean the same when our types have moved on."""


def _rendered(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    return FROZEN.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=_rendered,
    render_as_batch=True,  # SQLite cannot alter a column: the table is copied instead, hence no foreign keys meanwhile
)
with context.begin_transaction():
    context.run_migrations()
