"""Announcements, what a delivery belongs to, and when a nudge was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("cohort", KEY, nullable=False),
        sa.Column("author", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("goes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["members.key"], name=op.f("fk_announcements_author_members")),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_announcements_cohort_cohorts")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_announcements_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_cohort"), "announcements", ["cohort"])
    op.add_column("deliveries", sa.Column("about", sa.String(length=40), server_default="", nullable=False))
    op.add_column("deliveries", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_deliveries_about",
        "deliveries",
        ["about"],
        sqlite_where=sa.text("about <> ''"),
        postgresql_where=sa.text("about <> ''"),
    )
    _alone("kind IN ('digest', 'mentees')")


def downgrade() -> None:
    op.execute("DELETE FROM deliveries WHERE kind IN ('relay', 'stuck', 'kudos', 'mentees', 'announcement', 'notice')")
    _alone("kind = 'digest'")
    op.drop_index(
        "ix_deliveries_about",
        table_name="deliveries",
        sqlite_where=sa.text("about <> ''"),
        postgresql_where=sa.text("about <> ''"),
    )
    op.drop_column("deliveries", "answered_at")
    op.drop_column("deliveries", "about")
    op.drop_table("announcements")


def _alone(which: str) -> None:
    """What a person gets once a day at most, without an enrolment."""
    op.drop_index("uq_deliveries_alone", table_name="deliveries")
    op.create_index(
        "uq_deliveries_alone",
        "deliveries",
        ["member", "kind", "on"],
        unique=True,
        sqlite_where=sa.text(which),
        postgresql_where=sa.text(which),
    )
