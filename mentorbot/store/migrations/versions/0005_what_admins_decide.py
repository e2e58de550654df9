"""What is held is found at once, and only digests are once a day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

HELD = sa.text("state = 'held'")
ALONE = ["member", "kind", "on"]


def upgrade() -> None:
    op.drop_index("uq_deliveries_alone", "deliveries")
    _index_alone(sa.text("kind = 'digest'"))
    columns = ["workspace", "scheduled_at", "key"]
    op.create_index("ix_deliveries_held", "deliveries", columns, sqlite_where=HELD, postgresql_where=HELD)


def downgrade() -> None:
    """Tests that somebody sent to themselves go: there may be several on one day."""
    op.drop_index("ix_deliveries_held", "deliveries")
    op.drop_index("uq_deliveries_alone", "deliveries")
    op.execute("DELETE FROM deliveries WHERE enrolment IS NULL AND kind <> 'digest'")
    _index_alone(sa.text("enrolment IS NULL"))


def _index_alone(where: sa.TextClause) -> None:
    op.create_index("uq_deliveries_alone", "deliveries", ALONE, unique=True, sqlite_where=where, postgresql_where=where)
