"""A task that somebody opened again stays open, though they did it under another guide."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reopened",
        sa.Column("member", KEY, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("task", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_reopened_member_members")),
        sa.PrimaryKeyConstraint("member", "guide", "task", name=op.f("pk_reopened")),
    )


def downgrade() -> None:
    op.drop_table("reopened")
