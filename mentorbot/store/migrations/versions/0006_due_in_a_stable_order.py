"""Who is due at one instant comes in the order of enrolling, from the index."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_enrolments_next_at", "enrolments")
    op.create_index("ix_enrolments_next_at_key", "enrolments", ["next_at", "key"])


def downgrade() -> None:
    op.drop_index("ix_enrolments_next_at_key", "enrolments")
    op.create_index("ix_enrolments_next_at", "enrolments", ["next_at"])
