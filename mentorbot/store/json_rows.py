"""Many rows as one JSON text, there and back.

A driver that takes or gives rows one by one asks for the interpreter once a row, and waits for it each time while the
process is busy sending. One text is one turn, however many rows it holds; both databases read and write JSON.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    FromClause,
    Select,
    Time,
    TypeDecorator,
    bindparam,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]
_TIMES = (Date, DateTime, Time)
_READ: dict[type[TypeEngine[Any]], Convert] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Time: time.fromisoformat,
    Boolean: bool,
}


def gathered(dialect: Dialect, rows: Select[Any]) -> Select[Any]:
    """A query whose one value is the list of all `rows`, each a list of its columns, in their order."""
    found = rows.subquery("found")
    if dialect.name == "sqlite":
        return select(func.json_group_array(func.json_array(*found.c), type_=JSON))
    return select(func.json_agg(func.json_build_array(*found.c), type_=JSON))


def handed(dialect: Dialect, name: str, columns: Sequence[Column[Any]]) -> FromClause:
    """The parameter `name`, a list of what `packed` makes, as a table with these columns."""
    text = bindparam(name, type_=JSON)
    if dialect.name == "sqlite":
        each = func.json_each(text).table_valued("value", name=f"each_of_{name}")
        taken = [(func.json_extract(each.c.value, literal_column(f"'$.{one.name}'")), one.name) for one in columns]
        return (
            select(*(value.label(called) for value, called in taken)).cte(name).prefix_with("MATERIALIZED")
        )  # or else it reads the text once a use
    typed = [column(one.name, one.type) for one in columns]
    return func.json_to_recordset(text).table_valued(*typed, name=name).render_derived(with_types=True)


def reader(kept: ColumnElement[Any], dialect: Dialect) -> Convert | None:
    """How a value of this column, which came as JSON and is not null, becomes ours; None where it is ours already.

    It remembers, as `writer` does: the instants, dates and states of a batch are few.
    """
    kind, inner = kept.type, _inner(kept)
    plain = inner.enum_class if isinstance(inner, Enum) else _READ.get(type(inner))
    if not isinstance(kind, TypeDecorator):
        return plain
    return lru_cache(maxsize=1024)(lambda value: kind.process_result_value(plain(value) if plain else value, dialect))


def writer(kept: ColumnElement[Any], dialect: Dialect) -> Convert | None:
    """How our value goes into JSON, so that the same is kept as from the driver; None where it goes as it is."""
    inner = _inner(kept)
    if isinstance(inner, JSON):
        return None
    bind = kept.type.dialect_impl(dialect).bind_processor(dialect)
    if bind is None or not isinstance(inner, _TIMES):
        return bind or (_iso if isinstance(inner, _TIMES) else None)
    return lru_cache(maxsize=1024)(lambda value: _iso(bind(value)))


def _inner(kept: ColumnElement[Any]) -> TypeEngine[Any]:
    return kept.type.impl_instance if isinstance(kept.type, TypeDecorator) else kept.type


def _iso(value: date | time | str | None) -> str | None:
    """SQLite's times are text already."""
    return value.isoformat() if isinstance(value, date | time) else value
