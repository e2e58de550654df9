"""Mentors and whom they go with, check-ins and calls for help, kudos and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("cohort", KEY, nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_certificates_cohort_cohorts")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_certificates_member_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("member", "guide", name=op.f("uq_certificates_member_guide")),
    )
    op.create_table(
        "checkins",
        sa.Column("key", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("cohort", KEY, nullable=True),
        sa.Column("mood", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_checkins_cohort_cohorts")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_checkins_member_members")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_checkins")),
    )
    op.create_index(op.f("ix_checkins_cohort_at"), "checkins", ["cohort", "at"])
    op.create_index(op.f("ix_checkins_member_at"), "checkins", ["member", "at"])
    op.create_table(
        "help_requests",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("cohort", KEY, nullable=True),
        sa.Column("task", sa.String(length=64), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", KEY, nullable=True),
        sa.Column("escalates_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["members.key"], name=op.f("fk_help_requests_answered_by_members")),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.key"], name=op.f("fk_help_requests_cohort_cohorts")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_help_requests_member_members")),
        sa.ForeignKeyConstraint(["told"], ["members.key"], name=op.f("fk_help_requests_told_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_help_requests_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_help_requests")),
    )
    op.create_index(op.f("ix_help_requests_member_asked_at"), "help_requests", ["member", "asked_at"])
    op.create_index(
        "ix_help_requests_open",
        "help_requests",
        ["escalates_at"],
        sqlite_where=sa.text("answered_at IS NULL AND escalated_at IS NULL AND escalates_at IS NOT NULL"),
        postgresql_where=sa.text("answered_at IS NULL AND escalated_at IS NULL AND escalates_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_help_requests_workspace_asked_at"), "help_requests", ["workspace", "asked_at"])
    op.create_table(
        "kudos",
        sa.Column("key", KEY, nullable=False),
        sa.Column("giver", KEY, nullable=False),
        sa.Column("receiver", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["giver"], ["members.key"], name=op.f("fk_kudos_giver_members")),
        sa.ForeignKeyConstraint(["receiver"], ["members.key"], name=op.f("fk_kudos_receiver_members")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kudos")),
    )
    op.create_index(op.f("ix_kudos_giver"), "kudos", ["giver"])
    op.create_index(op.f("ix_kudos_receiver"), "kudos", ["receiver"])
    op.create_table(
        "mentor_notes",
        sa.Column("key", KEY, nullable=False),
        sa.Column("author", KEY, nullable=False),
        sa.Column("learner", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["members.key"], name=op.f("fk_mentor_notes_author_members")),
        sa.ForeignKeyConstraint(["learner"], ["members.key"], name=op.f("fk_mentor_notes_learner_members")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mentor_notes")),
    )
    op.create_index(op.f("ix_mentor_notes_author"), "mentor_notes", ["author"])
    op.create_index(op.f("ix_mentor_notes_learner"), "mentor_notes", ["learner"])
    op.create_table(
        "mentor_wishes",
        sa.Column("member", KEY, nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_mentor_wishes_member_members")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_mentor_wishes")),
    )
    op.create_table(
        "mentors",
        sa.Column("member", KEY, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("hours_from", sa.Time(), nullable=False),
        sa.Column("hours_until", sa.Time(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("cover", KEY, nullable=True),
        sa.Column("digest_day", sa.SmallInteger(), nullable=False),
        sa.Column("digest_time", sa.Time(), nullable=False),
        sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cover"], ["members.key"], name=op.f("fk_mentors_cover_members")),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name=op.f("fk_mentors_member_members")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_mentors")),
    )
    op.create_index(op.f("ix_mentors_digest_at"), "mentors", ["digest_at"])
    op.create_table(
        "mentorships",
        sa.Column("key", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("mentor", KEY, nullable=False),
        sa.Column("learner", KEY, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), server_default="", nullable=False),
        sa.Column("stopped_by", KEY, nullable=True),
        sa.Column("mentor_wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("learner_wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["learner"], ["members.key"], name=op.f("fk_mentorships_learner_members")),
        sa.ForeignKeyConstraint(["mentor"], ["members.key"], name=op.f("fk_mentorships_mentor_members")),
        sa.ForeignKeyConstraint(["stopped_by"], ["members.key"], name=op.f("fk_mentorships_stopped_by_members")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.key"], name=op.f("fk_mentorships_workspace_workspaces")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mentorships")),
    )
    op.create_index(op.f("ix_mentorships_learner"), "mentorships", ["learner"])
    op.create_index(op.f("ix_mentorships_mentor"), "mentorships", ["mentor"])
    op.create_index(
        "uq_mentorships_active_learner",
        "mentorships",
        ["learner"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )


def downgrade() -> None:
    op.drop_table("mentorships")
    op.drop_table("mentors")
    op.drop_table("mentor_wishes")
    op.drop_table("mentor_notes")
    op.drop_table("kudos")
    op.drop_table("help_requests")
    op.drop_table("checkins")
    op.drop_table("certificates")
