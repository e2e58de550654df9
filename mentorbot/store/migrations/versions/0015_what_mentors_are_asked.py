"""Questions that a mentor was asked first, and messages that both sides stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("mentorships", sa.Column("stopped_too", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("questions") as questions:
        questions.add_column(sa.Column("told", KEY, nullable=True))
        questions.create_foreign_key(op.f("fk_questions_told_members"), "members", ["told"], ["key"])


def downgrade() -> None:
    with op.batch_alter_table("questions") as questions:
        questions.drop_constraint(op.f("fk_questions_told_members"), type_="foreignkey")
        questions.drop_column("told")
    op.drop_column("mentorships", "stopped_too")
