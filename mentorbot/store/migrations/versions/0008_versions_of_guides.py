"""Each version of a guide is kept, and a cohort says which is its own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_versions",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guide", "version", name=op.f("pk_guide_versions")),
    )
    op.add_column("cohorts", sa.Column("guide_version", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("cohorts", "guide_version")
    op.drop_table("guide_versions")
