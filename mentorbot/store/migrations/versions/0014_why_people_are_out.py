"""Why somebody is no longer in a cohort."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enrolments", sa.Column("ended_why", sa.String(length=16), nullable=True))


def downgrade() -> None:
    # Whoever asked to join is in no cohort that an older program knows of.
    op.execute("UPDATE enrolments SET state = 'left' WHERE state = 'asked'")
    op.drop_column("enrolments", "ended_why")
