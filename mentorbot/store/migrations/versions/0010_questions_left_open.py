"""Questions that a guide left open, and whether a workspace keeps their words."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("keeps_texts", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "questions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("member", KEY, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_questions_member_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_questions_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_questions")),
    )
    op.create_index(op.f("ix_questions_workspace_outcome"), "questions", ["workspace", "outcome"])
    op.create_index(op.f("ix_questions_member_asked_on"), "questions", ["member", "asked_on"])


def downgrade() -> None:
    op.drop_table("questions")
    op.drop_column("workspaces", "keeps_texts")
