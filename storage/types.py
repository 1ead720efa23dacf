"""Column types: how our values lie in SQLite and in PostgreSQL."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import BigInteger, DateTime, Dialect, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Convert = Callable[[Any], Any]
"""Given to SQLAlchemy whole: its usual three calls for each value decide how many rows a second can be written."""


OURS = re.compile("[0-9a-f]{32}")


class Id(TypeDecorator[str]):
    """32 hex digits outside; a native UUID in PostgreSQL, where 16 bytes, not 33, decide the size of each index."""

    impl = String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID(as_uuid=True))
        return dialect.type_descriptor(String(32))

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _to_uuid if dialect.name == "postgresql" else _to_id_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert | None:
        return _from_uuid if dialect.name == "postgresql" else None


def _to_id_text(value: str | None) -> str | None:
    return value if value is None or value.isascii() else storable(value)


def _to_uuid(value: str | None) -> UUID | None:
    if value is None:
        return None
    # UUID() would take capitals, hyphens and more for the same; what is no id of ours is the id of nothing.
    return UUID(int=int(value, 16)) if OURS.fullmatch(value) else UUID(int=0)


def _from_uuid(value: Any) -> str | None:
    return value.hex if isinstance(value, UUID) else value


def storable(text: str) -> str:
    """The text as every database can hold it: without NUL (PostgreSQL refuses it) and half surrogate pairs."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            # Two halves that a careless JSON decoder left apart become their character again; a lone half is lost.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # Nobody sees a NUL, so nobody misses it; a sign in its place would be seen, and nothing later could take it out.
    return text.replace("\x00", "")


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


class Utf8(TypeDecorator[str]):
    """Any text, of any length: a limit would stop PostgreSQL alone, and what it cannot hold would too (`storable`)."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _to_text

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        return None


def _to_text(value: str | None) -> str | None:
    return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """A moment: aware and UTC outside; `timestamptz` in PostgreSQL, a naive UTC text of fixed length in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _to_moment if dialect.name == "postgresql" else _to_moment_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return _from_moment if dialect.name == "postgresql" else _from_moment_text


def _to_moment(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise TypeError("a moment must be aware")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


@lru_cache(maxsize=256)  # the rows of one commit are of one moment
def _to_moment_text(value: datetime | None) -> str | None:
    # Always with microseconds: texts are compared, and a shorter one would sort elsewhere.
    return None if value is None else _to_moment(value).isoformat(" ", "microseconds")[:26]  # type: ignore[union-attr]


def _from_moment(value: datetime | None) -> datetime | None:
    return None if value is None else value.replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _from_moment_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class Wall(TypeDecorator[datetime]):
    """What a clock on the wall shows: naive on purpose, its zone stands in a column beside it."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is not None:
            raise TypeError("a wall time has no zone of its own")
        return value


class Span(TypeDecorator[timedelta]):
    """A length of time in whole seconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


class Word(TypeDecorator[E], Generic[E]):
    """A member of a StrEnum as its word: readable in the table, and a new member needs no migration."""

    impl = String(32)
    cache_ok = True

    def __init__(self, enum: type[E]) -> None:
        super().__init__()
        self.enum = enum

        self._by_word = {str(member): member for member in enum}

    def bind_processor(self, dialect: Dialect) -> None:
        return None  # a member is its word

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return self._read

    def _read(self, value: str | None) -> E | None:
        return None if value is None else self._by_word.get(value) or self.enum(value)


class Json(TypeDecorator[T], Generic[T]):
    """Frozen values as JSON text, checked against their type when they are read."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[T] = TypeAdapter(shape)

    def bind_processor(self, dialect: Dialect) -> Convert:
        return self._write

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return self._read

    def _write(self, value: T | None) -> str | None:
        if value is None:
            return None
        try:
            text = self._adapter.dump_json(value).decode()
        except PydanticSerializationError:  # half a surrogate pair
            text = "\\u0000"
        if "\\u0000" not in text:
            return text
        return json.dumps(_storable(self._adapter.dump_python(value, mode="json")), ensure_ascii=False)

    def _read(self, value: str | None) -> T | None:
        return None if value is None else self._adapter.validate_json(value)
