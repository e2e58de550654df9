"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_notes")),
    )
    op.create_table(
        "workspaces",
        sa.Column("key", KEY, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("outside", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("platform", "outside", name=op.f("uq_workspaces_platform_outside")),
    )
    op.create_table(
        "cohorts",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_cohorts_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("workspace", "slug", name=op.f("uq_cohorts_workspace_slug")),
    )
    op.create_table(
        "members",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("zone_chosen", sa.Boolean(), nullable=False),
        sa.Column("reach", sa.String(length=16), nullable=False),
        sa.Column("reach_reason", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_members_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_members")),
        sa.UniqueConstraint("workspace", "user", name=op.f("uq_members_workspace_user")),
    )
    op.create_index(op.f("ix_members_user"), "members", ["user"], unique=False)

    op.create_table(
        "completions",
        sa.Column("member", KEY, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("task", sa.String(length=64), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_completions_member_members")),
        sa.PrimaryKeyConstraint("member", "guide", "task", name=op.f("pk_completions")),
    )
    op.create_table(
        "enrolments",
        sa.Column("key", KEY, nullable=False),
        sa.Column("cohort", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("focus", sa.String(length=64), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_kind", sa.String(length=16), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("resumes_on", sa.Date(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_enrolments_cohort_cohorts")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_enrolments_member_members")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("cohort", "member", name=op.f("uq_enrolments_cohort_member")),
    )
    op.create_index(op.f("ix_enrolments_next_at"), "enrolments", ["next_at"], unique=False)
    op.create_index(
        "uq_enrolments_live_member",
        "enrolments",
        ["member"],
        unique=True,
        sqlite_where=sa.text("state IN ('active', 'paused', 'quiet')"),
        postgresql_where=sa.text("state IN ('active', 'paused', 'quiet')"),
    )

    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(length=25), nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("enrolment", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("nudge", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment"], ["enrolments.key"], name=op.f("fk_deliveries_enrolment_enrolments")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_deliveries_member_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_deliveries_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("enrolment", "kind", "on", name=op.f("uq_deliveries_enrolment_kind_on")),
    )
    op.create_index(op.f("ix_deliveries_member"), "deliveries", ["member"], unique=False)
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["state", "due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('pending', 'sending')"),
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )


def downgrade() -> None:
    for table in ("deliveries", "completions", "enrolments", "cohorts", "members", "workspaces", "notes"):
        op.drop_table(table)
