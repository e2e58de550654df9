"""The calendar: several days a week, every second week, working days, holidays, quiet hours, an end, a budget."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A weekday becomes a sum of bits. Columns are renamed in place: SQLite would rebuild the whole table otherwise.

    How many nudges went unanswered was not counted before; those on the task in focus come nearest.
    """
    for table in ("cohorts", "enrolments"):
        op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN weekday TO days"))
        op.execute(sa.text(f"UPDATE {table} SET days = 1 << days WHERE days IS NOT NULL"))  # noqa: S608 - our names
    op.add_column("cohorts", sa.Column("every", sa.SmallInteger(), nullable=False, server_default="1"))
    op.add_column("cohorts", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("cohorts", sa.Column("holidays", sa.Text(), nullable=False, server_default=""))
    op.add_column("cohorts", sa.Column("budget", sa.SmallInteger(), nullable=False, server_default="3"))
    op.add_column("members", sa.Column("work_days", sa.SmallInteger(), nullable=True))
    op.add_column("members", sa.Column("quiet_from", sa.Time(), nullable=True))
    op.add_column("members", sa.Column("quiet_until", sa.Time(), nullable=True))
    op.add_column("enrolments", sa.Column("next_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("enrolments", sa.Column("unanswered", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("enrolments", sa.Column("quiet_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text("UPDATE enrolments SET unanswered = week"))


def downgrade() -> None:
    """The first of several days stays."""
    for table, names in (
        ("enrolments", ("quiet_at", "unanswered", "next_why")),
        ("members", ("quiet_until", "quiet_from", "work_days")),
        ("cohorts", ("budget", "holidays", "ends_on", "every")),
    ):
        for name in names:
            op.drop_column(table, name)
    first = "CASE " + " ".join(f"WHEN days & {1 << day} > 0 THEN {day}" for day in range(7)) + " END"
    for table in ("cohorts", "enrolments"):
        op.execute(sa.text(f"UPDATE {table} SET days = {first}"))  # noqa: S608 - our names
        op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN days TO weekday"))
