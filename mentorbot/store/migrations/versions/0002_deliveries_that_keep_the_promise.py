"""Deliveries with their whole life, leases, and what admins are told."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
AT_ONCE = 1000


def upgrade() -> None:
    """Members get their column in place: SQLite would not let a table go that others refer to."""
    op.add_column("members", sa.Column("admin", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index("ix_deliveries_waiting", "deliveries")
    with op.batch_alter_table("deliveries") as deliveries:
        for name, kind in (
            ("letter", sa.JSON()),
            ("scheduled_at", INSTANT),
            ("until", INSTANT),
            ("planned_at", INSTANT),
            ("first_tried_at", INSTANT),
            ("trail", sa.JSON()),
        ):
            deliveries.add_column(sa.Column(name, kind, nullable=True))
        deliveries.add_column(sa.Column("doubts", sa.SmallInteger(), server_default="0", nullable=False))
    _fill()
    with op.batch_alter_table("deliveries") as deliveries:
        for name, kind in (
            ("letter", sa.JSON()),
            ("scheduled_at", INSTANT),
            ("until", INSTANT),
            ("planned_at", INSTANT),
        ):
            deliveries.alter_column(name, existing_type=kind, nullable=False)
        deliveries.alter_column("doubts", existing_type=sa.SmallInteger(), server_default=None)
        deliveries.alter_column("enrolment", existing_type=KEY, nullable=True)
        deliveries.drop_column("nudge")
    _index_deliveries()
    _make_leases()
    _make_troubles()


ROWS = sa.table(
    "deliveries",
    sa.column("key", sa.String),
    sa.column("nudge", sa.JSON),
    sa.column("letter", sa.JSON),
    sa.column("due_at", INSTANT),
    sa.column("scheduled_at", INSTANT),
    sa.column("until", INSTANT),
    sa.column("planned_at", INSTANT),
)


def _fill() -> None:
    """What was in the nudge alone becomes columns; the instants of old rows are the nearest that are known."""
    connection = op.get_bind()
    for key, nudge, due_at in _each(ROWS.c.nudge, ROWS.c.due_at):
        values = {"letter": _letter(nudge), "scheduled_at": due_at, "until": _until(nudge, due_at)}
        connection.execute(ROWS.update().where(ROWS.c.key == key).values(**values, planned_at=due_at))


def _each(*columns: sa.ColumnElement[Any]) -> Iterator[Any]:
    """These columns of every delivery, a thousand at a time, each after its key."""
    connection, last = op.get_bind(), ""
    query = sa.select(ROWS.c.key, *columns).order_by(ROWS.c.key).limit(AT_ONCE)
    while found := connection.execute(query.where(ROWS.c.key > last)).all():
        yield from found
        last = found[-1].key


def _letter(nudge: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in nudge.items() if name != "until"}


def _until(nudge: dict[str, Any], due_at: datetime) -> datetime:
    until = datetime.fromisoformat(nudge["until"])
    return until if due_at.tzinfo else until.replace(tzinfo=None)


def _unfill() -> None:
    """Back into the nudge with what it had, without what it gained; what is to be tried again is pending there."""
    connection = op.get_bind()
    for key, letter, until in _each(ROWS.c.letter, ROWS.c.until):
        ends = until if until.tzinfo else until.replace(tzinfo=UTC)
        nudge = {name: value for name, value in letter.items() if name != "why"} | {"until": ends.isoformat()}
        connection.execute(ROWS.update().where(ROWS.c.key == key).values(letter=nudge))
    op.execute("UPDATE deliveries SET state = 'pending' WHERE state = 'retry'")


def _index_deliveries() -> None:
    alone, waiting, sending = (
        sa.text("enrolment IS NULL"),
        sa.text("state IN ('pending', 'retry')"),
        sa.text("state = 'sending'"),
    )
    for name, columns, where, unique in (
        ("uq_deliveries_alone", ["member", "kind", "on"], alone, True),
        ("ix_deliveries_waiting", ["workspace", "due_at", "key"], waiting, False),
        ("ix_deliveries_sending", ["workspace", "lease_until"], sending, False),
    ):
        op.create_index(name, "deliveries", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _make_leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("next_send_at", INSTANT, nullable=True),
        sa.Column("closed_until", INSTANT, nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("failures", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )


def _make_troubles() -> None:
    op.create_table(
        "troubles",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("member", KEY, nullable=True),
        sa.Column("delivery", sa.String(length=25), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_troubles_member_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_troubles_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_troubles")),
    )
    untold = sa.text("told_at IS NULL")
    op.create_index("ix_troubles_untold", "troubles", ["workspace", "at"], sqlite_where=untold, postgresql_where=untold)


def downgrade() -> None:
    """Back to the tables of before; what belongs to no enrolment has no place there and goes."""
    op.drop_table("troubles")
    op.drop_table("leases")
    for name in ("uq_deliveries_alone", "ix_deliveries_waiting", "ix_deliveries_sending"):
        op.drop_index(name, "deliveries")
    op.execute("DELETE FROM deliveries WHERE enrolment IS NULL")
    _unfill()
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("letter", existing_type=sa.JSON(), new_column_name="nudge")
        deliveries.alter_column("enrolment", existing_type=KEY, nullable=False)
        for name in ("scheduled_at", "until", "planned_at", "first_tried_at", "trail", "doubts"):
            deliveries.drop_column(name)
    waiting = sa.text("state IN ('pending', 'sending')")
    op.create_index(
        "ix_deliveries_waiting", "deliveries", ["state", "due_at"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.drop_column("members", "admin")
