"""Rights that admins give, what they changed, what waits for their yes, and a workspace's own defaults."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_REFUSES = """
    CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("command", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("about", KEY, nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["members.key"], name=op.f("fk_audit_about_members")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_audit_member_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_audit_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_workspace_key"), "audit", ["workspace", "key"])
    op.create_table(
        "grants",
        sa.Column("member", KEY, nullable=False),
        sa.Column("giver", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["giver"], ["members.key"], name=op.f("fk_grants_giver_members")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_grants_member_members")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_grants")),
    )
    op.create_table(
        "proposals",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("cohort", KEY, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_proposals_cohort_cohorts")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_proposals_member_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_proposals_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_made_at"), "proposals", ["made_at"])
    op.add_column("cohorts", sa.Column("approval", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("cohorts", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    op.add_column("workspaces", sa.Column("default_guide", sa.String(length=64), nullable=True))
    op.add_column("workspaces", sa.Column("default_days", sa.SmallInteger(), nullable=True))
    op.add_column("workspaces", sa.Column("default_at", sa.Time(), nullable=True))
    op.add_column("workspaces", sa.Column("default_zone", sa.String(length=64), nullable=True))
    op.add_column("workspaces", sa.Column("default_holidays", sa.Text(), server_default="", nullable=False))
    op.add_column("workspaces", sa.Column("default_approval", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("workspaces", sa.Column("escalates", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("workspaces", sa.Column("stuck_weeks", sa.SmallInteger(), server_default="3", nullable=False))
    op.add_column("workspaces", sa.Column("retention_days", sa.Integer(), nullable=True))
    _only_add()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_only_added_to ON audit")
        op.execute("DROP FUNCTION audit_is_only_added_to")
    op.drop_column("workspaces", "retention_days")
    op.drop_column("workspaces", "stuck_weeks")
    op.drop_column("workspaces", "escalates")
    op.drop_column("workspaces", "default_approval")
    op.drop_column("workspaces", "default_holidays")
    op.drop_column("workspaces", "default_zone")
    op.drop_column("workspaces", "default_at")
    op.drop_column("workspaces", "default_days")
    op.drop_column("workspaces", "default_guide")
    op.drop_column("cohorts", "revision")
    op.drop_column("cohorts", "approval")
    op.drop_table("proposals")
    op.drop_table("grants")
    op.drop_table("audit")


def _only_add() -> None:
    """The database itself refuses to change or delete what was written."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSES)
        op.execute(
            "CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{what.lower()} BEFORE {what} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )
